import type { Keyspace } from "../keyspace.ts";
import { makeTransfer } from "./owing.ts";

/** What the scripts of tickets and payments share, as `deposits.lua` has it, line for line. */

const mostWaiting = 100;

type Fields = Record<string, string>;

export const creditId = (payment: string) => `deposit:${payment}`;

export const isCredited = (db: Keyspace, prefix: string, payment: string) =>
  db.exists(`${prefix}books:transfer:${creditId(payment)}`);

export const isPaid = (db: Keyspace, prefix: string, id: string | null, { payment }: Fields) =>
  payment !== undefined && db.hget(`${prefix}books:transfer:${creditId(payment)}`, "of") === id;

export function takeOffList(db: Keyspace, prefix: string, id: string, ticket: Fields): void {
  db.zrem(`${prefix}tickets:open`, id);
  db.zrem(`${prefix}tickets:open:${ticket["reseller"]}`, id);
}

export function takeOffLists(db: Keyspace, prefix: string, payment: string): void {
  db.zrem(`${prefix}payments:waiting`, payment);
  const id = db.hget(`${prefix}books:transfer:${creditId(payment)}`, "of") ?? "";
  const ticket = id === "" ? {} : db.hgetall(`${prefix}ticket:${id}`);
  if (ticket["reseller"] !== undefined) takeOffList(db, prefix, id, ticket);
}

/** The oldest payment that waits with this sum. */
export function waitingWith(db: Keyspace, prefix: string, rupiah: string) {
  for (const [payment] of db.zrange(`${prefix}payments:waiting`, 0, mostWaiting - 1)) {
    const known = db.hgetall(`${prefix}payment:${payment}`);
    const isOver = known["state"] === "consumed" || known["state"] === "ignored";
    if (known["rupiah"] === rupiah && !isOver && !isCredited(db, prefix, payment))
      return { payment, method: known["method"] ?? "" };
  }
  return null;
}

export const named = (notices: string, names: Fields) =>
  notices.replaceAll(/\$([a-z]+)/gi, (whole, name: string) => names[name] ?? whole);

export function credit(
  db: Keyspace,
  prefix: string,
  {
    payment,
    method,
    reseller,
    rupiah,
    id,
    by,
  }: Record<"payment" | "method" | "reseller" | "rupiah" | "id" | "by", string>,
  notices: string,
  now: number,
): void {
  if (id !== "") db.hset(`${prefix}ticket:${id}`, { payment });
  const transfer = {
    debit: `cash:${method}`,
    credit: `purse:${reseller}`,
    rupiah,
    kind: "deposit",
    of: id,
    by,
    why: "",
  };
  makeTransfer(db, prefix, creditId(payment), transfer, notices, now);
}
