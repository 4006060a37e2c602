import { reason } from "../../reason.ts";
import type { OrderAnswer } from "../../osimesa/answers.ts";
import { refSchema, type Order } from "../state/order.ts";
import type { Decision } from "../store/writer.ts";

/**
 * Whether the order has had another turn since `sent` was: then an answer to `sent` says nothing of it any more. Where
 * Redis went back in time, the order may stand as it was before `sent`: that is no other turn.
 */
export function isSuperseded(now: Order, sent: Order): boolean {
  const [latest, own] = [now.attempt, sent.attempt];
  return (
    latest !== null && own !== null && latest.token !== own.token && latest.number >= own.number
  );
}

/** What an answer makes of its order as the order now stands: it may come late, after others have judged. */
export function decideOn(answer: OrderAnswer, order: Order): Decision | null {
  const { name } = order.state;
  if (name === "confirmed") return inQueue(answer);
  if (name !== "sending" && name !== "unknown" && name !== "review") return null;
  switch (answer.kind) {
    case "placed": {
      const { ref, statusWord, note } = answer.transaction;
      return { state: { name: "placed", ref: refSchema.parse(ref), statusWord, note } };
    }
    case "not-now":
      // Of an order in review a person decides: it was not the answer that brought it there.
      return name === "review" || (order.state.name === "unknown" && order.state.notNow === true)
        ? null
        : {
            state: {
              name: "unknown",
              why: reason(`not-now-${answer.cause}`, answer.message),
              notNow: true,
            },
          };
    case "refused":
      return {
        state: {
          name: "failed",
          failure: { reason: "refused", message: answer.message, shop: answer.cause === "shop" },
        },
      };
    case "not-sent":
      return { state: { name: "failed", failure: { reason: "not-sent", why: answer.why } } };
    case "unclear":
      return name === "sending" ? { state: { name: "unknown", why: answer.why } } : null;
  }
}

/** Redis has forgotten that it was sent, or it waits for another turn: it must not be sent (again). */
function inQueue(answer: OrderAnswer): Decision | null {
  if (answer.kind !== "placed") return null;
  const ref = refSchema.parse(answer.transaction.ref);
  return { state: { name: "review", why: reason("came-after-all", ref), ref } };
}
