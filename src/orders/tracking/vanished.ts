import type { Clock } from "../../clock.ts";
import { reason } from "../../reason.ts";
import type { Term } from "../../redis/lease.ts";
import type { Rounds } from "../rounds.ts";
import { refOf, type OrderId, type OrderState, type Ref } from "../state/order.ts";
import type { OrderStore } from "../store/store.ts";
import type { OrderWriter } from "../store/writer.ts";
import type { Upstream } from "../upstream.ts";
import type { AccountPage } from "./account-page.ts";

/**
 * Placed orders whose transaction the upstream no longer shows. Its relatives list an order, ask their own supplier, and
 * on its "no" give the money back and delete the row: so one that is gone was most likely refused.
 */
export interface Vanished {
  /** Its ref is gone for good. `listed`: the account's latest page was readable and showed something. */
  conclude(id: OrderId, term: Term, account: { listed: boolean }): Promise<void>;
  /** Looks, once a minute, whether what was called given back is shown again; that raises an alarm. */
  look(term: Term): Promise<void>;
}

/** What becomes of such an order: an operator decides, or it is taken as given back. */
export type VanishedPolicy = "review" | "failed";

const lookIntervalMs = 60_000;
const looksAtOnce = 5;
const watchMs = 24 * 3_600_000;
/** An upstream that loses more than so many in an hour has lost its list, not refused so many orders. */
const mostInAnHour = 10;
const hourMs = 3_600_000;
/** More than can be looked for within a day; those of the day before are gone by then. */
const mostWatched = 1_000;

export function createVanished({
  store,
  writer,
  upstream,
  page,
  rounds,
  clock,
  policy,
}: {
  store: OrderStore;
  writer: OrderWriter;
  upstream: Upstream;
  page: AccountPage;
  rounds: Rounds;
  clock: Clock;
  policy: VanishedPolicy;
}): Vanished {
  let lookedAtMs = -Infinity;
  /** The latest of them that was looked for: after it the next ones have their turn. */
  let latest: OrderId | null = null;

  async function isBelieved(term: Term, { listed }: { listed: boolean }): Promise<boolean> {
    if (policy !== "failed" || !listed) return false;
    const lately = await store.givenBackSince(term.nowMs() - hourMs, mostInAnHour);
    return lately.length < mostInAnHour;
  }

  async function lookFor(id: OrderId, term: Term): Promise<void> {
    const order = await store.read(id);
    const ref = order?.state.name === "failed" ? refOf(order) : null;
    if (ref !== null) await page.takeOne(ref, await upstream.transaction(ref, term.signal), term);
  }

  return {
    async conclude(id, term, account) {
      const order = await store.read(id);
      if (order?.state.name !== "placed") return;
      const { ref } = order.state;
      await writer.advance(
        order,
        (await isBelieved(term, account)) ? givenBack(ref) : inReview(ref),
      );
    },

    async look(term) {
      if (clock.monotonicMs() - lookedAtMs < lookIntervalMs) return;
      lookedAtMs = clock.monotonicMs();
      const watched = await store.givenBackSince(term.nowMs() - watchMs, mostWatched);
      const next = latest === null ? 0 : watched.indexOf(latest) + 1;
      const turn = [...watched.slice(next), ...watched.slice(0, next)].slice(0, looksAtOnce);
      latest = turn.at(-1) ?? null;
      await rounds.each(turn, (id) => lookFor(id, term), { name: (id) => id, signal: term.signal });
    },
  };
}

const givenBack = (ref: Ref): OrderState => ({
  name: "failed",
  failure: { reason: "given-back", ref },
});
const inReview = (ref: Ref): OrderState => ({
  name: "review",
  why: reason("ref-vanished"),
  ref,
});
