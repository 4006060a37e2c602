import type { Transaction } from "../../osimesa/schema.ts";
import type { Order, OrderId, Ref } from "../state/order.ts";
import { createByTime } from "./by-time.ts";
import { paceOf, slowestPaceMs } from "./waiting.ts";

/**
 * Which placed order is asked for next by its ref, and when the page is worth another look. All in Redis time, unix ms.
 * It lives in the process that tracks; losing it costs requests, never an order.
 */
export interface Agenda {
  /** A term begins: nothing is known. */
  clear(): void;
  /** Placed orders, as Redis lists them. Known ones stay as they are. `atStart`: any may have ended since it was asked for last. */
  found(orders: readonly Listed[], nowMs: number, options?: { atStart: boolean }): void;
  /** A page shows it, and it is not over. `usualMs`: how long its service takes; null: not known. */
  shown(order: Placed, usualMs: number | null, nowMs: number): void;
  /** A page was read which shows these: what it shows no longer is asked for. null: there is no page to trust. */
  pageShows(ids: ReadonlyMap<OrderId, unknown> | null, nowMs: number): void;
  /** How long a service takes was not known and is by now: orders of it may have been over for a while. */
  learnt(serviceCode: string, usualMs: number, nowMs: number): void;
  /** It is over, or no longer placed. */
  over(id: OrderId): void;
  /** Takes the next to ask for, if one is due. The taker says `asked` or `over`. */
  take(nowMs: number, kinds: { likely: boolean; aged: boolean }): Due | null;
  asked(due: Due, answer: Asked): void;
  /** When the next is due; Infinity: nobody waits for it. */
  nextAtMs(kinds: { likely: boolean; aged: boolean }): number;
  /** When the page likely shows a result: of two orders, or of one that has waited for `patienceMs`. */
  pageAtMs(patienceMs: number): number;
}

interface Listed {
  id: OrderId;
  confirmedAtMs: number;
}

/** What has to be known of a placed order to ask for it. */
export interface Placed extends Pick<Order, "id" | "confirmedAtMs" | "sentAtMs" | "service"> {
  ref: Ref;
  /** What its transaction said when it was taken in last, letter for letter; null: it was not yet. */
  says: string | null;
}

/** `transaction`: it was taken in; null: it was not. */
export function placedOf(order: Order, ref: Ref, transaction: Transaction | null): Placed {
  const { id, confirmedAtMs, sentAtMs, service } = order;
  const says = transaction === null ? null : saysOf(transaction);
  return { id, confirmedAtMs, sentAtMs, service, ref, says };
}

export const saysOf = (transaction: Transaction): string => JSON.stringify(transaction);

export interface Due extends Listed {
  /** null: it was only listed so far. */
  placed: Placed | null;
  /** It is probably over by now; else it is only its turn by age. */
  likely: boolean;
  misses: Misses;
}

/** Queries in a row that did not find it. */
export interface Misses {
  count: number;
  /** How many pages had been asked for when the latest was refused: it counts once the next page is read. */
  refusedAt: number | null;
}
export const noMisses: Misses = { count: 0, refusedAt: null };

interface Asked {
  nowMs: number;
  /** The order as it is; null: it could not be read, or the upstream did not answer. */
  order: Placed | null;
  usualMs: number | null;
  misses: Misses;
}

interface Entry extends Listed {
  placed: Placed | null;
  misses: Misses;
  /** When it was last known not to be over. */
  seenAtMs: number;
  likelyAtMs: number;
}

/** The upstream's times are whole seconds, and a request takes a while to get there. */
const slackMs = 500;
/** Without an answer it is tried again so much later. */
const againMs = 2_000;

export function createAgenda(settings: {
  /** The fastest pace. */
  pollIntervalMs: number;
}): Agenda {
  const known = new Map<OrderId, Entry>();
  const onPage = new Set<Entry>();
  const likely = createByTime<OrderId>();
  const aged = createByTime<OrderId>();

  const entryOf = ({ id, confirmedAtMs }: Listed): Entry => {
    const entry = known.get(id) ?? {
      id,
      confirmedAtMs,
      placed: null,
      misses: noMisses,
      seenAtMs: -Infinity,
      likelyAtMs: Infinity,
    };
    known.set(id, entry);
    return entry;
  };

  function unlist(entry: Entry): void {
    onPage.delete(entry);
    likely.delete(entry.id);
    aged.delete(entry.id);
  }

  function waits(entry: Entry, nowMs: number): void {
    aged.set(entry.id, entry.seenAtMs + paceOf(nowMs - entry.confirmedAtMs, settings));
    likely.set(entry.id, likelyNextMs(entry));
  }

  /** Seen after that and still not over, it is when it has waited as long again. */
  function likelyNextMs({ likelyAtMs, seenAtMs }: Entry): number {
    return likelyAtMs > seenAtMs
      ? likelyAtMs
      : Math.max(seenAtMs + settings.pollIntervalMs, 2 * seenAtMs - likelyAtMs);
  }

  const likelyAt = ({ sentAtMs, confirmedAtMs }: Placed, usualMs: number) =>
    (sentAtMs ?? confirmedAtMs) + usualMs + slackMs;

  function note(entry: Entry, order: Placed, usualMs: number | null, nowMs: number): void {
    entry.placed = order;
    entry.seenAtMs = nowMs;
    entry.likelyAtMs = usualMs === null ? Infinity : likelyAt(order, usualMs);
  }

  function dueOf(kinds: { likely: boolean; aged: boolean }, nowMs: number) {
    const soon = kinds.likely ? likely.next() : null;
    if (soon !== null && soon.atMs <= nowMs) return { id: soon.id, likely: true };
    const old = kinds.aged ? aged.next() : null;
    return old !== null && old.atMs <= nowMs ? { id: old.id, likely: false } : null;
  }

  return {
    clear() {
      known.clear();
      onPage.clear();
      likely.clear();
      aged.clear();
    },

    found(orders, nowMs, { atStart } = { atStart: false }) {
      for (const one of orders) {
        if (known.has(one.id)) continue;
        const entry = entryOf(one);
        // The younger, the likelier to have ended meanwhile.
        entry.seenAtMs = atStart ? nowMs - slowestPaceMs : nowMs;
        aged.set(one.id, entry.seenAtMs + paceOf(nowMs - one.confirmedAtMs, settings));
      }
    },

    shown(order, usualMs, nowMs) {
      const entry = entryOf(order);
      unlist(entry);
      onPage.add(entry);
      entry.misses = noMisses;
      note(entry, order, usualMs, nowMs);
    },

    pageShows(ids, nowMs) {
      for (const entry of onPage) {
        if (ids?.has(entry.id) === true) continue;
        onPage.delete(entry);
        waits(entry, nowMs);
      }
    },

    learnt(serviceCode, usualMs, nowMs) {
      for (const entry of known.values()) {
        const { placed } = entry;
        if (placed?.service.code !== serviceCode || entry.likelyAtMs < Infinity) continue;
        entry.likelyAtMs = likelyAt(placed, usualMs);
        // Not what a page shows, nor what is being asked about.
        if (aged.has(entry.id)) waits(entry, nowMs);
      }
    },

    over(id) {
      const entry = known.get(id);
      if (entry === undefined) return;
      unlist(entry);
      known.delete(id);
    },

    take(nowMs, kinds) {
      const due = dueOf(kinds, nowMs);
      const entry = due && known.get(due.id);
      if (!due || !entry) return null;
      unlist(entry);
      const { id, confirmedAtMs, placed, misses } = entry;
      return { id, confirmedAtMs, placed, misses, likely: due.likely };
    },

    asked({ id }, { nowMs, order, usualMs, misses }) {
      const entry = known.get(id);
      // Over, or shown by a page in the meantime.
      if (entry === undefined || onPage.has(entry)) return;
      entry.misses = misses;
      if (order !== null) {
        note(entry, order, usualMs, nowMs);
        return waits(entry, nowMs);
      }
      const pace = paceOf(nowMs - entry.confirmedAtMs, settings);
      aged.set(id, nowMs + Math.max(againMs, pace));
      likely.set(id, Math.max(likelyNextMs(entry), nowMs + againMs));
    },

    nextAtMs: (kinds) =>
      Math.min(
        kinds.likely ? (likely.next()?.atMs ?? Infinity) : Infinity,
        kinds.aged ? (aged.next()?.atMs ?? Infinity) : Infinity,
      ),

    pageAtMs(patienceMs) {
      const [first = Infinity, second = Infinity] = [...onPage]
        .filter(({ likelyAtMs, seenAtMs }) => likelyAtMs > seenAtMs)
        .map(({ likelyAtMs }) => likelyAtMs)
        .toSorted((left, right) => left - right);
      return Math.min(second, first + patienceMs);
    },
  };
}
