import { isFinal, type Order, type OrderFacts } from "../../../orders/state/order.ts";
import { shortName } from "../../../screens/buttons/short-name.ts";
import { mayRepeat } from "../../../screens/orders/again.ts";
import { boughtLabel, type Bought } from "../../../screens/start.ts";
import type { BotContext } from "../../context.ts";

/** Offered on the first screen. */
const offered = 5;
/** Orders looked at for that. */
const lookedAt = 20;

/**
 * What the person bought last, each thing once, newest first. What is still under way, or had an order since whose outcome
 * is open to doubt, is not offered again. The session keeps what menus show of it.
 */
export async function readBought({ session, shop, person }: BotContext): Promise<Bought[]> {
  const { items } = await shop.desk.history(person.userId, { page: 0, size: lookedAt });
  session.bought = boughtOf(items);
  session.lately = items.map(({ service }) => service.category);
  return session.bought;
}

/** `orders`: newest first. */
export function boughtOf(orders: readonly Order[], limit = offered): Bought[] {
  const found = new Map<string, Bought | null>();
  for (const order of orders) {
    const what = whatOf(order);
    if (found.has(what)) continue;
    // What failed was not bought, and says nothing of what was bought before it.
    if (order.state.name === "failed" && mayRepeat(order)) continue;
    found.set(
      what,
      mayRepeat(order) ? { orderId: order.id, what, label: boughtLabel(order) } : null,
    );
  }
  return [...found.values()].flatMap((bought) => bought ?? []).slice(0, limit);
}

/**
 * While it is under way it is not offered to be ordered again. `again`: ✅ was pressed before, which this session may not
 * know.
 */
export function justOrdered({ session }: BotContext, order: Order, again: boolean): void {
  const what = whatOf(order);
  if (!again)
    session.lately = [order.service.category, ...(session.lately ?? [])].slice(0, lookedAt);
  if (session.bought !== undefined && !isFinal(order))
    session.bought = session.bought.filter((bought) => bought.what !== what);
}

/** The service and destination, whatever the secrets. */
function whatOf({ line, service, destination }: OrderFacts): string {
  const answers = destination.map(({ value, secret }) => (secret ? "" : value));
  return shortName(JSON.stringify([line, service.code, ...answers]));
}
