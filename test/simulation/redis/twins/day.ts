import { jakartaDay } from "../../../../src/jakarta.ts";
import { z } from "zod";
import { lineMark } from "../../../../src/line.ts";
import { chargedFor } from "./books.ts";
import { attempt, type Keyspace } from "../keyspace.ts";

/** `day.lua`, line for line: sums of one day, which begins at midnight in Jakarta. */
const dayKeptMs = 40 * 24 * 3_600_000;
const maxServicesADay = 1_000;
const maxProfitsADay = 5_000;
const doneBoundsS = [
  1, 2, 3, 5, 8, 12, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1_200, 1_800, 3_600, 7_200, 21_600,
  86_400, 259_200,
];

/** What stands before the names of what each line has for itself. */
export const own = (prefix: string, line: string) => `${prefix}${lineMark(line)}`;
export const lineOf = (order: Record<string, string>) => order["line"] ?? "game";

const factsSchema = z.object({
  priceRupiah: z.number(),
  service: z.object({ code: z.string(), category: z.string() }),
});
const failedSchema = z.object({ failure: z.object({ reason: z.string() }) });

function count(db: Keyspace, name: string, field: string, amount: number): void {
  attempt(() => db.hincrby(name, field, amount));
  attempt(() => db.pexpire(name, dayKeptMs));
}

export function countConfirmed(
  db: Keyspace,
  prefix: string,
  reseller: string,
  price: number,
  now: number,
): void {
  const sums = `${prefix}sums:${jakartaDay(now)}`;
  const spent = `${prefix}spent:${jakartaDay(now)}`;
  count(db, sums, "confirmed", 1);
  count(db, spent, reseller, price);
  count(db, spent, `${reseller}:orders`, 1);
}

function countAmong(db: Keyspace, name: string, most: number, field: string, amount: number): void {
  if (db.hlen(name) >= most && db.hget(name, field) === null) return;
  count(db, name, field, amount);
}

function countService(
  db: Keyspace,
  services: string,
  what: string,
  code: string,
  amount: number,
): void {
  countAmong(db, services, 3 * maxServicesADay, `${what} ${code}`, amount);
}

function countProfit(
  db: Keyspace,
  sums: string,
  order: Record<string, string>,
  { priceRupiah, service }: z.infer<typeof factsSchema>,
): void {
  const profit = priceRupiah - chargedFor(order);
  if (profit === 0) return;
  count(db, sums, "profit", profit);
  countAmong(db, `${sums}:profits`, maxProfitsADay, `category ${service.category}`, profit);
  countAmong(db, `${sums}:profits`, maxProfitsADay, `reseller ${order["reseller"]}`, profit);
}

/** `order` in its final state, which is entered once. */
export function countEnded(
  db: Keyspace,
  prefix: string,
  order: Record<string, string>,
  now: number,
): void {
  attempt(() => {
    const confirmedMs = Number(order["confirmed"]);
    const sums = `${prefix}sums:${jakartaDay(confirmedMs)}`;
    const spent = `${prefix}spent:${jakartaDay(confirmedMs)}`;
    const services = `${own(prefix, lineOf(order))}sums:${jakartaDay(confirmedMs)}:services`;
    if (!db.exists(sums)) return;
    const facts = factsSchema.parse(JSON.parse(order["facts"] ?? ""));
    if (order["name"] === "succeeded") {
      const tookMs = now - confirmedMs;
      const bucket = doneBoundsS.filter((bound) => tookMs > bound * 1_000).length + 1;
      count(db, sums, "succeeded", 1);
      count(db, sums, "rupiah", facts.priceRupiah);
      count(db, sums, `done ${bucket}`, 1);
      countService(db, services, "ok", facts.service.code, 1);
      countService(db, services, "ms", facts.service.code, tookMs);
      countProfit(db, sums, order, facts);
      return;
    }
    count(db, spent, order["reseller"] ?? "", -facts.priceRupiah);
    count(db, spent, `${order["reseller"]}:orders`, -1);
    const { failure } = failedSchema.parse(JSON.parse(order["state"] ?? ""));
    const left = failure.reason !== "withdrawn" && failure.reason !== "not-sent";
    count(db, sums, left ? "failed" : "withdrawn", 1);
    if (left) countService(db, services, "bad", facts.service.code, 1);
  });
}

/** `order` was decided although the upstream never answered it. */
export function countDecided(
  db: Keyspace,
  prefix: string,
  order: Record<string, string>,
  decision: string,
): void {
  attempt(() => {
    const sums = `${prefix}sums:${jakartaDay(Number(order["confirmed"]))}`;
    if (db.exists(sums)) count(db, sums, `decided ${decision}`, 1);
  });
}
