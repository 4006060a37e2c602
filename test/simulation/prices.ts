import { createSnapshot, type CatalogueSnapshot } from "../../src/catalogue/snapshot.ts";
import type { Service } from "../../src/catalogue/service.ts";
import type { Order } from "../../src/orders/state/order.ts";
import { noRules, pricing } from "../../src/prices/markup.ts";
import type { FaultName, Policy } from "./policy.ts";
import type { Witness } from "./judge/witness.ts";

/** Costs that follow one another; some changes leave the price, rounded up to a step, as it is. */
const costsRupiah = [10_300, 10_450, 10_900, 10_100, 10_700, 10_000] as const;
const usualRupiah = 10_000;
const stepRupiah = 500;
const everyMs = 60_000;
/** From a look at the prices to what comes of it; where a process may be stopped, or Redis hang, in between. */
const noticedMs = 2_000;
const noticedLateMs = 40_000;
const late: readonly FaultName[] = [
  "paused-engine",
  "redis-cut-off",
  "redis-hangs",
  "redis-outage",
  "redis-reply-lost",
];

/** What the bots sell by where costs change. */
export const priceOf = pricing({ ...noRules, step: stepRupiah }, null);

/** What everything costs at `atMs`. */
export function costAt({ costsChange }: Policy, atMs: number): number {
  const place = Math.floor(atMs / everyMs) % costsRupiah.length;
  return (costsChange ? costsRupiah[place] : null) ?? usualRupiah;
}

/** The list as it is at `atMs`. */
export function listAt(
  policy: Policy,
  services: readonly Service[],
  atMs: number,
): CatalogueSnapshot {
  const costRupiah = costAt(policy, atMs);
  return createSnapshot(
    services.map((service) => ({ ...service, costRupiah })),
    atMs,
  );
}

/** An order leaves: not for less than it costs, as far as that could be known. */
export function witnessSent(
  policy: Policy,
  witness: Witness,
  order: { id: string; priceRupiah: number },
  atMs: number,
): void {
  if (recentCosts(policy, atMs).every((costRupiah) => costRupiah > order.priceRupiah))
    witness.violate(9, `${order.id} for ${order.priceRupiah} was sent, and costs more`);
}

/** Every order was confirmed at the price of that moment, and taken back by price only where that had risen. */
export function judgePrices(policy: Policy, witness: Witness, orders: readonly Order[]): void {
  if (!policy.costsChange) return;
  for (const { id, state, confirmedAtMs, changedAtMs, priceRupiah, costRupiah } of orders) {
    const asked = recentCosts(policy, confirmedAtMs).map(rounded);
    if (!asked.includes(priceRupiah))
      witness.violate(9, `${id} was taken for ${priceRupiah} when ${asked.join(" or ")} was asked`);
    if (state.name !== "failed" || state.failure.reason !== "withdrawn") continue;
    if (state.failure.why !== "price") continue;
    const rose = recentCosts(policy, changedAtMs).some(
      (now) => now > costRupiah && rounded(now) > priceRupiah,
    );
    if (!rose) witness.violate(9, `${id} was taken back by price, and nobody asked for more`);
  }
}

/** Costs change less often than that. */
function recentCosts(policy: Policy, atMs: number): number[] {
  const agoMs = late.some((fault) => policy.faults.has(fault)) ? noticedLateMs : noticedMs;
  return [costAt(policy, atMs), costAt(policy, atMs - agoMs)];
}

const rounded = (costRupiah: number) => Math.ceil(costRupiah / stepRupiah) * stepRupiah;
