import { isFinal, type Order } from "../../src/orders/order.ts";
import type { Arena } from "./arena.ts";

/** What is wrong with an order that has come to rest, by what the upstream and the person's phone really hold. */
export function complaintsAbout(arena: Arena, order: Order): string[] {
  const complaints: string[] = [];
  const number = order.destination[0]?.value ?? "";
  const own = arena.osimesa.ledger.all().filter((transaction) => transaction.data[0] === number);
  const requests = arena.osimesa.requests
    .list("order")
    .filter((request) => request.form["data1"] === number);
  const { state } = order;
  if (own.length > 1) complaints.push(`placed ${own.length} times`);
  if (requests.length > 1) complaints.push(`requested ${requests.length} times`);
  if (!isFinal(order) && state.name !== "review") complaints.push(`stuck in ${state.name}`);
  if (state.name === "failed" && state.failure.reason !== "by-upstream" && own.length > 0)
    complaints.push(`said to be ${state.failure.reason}, yet placed`);
  if (state.name === "succeeded" && own[0]?.refId !== state.ref)
    complaints.push("has somebody else's transaction");
  // A message of its own, not the card that was edited along: that is what makes the phone ring.
  const pushed = arena.telegram
    .chat(order.chatId)
    .messages.filter(
      ({ byBot, editCount, message }) =>
        byBot && editCount === 0 && message.text?.includes(shownId(order)) === true,
    )
    .map(({ message }) => message.text ?? "");
  if (isFinal(order) && !pushed.some((text) => /[✅❌]/u.test(text)))
    complaints.push("its result never arrived");
  if (state.name === "review" && !pushed.some((text) => text.includes("⏳")))
    complaints.push("its stay in review was never told");
  return complaints.map(
    (complaint) =>
      `order ${order.id} for ${number}: ${complaint} (${order.timeline.map((entry) => entry.to).join(" > ")})`,
  );
}

/** As people read it: `K7QXM-2PA4Z`. */
function shownId(order: Order): string {
  return `${order.id.slice(0, 5)}-${order.id.slice(5)}`;
}

export const atRest = (order: Order): boolean => isFinal(order) || order.state.name === "review";
