/** The Telegram panel: what may go wrong between the bot and Telegram. */

import { Hono } from "hono";
import { z } from "zod";
import type { Stage } from "../stage.ts";
import { telegramSwitch } from "../telegram-switches.ts";
import { act } from "./act.ts";

export function telegramRoutes(stage: Stage): Hono {
  const routes = new Hono();
  routes.post("/switch", (c) =>
    act(c, z.object({ name: telegramSwitch, on: z.boolean() }), ({ name, on }) => {
      stage.telegramSwitches.set(name, on);
    }),
  );
  return routes;
}
