/** The bot's own view of its orders: the panel lays it beside what the upstream did. */

import type { Order } from "../../src/orders/state/order.ts";
import { refOf, refSchema } from "../../src/orders/state/order.ts";
import type { Reason } from "../../src/reason.ts";
import type { Language } from "../../src/words/dictionary.ts";
import type { Names } from "../../src/words/person.ts";
import { reasonText } from "../../src/words/reason.ts";
import type { BotView } from "../bot/view.ts";
import { parseHtml } from "../telegram/text/html.ts";
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
      const names = new Map(people.map((id) => [id, nameOf(id)]));
      const wanted = { page: 0, size: LATEST_OF_EACH };
      const histories = await Promise.all(people.map((id) => store.history(id, wanted)));
      const own = histories.flatMap(({ items }) => items);
      const known = new Set(own.map(refOf));
      const missing = refs().map((ref) => refSchema.parse(ref));
      const others = await Promise.all(
        missing.filter((ref) => !known.has(ref)).map((ref) => store.readByRef("game", ref)),
      );
      return [...own, ...others.filter((order) => order !== null)]
        .map((order) => orderLook(order, nameOf, names))
        .toSorted((a, b) => b.confirmedAtMs - a.confirmedAtMs);
    },
    empty: [],
    changed,
  });
}

function orderLook(order: Order, nameOf: (personId: number) => string, names: Names): OrderLook {
  const sent = (position: 1 | 2 | 3) => {
    const answer = order.destination.find((one) => one.position === position);
    return answer?.secret === true ? MASK : (answer?.value ?? "");
  };
  return {
    id: order.id,
    personId: order.resellerId,
    firstName: nameOf(order.resellerId),
    code: order.service.code,
    service: order.service.name,
    data: [sent(1), sent(2), sent(3)],
    priceRupiah: order.priceRupiah,
    state: order.state.name,
    ref: refOf(order),
    confirmedAtMs: order.confirmedAtMs,
    sentAtMs: order.sentAtMs,
    timeline: order.timeline.map(({ atMs, to, why }) => ({ atMs, to, why: note(why, names) })),
  };
}

/** How much of the supplier's own words is shown. */
const ROOM = { max: 200, lines: 1 };

/** As an operator reads it. That the supplier said "success" is what `succeeded` says already. */
function note(why: Reason | null, names: Names): OrderLook["timeline"][number]["why"] {
  if (why === null || (why.code === "supplier-status" && why.detail === "success")) return null;
  const inWords = (language: Language) =>
    parseHtml(reasonText(why, language, names, ROOM).html).text;
  return { id: inWords("id"), en: inWords("en") };
}
