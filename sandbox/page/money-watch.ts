/** Purses and open tickets as the bot has them. */

import { leftIn } from "../../src/books/purses.ts";
import type { BotView } from "../bot/view.ts";
import type { MoneyLook, PurseLook } from "./money-protocol.ts";
import { watchRedis, type Watch } from "./redis-watch.ts";

interface MoneyWatchOptions extends Pick<BotView, "purses" | "tickets" | "roster"> {
  /** Whose purses are shown. */
  readonly people: readonly number[];
  readonly changed: (money: MoneyLook) => void;
}

const MAX_TICKETS = 20;

export function watchMoney({
  purses,
  tickets,
  roster,
  people,
  changed,
}: MoneyWatchOptions): Watch<MoneyLook> {
  async function purseOf(personId: number): Promise<PurseLook> {
    const purse = await purses.read(personId);
    return { personId, ...purse, leftRupiah: leftIn(purse) };
  }
  return watchRedis({
    async read() {
      const [resellers, open] = await Promise.all([
        roster.resellerIds(),
        tickets.openOf(null, MAX_TICKETS),
      ]);
      const shown = people.filter((id) => resellers.includes(id));
      return {
        purses: await Promise.all(shown.map(purseOf)),
        others: resellers.length - shown.length,
        tickets: open.map(({ id, resellerId, totalRupiah, endsAtMs }) => ({
          id,
          personId: resellerId,
          totalRupiah,
          endsAtMs,
        })),
      };
    },
    empty: { purses: [], others: 0, tickets: [] },
    changed,
  });
}
