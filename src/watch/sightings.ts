import type { Bells } from "../bell.ts";
import type { Clock } from "../clock.ts";
import type { OrderReports } from "../orders/orders.ts";
import { reason, type ReasonCode } from "../reason.ts";
import type { Finding } from "./watch.ts";

/** What was seen of late, each thing once: notices put aside, unknown words. */
export interface Sightings {
  /** Answers whether it is news. */
  note(what: string): boolean;
  finding(): Finding;
}

const recentMs = 60_000;
const maxShown = 10;

/** `code`: what they are sightings of. */
export function createSightings(clock: Clock, code: ReasonCode): Sightings {
  const seen = new Map<string, number>();
  const forget = () => {
    const beforeMs = clock.monotonicMs() - recentMs;
    for (const [what, atMs] of seen) if (atMs < beforeMs) seen.delete(what);
  };
  return {
    note(what) {
      forget();
      const news = !seen.has(what) && seen.size < maxShown;
      if (news || seen.has(what)) seen.set(what, clock.monotonicMs());
      return news;
    },
    finding() {
      forget();
      return seen.size === 0
        ? { kind: "well" }
        : { kind: "trouble", why: reason(code, [...seen.keys()].join("\n")) };
    },
  };
}

/** What the parts of the shop meet that operators are told of. */
export interface ShopSightings {
  deadLetters: Sightings;
  unknownWords: Sightings;
  unreadableOrders: Sightings;
  /** For the parts: each is told to the watch. */
  reports: Pick<OrderReports, "onDeadLetter" | "onUnknownWord" | "onUnreadableOrder">;
}

export function createShopSightings(clock: Clock, bells: Pick<Bells, "shop">): ShopSightings {
  const deadLetters = createSightings(clock, "telegram-refused");
  const unknownWords = createSightings(clock, "status-words");
  const unreadableOrders = createSightings(clock, "orders-unreadable");
  return {
    deadLetters,
    unknownWords,
    unreadableOrders,
    reports: {
      onDeadLetter(why) {
        deadLetters.note(why);
        bells.shop.ring();
      },
      onUnknownWord: unknownWords.note,
      onUnreadableOrder: unreadableOrders.note,
    },
  };
}
