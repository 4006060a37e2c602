/** The bot's own view of its orders: the panel lays it beside what the upstream did. */

import type { Order } from "../../src/orders/state/order.ts";
import { refOf, refSchema } from "../../src/orders/state/order.ts";
import type { Reason } from "../../src/reason.ts";
import type { BotView } from "../bot/view.ts";
import { MASK } from "./looks.ts";
import type { OrderLook } from "./protocol.ts";
import { watchRedis, type Watch } from "./redis-watch.ts";

interface OrderWatchOptions extends Pick<BotView, "store"> {
  /** Whose orders. */
  readonly people: readonly number[];
  /** Transactions that are shown: of the orders of others those that made one of them are read. */
  readonly refs: () => readonly string[];
  readonly nameOf: (personId: number) => string;
  /** Called with all of them whenever one has changed. */
  readonly changed: (orders: readonly OrderLook[]) => void;
}

const LATEST_OF_EACH = 15;

export function watchOrders({
  store,
  people,
  refs,
  nameOf,
  changed,
}: OrderWatchOptions): Watch<readonly OrderLook[]> {
  return watchRedis({
    async read() {
      const wanted = { page: 0, size: LATEST_OF_EACH };
      const histories = await Promise.all(people.map((id) => store.history(id, wanted)));
      const own = histories.flatMap(({ items }) => items);
      const known = new Set(own.map(refOf));
      const missing = refs().map((ref) => refSchema.parse(ref));
      const others = await Promise.all(
        missing.filter((ref) => !known.has(ref)).map((ref) => store.readByRef("game", ref)),
      );
      return [...own, ...others.filter((order) => order !== null)]
        .map((order) => orderLook(order, nameOf(order.resellerId)))
        .toSorted((a, b) => b.confirmedAtMs - a.confirmedAtMs);
    },
    empty: [],
    changed,
  });
}

function orderLook(order: Order, firstName: string): OrderLook {
  const sent = (position: 1 | 2 | 3) => {
    const answer = order.destination.find((one) => one.position === position);
    return answer?.secret === true ? MASK : (answer?.value ?? "");
  };
  return {
    id: order.id,
    personId: order.resellerId,
    firstName,
    code: order.service.code,
    service: order.service.name,
    data: [sent(1), sent(2), sent(3)],
    priceRupiah: order.priceRupiah,
    state: order.state.name,
    ref: refOf(order),
    confirmedAtMs: order.confirmedAtMs,
    sentAtMs: order.sentAtMs,
    timeline: order.timeline.map(({ atMs, to, why }) => ({ atMs, to, why: note(why) })),
  };
}

/** The supplier's own word as it is, everything else by its code: whoever looks here is no operator. */
function note(why: Reason | null): string {
  if (why === null) return "";
  if (why.code === "supplier-status") return why.detail;
  return [why.code.replaceAll("-", " "), why.detail].filter((part) => part !== "").join(": ");
}
