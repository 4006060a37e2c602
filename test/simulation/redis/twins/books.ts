import { z } from "zod";
import { jakartaDay } from "../../../../src/jakarta.ts";
import { int, type Keyspace } from "../keyspace.ts";

/** `books.lua` and `money.lua`, line for line. */

type Phase = "pending" | "posted" | "voided";

export interface Transfer {
  debit: string;
  credit: string;
  rupiah: string;
  kind: string;
  of: string;
  by: string;
  why: string;
}

const orphanKeptMs = 3_600_000;

/** As `tonumber(text) or 0`. */
const numberIn = (text: string | null | undefined) => {
  const number = Number(text ?? 0);
  return Number.isFinite(number) ? number : 0;
};

const balanceOf = (account: Record<string, string>) =>
  numberIn(account["credits"]) - numberIn(account["debits"]);

export function freeIn(db: Keyspace, prefix: string, name: string): number {
  const account = db.hgetall(`${prefix}books:account:${name}`);
  return balanceOf(account) - numberIn(account["pending-debits"]);
}

function move(
  db: Keyspace,
  prefix: string,
  { name, side, rupiah }: { name: string; side: "debits" | "credits"; rupiah: number },
  { phase, began, line }: { phase: Phase; began: boolean; line: number },
): number | null {
  const key = `${prefix}books:account:${name}`;
  const account = db.hgetall(key);
  const last = numberIn(account["line"]);
  if (last > line) return null;
  if (last < line) {
    let posted = numberIn(account[side]);
    let pending = numberIn(account[`pending-${side}`]);
    if (began) pending -= rupiah;
    if (phase === "pending") pending += rupiah;
    if (phase === "posted") posted += rupiah;
    account[side] = String(posted);
    db.hset(key, { [side]: int(posted), [`pending-${side}`]: int(pending), line });
  }
  return balanceOf(account);
}

const phaseSchema = z.enum(["pending", "posted", "voided"]);

function follow(db: Keyspace, prefix: string, line: number, text: string): void {
  const [word = "", id = "", at = "", ...more] = text.split("\t");
  const phase = phaseSchema.parse(word);
  const name = `${prefix}books:transfer:${id}`;
  const began = more.length === 0;
  let [debit = "", credit = "", rupiah = ""] = more;
  if (began) {
    db.hset(name, { phase, ended: at });
    [debit = "", credit = "", rupiah = ""] = db
      .hmget(name, ["debit", "credit", "rupiah"])
      .map((field) => field ?? "");
  } else {
    const [, , , kind = "", of = "", by = "", why = ""] = more;
    db.hset(name, { phase, debit, credit, rupiah, kind, of, by, why, at });
  }
  for (const [side, account] of [
    ["debits", debit],
    ["credits", credit],
  ] as const) {
    const moved = { name: account, side, rupiah: Number(rupiah) };
    const balance = move(db, prefix, moved, { phase, began, line });
    if (balance === null || phase !== "posted" || !account.startsWith("purse:")) continue;
    db.zadd(`${prefix}books:days:${account}`, line, String(jakartaDay(Number(at))), "NX");
    db.zadd(`${prefix}books:statement:${account}`, line, `${id}\t${int(balance)}`);
  }
  db.set(`${prefix}books:followed`, String(line));
}

export function openBooks(db: Keyspace, prefix: string): void {
  const followed = numberIn(db.get(`${prefix}books:followed`));
  for (const [further, text] of db.lrange(`${prefix}books:journal`, followed, -1).entries())
    follow(db, prefix, followed + further + 1, text);
}

function writeLine(db: Keyspace, prefix: string, ...parts: readonly string[]): void {
  const text = parts.join("\t");
  follow(db, prefix, db.rpush(`${prefix}books:journal`, text), text);
}

export function beginTransfer(
  db: Keyspace,
  prefix: string,
  phase: Phase,
  id: string,
  transfer: Transfer,
  now: number,
): void {
  if (db.exists(`${prefix}books:transfer:${id}`)) return;
  const { debit, credit, rupiah, kind, of, by, why } = transfer;
  writeLine(db, prefix, phase, id, int(now), debit, credit, rupiah, kind, of, by, why);
}

function endTransfer(db: Keyspace, prefix: string, phase: Phase, id: string, now: number): void {
  if (db.hget(`${prefix}books:transfer:${id}`, "phase") === "pending")
    writeLine(db, prefix, phase, id, int(now));
}

const moneyIn: Partial<Record<string, Phase>> = { succeeded: "posted", failed: "voided" };

const factsSchema = z.object({
  costRupiah: z.number().optional(),
  priceRupiah: z.number(),
});
const chargedSchema = z.object({ chargedRupiah: z.number().optional() });

const priceId = (orderId: string) => `order:${orderId}`;

export const pricePhase = (db: Keyspace, prefix: string, orderId: string) =>
  db.hget(`${prefix}books:transfer:${priceId(orderId)}`, "phase");

export function beginPrice(
  db: Keyspace,
  prefix: string,
  phase: Phase,
  orderId: string,
  reseller: string,
  facts: string,
  now: number,
): void {
  const { priceRupiah } = factsSchema.parse(JSON.parse(facts));
  if (priceRupiah <= 0) return;
  const transfer = {
    debit: `purse:${reseller}`,
    credit: "sales",
    rupiah: int(priceRupiah),
    kind: "order",
    of: orderId,
    by: "",
    why: "",
  };
  beginTransfer(db, prefix, phase, priceId(orderId), transfer, now);
}

export function chargedFor(order: Record<string, string>): number {
  const { costRupiah, priceRupiah } = factsSchema.parse(JSON.parse(order["facts"] ?? ""));
  const { chargedRupiah } = chargedSchema.parse(JSON.parse(order["state"] ?? ""));
  return chargedRupiah ?? costRupiah ?? priceRupiah;
}

function bookCost(
  db: Keyspace,
  prefix: string,
  orderId: string,
  order: Record<string, string>,
  now: number,
): void {
  const charged = chargedFor(order);
  if (charged <= 0) return;
  const transfer = {
    debit: "cost",
    credit: "supplier",
    rupiah: int(charged),
    kind: "cost",
    of: orderId,
    by: "",
    why: "",
  };
  beginTransfer(db, prefix, "posted", `cost:${orderId}`, transfer, now);
}

export function settleMoney(
  db: Keyspace,
  prefix: string,
  id: string,
  order: Record<string, string>,
  now: number,
): void {
  openBooks(db, prefix);
  const phase = moneyIn[order["name"] ?? ""] ?? "pending";
  if (phase !== "voided")
    beginPrice(db, prefix, phase, id, order["reseller"] ?? "", order["facts"] ?? "", now);
  if (phase !== "pending") endTransfer(db, prefix, phase, priceId(id), now);
  if (order["name"] === "succeeded") bookCost(db, prefix, id, order, now);
}

export function orphanUntil(db: Keyspace, prefix: string, id: string, now: number): number | null {
  openBooks(db, prefix);
  const hold = db.hgetall(`${prefix}books:transfer:${priceId(id)}`);
  if (hold["phase"] !== "pending") return null;
  const untilMs = Number(hold["at"]) + orphanKeptMs;
  if (untilMs > now) return untilMs;
  endTransfer(db, prefix, "voided", priceId(id), now);
  return null;
}
