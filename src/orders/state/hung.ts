import { isFinal, type Order } from "./order.ts";

/** First sent before `untilMs` and not over. One that waits for its turn has a card that says how long. */
export function isHung(order: Order, untilMs: number): boolean {
  const { state, timeline, confirmedAtMs } = order;
  if (isFinal(order) || (state.name === "confirmed" && state.waitsFor === undefined)) return false;
  const sent = timeline.find(({ to }) => to === "sending");
  return (sent?.atMs ?? confirmedAtMs) <= untilMs;
}
