import type { OrderAnswer, PageAnswer } from "../osimesa/answers.ts";
import type { Osimesa } from "../osimesa/client.ts";
import type { OrderFacts, Ref } from "./state/order.ts";

/** The upstream as the engine sees it. Errors are answers; these reject only on bugs. */
export interface Upstream {
  /** Waits for a rate token for an order; false when `signal` was aborted first. */
  orderTurn(signal: AbortSignal): Promise<boolean>;
  /** Sends at most one `type=order` request. `mayBegin` is asked last, just before it leaves. */
  place(order: OrderFacts, mayBegin: () => boolean): Promise<OrderAnswer>;
  /** The account's latest transactions. */
  page(signal: AbortSignal): Promise<PageAnswer>;
  /** One transaction by ref. `likely`: that it is over is likely news, so it goes before what only has its turn. */
  transaction(ref: Ref, signal: AbortSignal, options?: { likely: boolean }): Promise<PageAnswer>;
}

/** The OsiMesa client as the engine's port. */
export function createUpstream(osimesa: Osimesa): Upstream {
  return {
    orderTurn: (signal) => osimesa.orderTurn(signal),
    place: (order, mayBegin) => osimesa.order(order.service.code, order.destination, mayBegin),
    page: (signal) => osimesa.page(signal),
    transaction: (ref, signal, { likely } = { likely: false }) =>
      osimesa.transaction(ref, signal, likely ? "result" : "lookup"),
  };
}
