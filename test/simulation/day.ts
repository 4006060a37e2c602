import { z } from "zod";
import type { Keyspace } from "./keyspace.ts";

/** `day.lua`, line for line: sums of one day, which begins at midnight in Jakarta. */
const dayKeptMs = 40 * 24 * 3_600_000;
const maxServicesADay = 1_000;
const doneBoundsS = [
  1, 2, 3, 5, 8, 12, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1_200, 1_800, 3_600, 7_200, 21_600,
  86_400, 259_200,
];

const factsSchema = z.object({ priceRupiah: z.number(), service: z.object({ code: z.string() }) });
const failedSchema = z.object({ failure: z.object({ reason: z.string() }) });

export const dayOf = (ms: number) => Math.floor((ms + 25_200_000) / 86_400_000);

export function countConfirmed(
  db: Keyspace,
  prefix: string,
  reseller: string,
  price: number,
  now: number,
): void {
  const sums = `${prefix}sums:${dayOf(now)}`;
  const spent = `${prefix}spent:${dayOf(now)}`;
  db.hincrby(sums, "confirmed", 1);
  db.hincrby(spent, reseller, price);
  db.hincrby(spent, `${reseller}:orders`, 1);
  db.pexpire(sums, dayKeptMs);
  db.pexpire(spent, dayKeptMs);
}

function countService(
  db: Keyspace,
  services: string,
  what: string,
  code: string,
  amount: number,
): void {
  const field = `${what} ${code}`;
  if (
    Object.keys(db.hgetall(services)).length >= 3 * maxServicesADay &&
    db.hget(services, field) === null
  )
    return;
  db.hincrby(services, field, amount);
  db.pexpire(services, dayKeptMs);
}

/** `order` as it stood before: a final state is entered once. */
export function countEnded(
  db: Keyspace,
  prefix: string,
  order: Record<string, string>,
  to: string,
  state: string,
  now: number,
): void {
  const confirmedMs = Number(order["confirmed"]);
  const sums = `${prefix}sums:${dayOf(confirmedMs)}`;
  const spent = `${prefix}spent:${dayOf(confirmedMs)}`;
  const services = `${sums}:services`;
  if (!db.exists(sums)) return;
  const facts = factsSchema.parse(JSON.parse(order["facts"] ?? ""));
  if (to === "succeeded") {
    const tookMs = now - confirmedMs;
    const bucket = doneBoundsS.filter((bound) => tookMs > bound * 1_000).length + 1;
    db.hincrby(sums, "succeeded", 1);
    db.hincrby(sums, "rupiah", facts.priceRupiah);
    db.hincrby(sums, `done ${bucket}`, 1);
    countService(db, services, "ok", facts.service.code, 1);
    countService(db, services, "ms", facts.service.code, tookMs);
    return;
  }
  db.hincrby(spent, order["reseller"] ?? "", -facts.priceRupiah);
  db.hincrby(spent, `${order["reseller"]}:orders`, -1);
  const withdrawn = failedSchema.parse(JSON.parse(state)).failure.reason === "withdrawn";
  db.hincrby(sums, withdrawn ? "withdrawn" : "failed", 1);
  if (!withdrawn) countService(db, services, "bad", facts.service.code, 1);
}
