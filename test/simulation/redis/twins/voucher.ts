import { z } from "zod";
import { lineOf, own } from "./day.ts";
import { attempt, type Keyspace } from "../keyspace.ts";

/** `voucher.lua`, line for line. */
const voucherKeptMs = 90 * 24 * 3_600_000;
const habitTimes = 3;

type OrderHash = Record<string, string>;
const factsSchema = z.object({ service: z.object({ code: z.string() }) });
const sumsOf = (prefix: string, order: OrderHash) =>
  `${own(prefix, lineOf(order))}sums:vouchers:${factsSchema.parse(JSON.parse(order["facts"] ?? "")).service.code}`;

const isHabit = (times: number, otherwise: number) => times >= habitTimes && times >= otherwise;

/** What is wrong, as words of a reply, and which order had the voucher first. */
export function voucherDoubt(
  db: Keyspace,
  prefix: string,
  id: string,
  order: OrderHash,
  voucher: string,
): { doubt: string[] | null; first: string | null } {
  const sums = db.hgetall(sumsOf(prefix, order));
  const [given = 0, without = 0, again = 0] = ["with", "without", "again"].map(
    (name) => Number(sums[name] ?? 0) || 0,
  );
  if (voucher === "none")
    return { doubt: given > 0 && !isHabit(without, given) ? ["missing"] : null, first: null };
  const first = db.get(`${own(prefix, lineOf(order))}voucher:${voucher}`);
  const isTold = first !== null && first !== id && !isHabit(again, given - again);
  return { doubt: isTold ? ["repeated", first] : null, first };
}

export function keepVoucher(
  db: Keyspace,
  prefix: string,
  id: string,
  order: OrderHash,
  voucher: string,
): void {
  db.set(`${own(prefix, lineOf(order))}voucher:${voucher}`, id, voucherKeptMs);
}

export function countVoucher(
  db: Keyspace,
  prefix: string,
  order: OrderHash,
  voucher: string,
  isAgain: boolean,
): void {
  attempt(() => {
    const sums = sumsOf(prefix, order);
    db.hincrby(sums, voucher === "none" ? "without" : "with", 1);
    if (isAgain) db.hincrby(sums, "again", 1);
    db.pexpire(sums, voucherKeptMs);
  });
}
