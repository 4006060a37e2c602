import { z } from "zod";
import { stateNames } from "../../../../src/orders/state/order.ts";
import { attempt, type Keyspace } from "../keyspace.ts";
import { settleMoney } from "./books.ts";
import { lineOf, own } from "./day.ts";
import { oweOne, readOwed, remembered } from "./owing.ts";

const alikeRetentionMs = 2 * 24 * 3_600_000;
const consumedKeptMs = 48 * 3_600_000;
const cardDelayMs = 700;
const mostDecisions = 100;

const placedSchema = z.object({ ref: z.string() });

const toldFields =
  "v facts state version confirmed sent changed attempt attempts identity paced card timeline".split(
    " ",
  );

/** How an order stands, for an answer. */
export function toldOrder(db: Keyspace, prefix: string, id: string): string[] {
  let fields: (string | null)[] = [];
  attempt(() => (fields = db.hmget(`${prefix}order:${id}`, ["name", ...toldFields])));
  const [name, ...told] = fields;
  return !told[0] || name === "succeeded" || name === "failed"
    ? [""]
    : told.map((value) => value ?? "");
}

export const isPacked = (order: Record<string, string>): boolean => order["v"] === "2";

/** What of an order's last write can be done any number of times; answers whether nothing is left. */
export function finish(
  db: Keyspace,
  prefix: string,
  id: string,
  order: Record<string, string>,
  now: number,
): boolean {
  let complete = true;
  const step = <T>(act: () => T): T | null => {
    let reply: T | null = null;
    if (!attempt(() => (reply = act()))) complete = false;
    return reply;
  };
  const orderKey = `${prefix}order:${id}`;
  const { name, owes, consumes } = order;
  const confirmedMs = Number(order["confirmed"]);
  const fingerprint = order["fingerprint"] ?? "";
  const reseller = order["reseller"] ?? "";
  if (owes !== undefined) {
    const kept = readOwed(owes).filter(
      (owed) => step(() => (oweOne(db, prefix, owed, now), true)) === null,
    );
    if (kept.length === 0) step(() => db.hdel(orderKey, "owes"));
    else step(() => db.hset(orderKey, { owes: JSON.stringify(kept) }));
  }
  if (name !== undefined && !isPacked(order)) {
    for (const state of stateNames) {
      if (state === name) step(() => db.zadd(`${prefix}state:${state}`, confirmedMs, id));
      else step(() => db.zrem(`${prefix}state:${state}`, id));
    }
    if (name === "sending" || name === "unknown" || name === "review")
      step(() => db.hsetnx(`${prefix}holds`, fingerprint, id));
    else if (step(() => db.hget(`${prefix}holds`, fingerprint)) === id)
      step(() => db.hdel(`${prefix}holds`, fingerprint));

    const ref =
      name === "placed" ? placedSchema.parse(JSON.parse(order["state"] ?? "")).ref : undefined;
    if (order["sent"] !== undefined && (name === "sending" || name === "unknown"))
      step(() => db.sadd(`${own(prefix, lineOf(order))}unseen`, id));
    else if (
      ref === undefined ||
      step(() => db.exists(`${own(prefix, lineOf(order))}transaction:${ref}`)) === true
    )
      step(() => db.srem(`${own(prefix, lineOf(order))}unseen`, id));
    if (ref !== undefined) step(() => db.zrem(`${own(prefix, lineOf(order))}unclaimed`, ref));

    if (consumes !== undefined) {
      const history = `${prefix}history:${reseller}`;
      step(() => db.zadd(history, confirmedMs, id));
      step(() => db.persist(history));
      const alike = `${prefix}alike:${fingerprint}`;
      step(() => db.zadd(alike, confirmedMs, `${id}:${reseller}`));
      step(() => db.pexpire(alike, alikeRetentionMs));
      for (const print of (order["numbers"] ?? "").split(" ").filter((one) => one !== "")) {
        const number = `${prefix}number:${print}`;
        step(() => db.zadd(number, confirmedMs, `${id}:${reseller}`));
        step(() => db.persist(number));
      }
      const confirmation = `${prefix}confirmation:${consumes}`;
      if (step(() => db.exists(confirmation)) === true) {
        step(() => db.hset(confirmation, { done: "confirmed" }));
        step(() => db.hdel(confirmation, "facts"));
        step(() => db.pexpire(confirmation, consumedKeptMs));
      }
      if (complete) step(() => db.hdel(orderKey, "consumes"));
    }
    step(() => settleMoney(db, prefix, id, order, now));
    const { earned } = order;
    if (earned !== undefined) {
      const decisions = `${own(prefix, lineOf(order))}trust:decisions`;
      const counted =
        !remembered(db, prefix, order) ||
        step(() => (db.zadd(decisions, Number(earned), id), true)) === true;
      step(() => db.zremrangebyrank(decisions, 0, -1 - mostDecisions));
      if (counted) step(() => db.hdel(orderKey, "earned"));
    }
    if (name === "succeeded" || name === "failed") {
      step(() => db.zrem(`${prefix}open:${reseller}`, id));
    } else step(() => db.zadd(`${prefix}open:${reseller}`, confirmedMs, id));
    step(() => db.zadd(`${prefix}cards`, now + cardDelayMs, `${id}@${order["version"]}`));
  }
  if (complete) step(() => db.zrem(`${prefix}unfinished`, id));
  return complete;
}

export function finishAgain(
  db: Keyspace,
  prefix: string,
  id: string,
  order: Record<string, string>,
  now: number,
): void {
  // Not known counts as unfinished.
  let unfinished = true;
  attempt(() => (unfinished = db.zscore(`${prefix}unfinished`, id) !== null));
  if (unfinished) finish(db, prefix, id, order, now);
}

/** Writes fields to the order's hash together with the notices they owe, then does the rest. Answers the order as it then stands. */
export function write(
  db: Keyspace,
  prefix: string,
  id: string,
  order: Record<string, string>,
  fields: Record<string, string>,
  notices: string,
  now: number,
): Record<string, string> {
  const owed = [...readOwed(order["owes"] ?? "[]"), ...readOwed(notices)];
  const all = { ...fields, ...(owed.length > 0 ? { owes: JSON.stringify(owed) } : {}) };
  db.zadd(`${prefix}unfinished`, now, id);
  db.hset(`${prefix}order:${id}`, all);
  const written = { ...order, ...all };
  finish(db, prefix, id, written, now);
  return written;
}

interface Entry {
  to: string;
  state: string;
  why: string;
  token: string;
  /** Fields of the order that change in the same instant. */
  more?: Record<string, string>;
  notices?: string;
}

export function enter(
  db: Keyspace,
  prefix: string,
  id: string,
  order: Record<string, string>,
  { to, state, why, token, more = {}, notices = "[]" }: Entry,
  now: number,
): Record<string, string> {
  const fields = {
    name: to,
    state,
    version: String(Number(order["version"] ?? 0) + 1),
    changed: String(now),
    timeline: `${order["timeline"] ?? ""}${now}\t${to}\t${why}\n`,
    last: token,
    ...more,
  };
  return write(db, prefix, id, order, fields, notices, now);
}
