/** The bank panel: money that comes in from outside, and who has to deposit first. */

import { Hono } from "hono";
import { z } from "zod";
import type { Stage } from "../stage.ts";
import { act } from "./act.ts";

const transfer = z.object({
  rupiah: z.number().int().min(0).max(1_000_000_000),
  note: z.string().max(300),
});
const ring = z.object({ id: z.string(), manner: z.enum(["told", "other-sum", "forged"]) });
const atTripay = z.object({
  reference: z.string(),
  deed: z.enum(["pay", "pay-silently", "expire", "call-again", "forge", "give-back"]),
});
const credit = z.object({ personId: z.number().int(), depositFirst: z.boolean() });

export function paymentRoutes({ payer, view }: Stage): Hono {
  const routes = new Hono();
  routes.post("/transfer", (c) =>
    act(c, transfer, ({ rupiah, note }) => {
      if (rupiah === 0) throw new Error("which-sum");
      return payer.bank.transfer(rupiah, note);
    }),
  );
  routes.post("/ring", (c) => act(c, ring, ({ id, manner }) => payer.bank.ring(id, manner)));
  routes.post("/tripay", (c) =>
    act(c, atTripay, ({ reference, deed }) => payer.atTripay(reference, deed)),
  );
  routes.post("/credit", (c) =>
    act(c, credit, ({ personId, depositFirst }) =>
      view.roster.setLimit(
        personId,
        "credit",
        depositFirst ? { kind: "rupiah", rupiah: 0 } : { kind: "usual" },
      ),
    ),
  );
  return routes;
}
