/**
 * The bot's own view of its orders, read from its Redis as anybody may read it: the panel lays it beside what
 * the upstream did.
 */

import type { Order } from "../../src/orders/state/order.ts";
import { refOf } from "../../src/orders/state/order.ts";
import type { OrderStore } from "../../src/orders/store/store.ts";
import type { Reason } from "../../src/reason.ts";
import type { OrderLook } from "./protocol.ts";

export interface OrderWatchOptions {
  readonly store: Pick<OrderStore, "history">;
  /** Whose orders. */
  readonly people: readonly number[];
  /** Called with all of them whenever one has changed. */
  readonly changed: (orders: readonly OrderLook[]) => void;
}

export interface OrderWatch {
  latest(): readonly OrderLook[];
  /** Looks now, e.g. because a page opened. */
  look(): Promise<void>;
  close(): Promise<void>;
}

/** Often enough to watch an order move, and a handful of reads on loopback each time. */
const EVERY_MS = 300;
const LATEST_OF_EACH = 15;

export function watchOrders({ store, people, changed }: OrderWatchOptions): OrderWatch {
  let latest: readonly OrderLook[] = [];
  let shown = "[]";
  let looking: Promise<void> | undefined;

  async function readAll(): Promise<void> {
    const wanted = { page: 0, size: LATEST_OF_EACH };
    const histories = await Promise.all(people.map((id) => store.history(id, wanted)));
    const looks = histories
      .flatMap(({ items }) => items.map(orderLook))
      .toSorted((a, b) => b.confirmedAtMs - a.confirmedAtMs);
    const text = JSON.stringify(looks);
    if (text === shown) return;
    shown = text;
    latest = looks;
    changed(looks);
  }

  /** One reading at a time; a Redis that is away for a moment is asked again at the next one. */
  function look(): Promise<void> {
    looking ??= readAll()
      .catch(() => undefined)
      .finally(() => {
        looking = undefined;
      });
    return looking;
  }

  const timer = setInterval(() => void look(), EVERY_MS);
  return {
    latest: () => latest,
    look,
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}

function orderLook(order: Order): OrderLook {
  const sent = (position: 1 | 2 | 3) => {
    const answer = order.destination.find((one) => one.position === position);
    return answer?.secret === true ? "•••" : (answer?.value ?? "");
  };
  return {
    id: order.id,
    personId: order.resellerId,
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
