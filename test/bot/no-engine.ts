import type { Upstream } from "../../src/orders/upstream.ts";
import { reason } from "../../src/reason.ts";

/** Of orders that no engine runs: nobody asks the supplier. */
export const nobody: Upstream = {
  orderTurn: async () => false,
  place: async () => ({ kind: "not-sent", why: reason("deadline-missed") }),
  page: async () => ({
    kind: "trouble",
    cause: "unreachable",
    why: reason("supplier-unreachable"),
  }),
  transaction: async () => ({
    kind: "trouble",
    cause: "unreachable",
    why: reason("supplier-unreachable"),
  }),
};
