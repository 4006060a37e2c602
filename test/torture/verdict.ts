import { isFinal, type Order } from "../../src/orders/state/order.ts";
import type { Arena } from "./arena.ts";

const operatorId = 9_001;

/** What the upstream and people's phones really hold, gathered once: there may be thousands of orders. */
interface Evidence {
  /** By the number ordered for; every order has a number of its own. */
  refs: Map<string, string[]>;
  requests: Map<string, number>;
  /** Messages of their own in each chat, not cards that were edited along: those make the phone ring. */
  pushed: Map<number, string[]>;
}

/** What is wrong with these orders, by what really happened. */
export function complaintsAbout(arena: Arena, orders: readonly Order[]): string[] {
  const evidence = gather(arena, new Set(orders.map((order) => order.chatId)));
  return orders.flatMap((order) =>
    complaintsOf(order, evidence).map(
      (complaint) =>
        `order ${order.id} for ${numberOf(order)}: ${complaint} (${order.timeline.map((entry) => entry.to).join(" > ")})`,
    ),
  );
}

/** What was ordered upstream for somebody of whom there is no order: that may be only where an operator was told. */
export function complaintsAboutTheUnknown(arena: Arena, orders: readonly Order[]): string[] {
  const { refs, requests } = gather(arena, new Set());
  const known = new Set(orders.map(numberOf));
  const alarms = messagesOf(arena, operatorId);
  return [...requests].flatMap(([number, times]) => {
    const placed = refs.get(number) ?? [];
    const untold = placed.filter((ref) => !alarms.some((text) => text.includes(ref)));
    if (known.has(number)) return [];
    return [
      ...(times > 1 ? [`${number}: requested ${times} times, and there is no order`] : []),
      ...untold.map((ref) => `${number}: placed as ${ref}, no order, and no operator was told`),
    ];
  });
}

/** Nobody has a chat before there is something in it. */
function messagesOf({ telegram }: Arena, chatId: number): string[] {
  const found = telegram.chats().find(({ chat }) => chat.id === chatId);
  return found?.messages.map(({ message }) => message.text ?? "") ?? [];
}

/** What does not add up in the books, or stands in them otherwise than in the orders. */
export async function complaintsAboutBooks(arena: Arena): Promise<string[]> {
  const { faults, unlike } = await arena.audit();
  return [
    ...faults.map((fault) => `the books: ${JSON.stringify(fault)}`),
    ...unlike.map((id) => `the books say something else of ${id} than its state`),
  ];
}

function gather(arena: Arena, chats: ReadonlySet<number>): Evidence {
  const refs = new Map<string, string[]>();
  for (const { data, refId } of arena.osimesa.ledger.all())
    refs.set(data[0], [...(refs.get(data[0]) ?? []), refId]);
  const requests = new Map<string, number>();
  for (const { form } of arena.osimesa.requests.list("order")) {
    const number = form["data1"] ?? "";
    requests.set(number, (requests.get(number) ?? 0) + 1);
  }
  const pushed = new Map<number, string[]>();
  for (const chatId of chats) {
    const { messages } = arena.telegram.chat(chatId);
    const own = messages.filter(({ byBot, editCount }) => byBot && editCount === 0);
    pushed.set(
      chatId,
      own.map(({ message }) => message.text ?? ""),
    );
  }
  return { refs, requests, pushed };
}

function complaintsOf(order: Order, evidence: Evidence): string[] {
  const complaints: string[] = [];
  const { state } = order;
  const refs = evidence.refs.get(numberOf(order)) ?? [];
  const requests = evidence.requests.get(numberOf(order)) ?? 0;
  if (refs.length > 1) complaints.push(`placed ${refs.length} times`);
  if (requests > 1) complaints.push(`requested ${requests} times`);
  if (!atRest(order)) complaints.push(`stuck in ${state.name}`);
  if (state.name === "failed" && state.failure.reason !== "by-upstream" && refs.length > 0)
    complaints.push(`said to be ${state.failure.reason}, yet placed`);
  if (state.name === "succeeded" && refs[0] !== state.ref)
    complaints.push("has somebody else's transaction");
  const told = (evidence.pushed.get(order.chatId) ?? []).filter((text) =>
    text.includes(shownId(order)),
  );
  if (isFinal(order) && !told.some((text) => /[✅❌]/u.test(text)))
    complaints.push("its result never arrived");
  if (state.name === "review" && !told.some((text) => text.includes("⏳")))
    complaints.push("its stay in review was never told");
  return complaints;
}

const numberOf = (order: Order): string => order.destination[0]?.value ?? "";

/** As people read it: `K7QXM-2PA4Z`. */
const shownId = (order: Order): string => `${order.id.slice(0, 5)}-${order.id.slice(5)}`;

export const atRest = (order: Order): boolean => isFinal(order) || order.state.name === "review";
