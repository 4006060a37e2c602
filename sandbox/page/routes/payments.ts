/** The payments' panel: money that comes in from outside. */

import { Hono } from "hono";
import { z } from "zod";
import type { Stage } from "../stage.ts";
import { act } from "./act.ts";

const transfer = z.object({
  rupiah: z.number().int().positive().max(1_000_000_000),
  note: z.string().max(300),
  times: z.number().int().min(1).max(3),
});
const move = z.object({
  reference: z.string(),
  to: z.enum(["PAID", "EXPIRED", "REFUND"]),
  callsBack: z.boolean(),
});

export function paymentRoutes({ payer }: Stage): Hono {
  const routes = new Hono();
  routes.post("/transfer", (c) =>
    act(c, transfer, ({ rupiah, note, times }) => payer.transfer(rupiah, note, times)),
  );
  routes.post("/move", (c) =>
    act(c, move, ({ reference, to, callsBack }) => payer.become(reference, to, callsBack)),
  );
  return routes;
}
