import type { Transaction } from "../../osimesa/schema.ts";
import type { Order } from "../state/order.ts";
import type { OrderStore } from "../store/store.ts";

/** How long orders of a service usually take at the upstream, from being sent to their end. */
export interface UsualTime {
  /** In ms; null where nothing is known. Half of what this process saw end took no longer. */
  of(order: Pick<Order, "service">, nowMs: number): Promise<number | null>;
  /** An order ended. `nowMs`: when that was seen, unix ms. */
  ended(order: Order, transaction: Transaction, nowMs: number): void;
}

/** The latest of a service: an upstream that slows down is known after as many as half of them. */
const kept = 9;
const maxServices = 2_000;
/** The sums of the day are asked again so much later, as long as no order of the service was seen to end. */
const askAgainMs = 10 * 60_000;

export function createUsualTime({
  store,
  onLearnt,
}: {
  store: Pick<OrderStore, "meanMs">;
  /** The first order of a service was seen to end. */
  onLearnt(serviceCode: string, usualMs: number, nowMs: number): void;
}): UsualTime {
  const seen = new Map<string, number[]>();
  const means = new Map<string, { ms: number | null; atMs: number }>();

  async function meanOf(code: string, nowMs: number): Promise<number | null> {
    const known = means.get(code);
    if (known !== undefined && nowMs < known.atMs + askAgainMs) return known.ms;
    const ms = await store.meanMs(code, nowMs);
    if (means.size >= maxServices) means.clear();
    means.set(code, { ms, atMs: nowMs });
    return ms;
  }

  return {
    async of({ service }, nowMs) {
      const ended = seen.get(service.code);
      return ended === undefined ? meanOf(service.code, nowMs) : median(ended);
    },
    ended(order, transaction, nowMs) {
      const { code } = order.service;
      if (!seen.has(code) && seen.size >= maxServices) seen.clear();
      const ended = seen.get(code) ?? [];
      const latestMs = tookMs(order, transaction, nowMs);
      seen.set(code, [...ended, latestMs].slice(-kept));
      if (ended.length === 0) onLearnt(code, latestMs, nowMs);
    },
  };
}

/** By the upstream's own times where they can be true, else until it was seen, which is later. */
function tookMs(order: Order, { createdAtS, updatedAtS }: Transaction, nowMs: number): number {
  const seenMs = nowMs - (order.sentAtMs ?? order.confirmedAtMs);
  const theirsMs = ((updatedAtS ?? 0) - (createdAtS ?? 0)) * 1_000;
  return createdAtS !== undefined && theirsMs > 0 && theirsMs < seenMs ? theirsMs : seenMs;
}

function median(values: readonly number[]): number | null {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? null;
}
