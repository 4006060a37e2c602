/** The shop as a whole: its clock, the bot's process, and a day full of customers. */

import { Hono } from "hono";
import { z } from "zod";
import type { Stage } from "../stage.ts";
import { act } from "./act.ts";

/** A year: what is further away is a mistake. */
const MAX_AHEAD_MS = 366 * 86_400_000;

const clock = z.object({ aheadMs: z.number().int().min(-MAX_AHEAD_MS).max(MAX_AHEAD_MS) });

export function shopRoutes(stage: Stage): Hono {
  const routes = new Hono();
  routes.post("/clock", (c) => act(c, clock, ({ aheadMs }) => stage.clock.set(aheadMs)));
  routes.post("/kill", (c) => act(c, z.object({}), () => stage.botProcess.kill()));
  routes.post("/crowd", (c) => act(c, z.object({}), () => stage.crowd.begin()));
  return routes;
}
