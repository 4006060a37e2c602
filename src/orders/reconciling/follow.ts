import type { Transaction } from "../../osimesa/schema.ts";
import { isUnknownStatus, saysOnlyInProgress, statusFamily } from "../../osimesa/status.ts";
import { refSchema, type Order, type OrderState } from "../state/order.ts";

/**
 * What a transaction says of its own order: the state the order should move to next, null when it says nothing
 * new. An order that is not `placed` yet becomes `placed` first, however far its transaction is.
 */
export function follow(order: Order, transaction: Transaction): OrderState | null {
  const placement = {
    ref: refSchema.parse(transaction.ref),
    statusWord: transaction.statusWord,
    note: transaction.note,
  };
  switch (order.state.name) {
    case "sending":
    case "unknown":
      return { name: "placed", ...placement };
    case "review":
      // Given up because it would not end: that it still has not is no news.
      return order.state.why.code === "not-final" &&
        statusFamily(transaction.statusWord) === "in-progress"
        ? null
        : { name: "placed", ...placement };
    case "placed":
      break;
    case "confirmed":
    case "succeeded":
    case "failed":
      return null;
  }
  switch (statusFamily(transaction.statusWord)) {
    case "succeeded":
      return {
        name: "succeeded",
        ...placement,
        voucher: transaction.voucher,
        ...(transaction.priceRupiah === undefined
          ? {}
          : { chargedRupiah: transaction.priceRupiah }),
      };
    case "failed":
      return {
        name: "failed",
        failure: { reason: "by-upstream", ref: placement.ref, note: transaction.note },
      };
    case "in-progress":
      return saysMore(placement) === saysMore(order.state)
        ? null
        : { name: "placed", ...placement };
  }
}

/** What of an open transaction its reseller reads; that it goes on is no news, and no write. */
function saysMore({ statusWord, note }: { statusWord: string; note: string }): string {
  const word = isUnknownStatus(statusWord) ? statusWord : "";
  return `${word}\n${saysOnlyInProgress(note) ? "" : note}`;
}
