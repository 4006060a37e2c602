import { z } from "zod";
import type { OrderScript } from "../../../src/orders/store/scripts.ts";
import type { LuaArgument } from "../../../src/redis/lua.ts";
import type { MoneyScript } from "../../../src/money/scripts.ts";
import type { LeaseScript } from "../../../src/redis/leases.ts";
import { jakartaDay } from "../../../src/jakarta.ts";
import { lineMark } from "../../../src/line.ts";
import { countConfirmed, countDecided, countEnded, lineOf, own } from "./day.ts";
import { priceIn } from "../../../src/orders/state/money.ts";
import { stateNames } from "../../../src/orders/state/order.ts";
import { attempt, int, type Keyspace } from "./keyspace.ts";
import { tellOfTransfers, owe, oweOne, readOwed, remembered } from "./owing.ts";
import { moneyScripts } from "./money.ts";
import { beginPrice, freeIn, openBooks, orphanUntil, pricePhase, settleMoney } from "./books.ts";
import { distrust, trusted } from "./trusting.ts";
import { countVoucher, keepVoucher, voucherDoubt } from "./voucher.ts";

export type ScriptName = OrderScript | LeaseScript | MoneyScript;

/** The scripts of `src/orders/store/lua/` and `src/redis/lua/`, line for line, on the simulated keyspace. */
type Script = (
  db: Keyspace,
  prefix: string,
  now: number,
  args: readonly string[],
) => (string | number)[];

const alikeRetentionMs = 2 * 24 * 3_600_000;
const mostAlike = 100;
const consumedKeptMs = 48 * 3_600_000;
const cardDelayMs = 700;
const mostDecisions = 100;

const chatsSchema = z.array(z.string());
const factsSchema = z.object({
  line: z.string().default("game"),
  fingerprint: z.string(),
  priceRupiah: z.number(),
});
const placedSchema = z.object({ ref: z.string() });
const noneFitsSchema = z.object({ why: z.object({ code: z.literal("none-fits") }) });
const saysNoneFits = (state: string) => noneFitsSchema.safeParse(JSON.parse(state)).success;

function alarmAll(
  db: Keyspace,
  prefix: string,
  operators: string,
  notice: object,
  now: number,
): void {
  for (const chat of chatsSchema.parse(JSON.parse(operators)))
    oweOne(db, prefix, { chat, notice: JSON.stringify(notice) }, now);
}

const isPacked = (order: Record<string, string>): boolean => order["v"] === "2";

/** What of an order's last write can be done any number of times; answers whether nothing is left. */
function finish(
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

function finishAgain(
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
function write(
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

function enter(
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

/** `pace.lua`. */
const tryShorterAfterMs = 3_600_000;
const [shortestGapMs, longestGapMs] = [250, 300_000];
const firstGuessMs = 1_000;
const gapMarginMs = 250;
const unpacedMs = 2_000;

function pacedSoFar(db: Keyspace, prefix: string, line: string): string {
  let paced: string | null = null;
  attempt(() => (paced = db.hget(`${own(prefix, line)}pace`, "paced")));
  return paced ?? "0";
}

function gapAt(
  pace: Record<string, string>,
  fixed: string,
  now: number,
): { gap: number | null; shorter: boolean } {
  if (fixed !== "") return { gap: Number(fixed), shorter: false };
  const gap = pace["gap"] === undefined ? null : Number(pace["gap"]);
  if (gap === null || gap === 0 || now - Number(pace["tried"] ?? 0) < tryShorterAfterMs)
    return { gap, shorter: false };
  const shorter = Math.floor((gap * 3) / 4);
  return { gap: shorter < shortestGapMs ? 0 : shorter, shorter: true };
}

const newestCard = (prefix: string, user: string, facts: string): string =>
  `${prefix}card:${user}:${factsSchema.parse(JSON.parse(facts)).fingerprint}`;

function isInTheWay(
  db: Keyspace,
  prefix: string,
  confirmationId: string,
  orderId: string,
  now: number,
): boolean {
  const card = db.hgetall(`${prefix}confirmation:${confirmationId}`);
  return (
    card["done"] === undefined && Number(card["expires"] ?? 0) > now && card["knows"] !== orderId
  );
}

function latestAlike(db: Keyspace, prefix: string, facts: string, user: string): string | null {
  const { fingerprint } = factsSchema.parse(JSON.parse(facts));
  let alike: string[] = [];
  attempt(() => {
    const all = db.zrange(`${prefix}alike:${fingerprint}`, 0, -1);
    alike = all.map(([member]) => member);
  });
  const own = alike
    .toReversed()
    .slice(0, mostAlike)
    .find((member) => member.split(":")[1] === user);
  return own?.split(":")[0] ?? null;
}

const scripts: Record<ScriptName, Script> = {
  ...moneyScripts,

  draft(
    db,
    prefix,
    now,
    [
      id = "",
      facts = "",
      user = "",
      chat = "",
      ttlMs = "",
      keepMs = "",
      short = "",
      numbers = "",
      knows = "*",
    ],
  ) {
    const name = `${prefix}confirmation:${id}`;
    if (!db.exists(name)) {
      const expires = now + Number(ttlMs);
      db.hset(name, { facts, user, chat, expires, identity: db.identity(), numbers, knows });
    }
    if (knows !== "*") db.set(newestCard(prefix, user, facts), id, Number(keepMs));
    if (db.isKept(name)) db.pexpire(name, Number(keepMs));
    if (short === "short") db.hset(`${prefix}short`, { [user]: id });
    return ["drafted"];
  },

  confirm(
    db,
    prefix,
    now,
    [
      id = "",
      orderId = "",
      user = "",
      chat = "",
      card = "",
      usualLimit = "",
      usualCredit = "",
      priceNow = "",
    ],
  ) {
    const order = db.hgetall(`${prefix}order:${orderId}`);
    const confirmation = db.hgetall(`${prefix}confirmation:${id}`);
    if (confirmation["user"] !== user || confirmation["chat"] !== chat) return ["gone"];
    if (order["name"] !== undefined || confirmation["done"] === "confirmed") {
      finishAgain(db, prefix, orderId, order, now);
      return ["again"];
    }
    if (confirmation["done"] === "discarded") return ["discarded"];
    const facts = confirmation["facts"] ?? "";
    if (!remembered(db, prefix, confirmation)) return ["forgotten", facts];
    if (Number(confirmation["expires"]) <= now) return ["expired", facts];
    const pause = db.hget(`${prefix}pause`, "reason");
    if (pause !== null) return ["paused", pause];
    const { line, fingerprint, priceRupiah } = factsSchema.parse(JSON.parse(facts));
    if (priceNow !== "" && Number(priceNow) !== priceRupiah) return ["price", facts];
    const { knows } = confirmation;
    if (knows !== undefined && knows !== "*") {
      const latest = latestAlike(db, prefix, facts, user);
      if (latest !== null && latest !== knows) return ["alike", latest];
      const newest = db.get(newestCard(prefix, user, facts));
      if (newest !== null && newest !== id && isInTheWay(db, prefix, newest, orderId, now))
        return ["newer", newest];
    }
    const limit = db.hget(`${prefix}limits`, user) ?? usualLimit;
    if (limit !== "" && Number.isFinite(Number(limit))) {
      const counted = Number(db.hget(`${prefix}spent:${jakartaDay(now)}`, user) ?? 0);
      const spent = Number.isFinite(counted) ? counted : 0;
      if (spent + priceRupiah > Number(limit)) return ["limit", int(Number(limit)), int(spent)];
    }
    openBooks(db, prefix);
    const held = pricePhase(db, prefix, orderId);
    if (held === "voided") return ["expired", facts];
    const credit = db.hget(`${prefix}credits`, user) ?? usualCredit;
    if (credit !== "" && Number.isFinite(Number(credit)) && held === null) {
      const missing = priceRupiah - Number(credit) - freeIn(db, prefix, `purse:${user}`);
      if (missing > 0) return ["short", int(missing)];
    }
    db.zadd(`${prefix}unfinished`, now, orderId);
    beginPrice(db, prefix, "pending", orderId, user, facts, now);
    const more = {
      v: "1",
      facts,
      confirmed: String(now),
      card,
      reseller: user,
      line,
      fingerprint,
      consumes: id,
      paced: pacedSoFar(db, prefix, line),
      identity: db.identity(),
      numbers: confirmation["numbers"] ?? "",
    };
    const state = '{"name":"confirmed"}';
    const entry = { to: "confirmed", state, why: "confirmed", token: id, more };
    enter(db, prefix, orderId, order, entry, now);
    countConfirmed(db, prefix, user, priceRupiah, now);
    return ["confirmed"];
  },

  discard(db, prefix, _now, [id = "", orderId = "", user = "", chat = ""]) {
    const name = `${prefix}confirmation:${id}`;
    const confirmation = db.hgetall(name);
    if (confirmation["user"] !== user || confirmation["chat"] !== chat) return ["gone"];
    if (confirmation["done"] === "confirmed" || db.exists(`${prefix}order:${orderId}`))
      return ["confirmed"];
    if (!remembered(db, prefix, confirmation)) return ["gone"];
    db.hset(name, { done: "discarded" });
    db.hdel(name, "facts");
    return ["discarded"];
  },

  claim(
    db,
    prefix,
    now,
    [
      id = "",
      expected = "",
      token = "",
      holder = "",
      epoch = "",
      cap = "",
      state = "",
      fixed = "",
      close = "",
    ],
  ) {
    const order = db.hgetall(`${prefix}order:${id}`);
    const paceKey = `${own(prefix, lineOf(order))}pace`;
    const pace = db.hgetall(paceKey);
    const held = gapAt(pace, fixed, now);
    let { gap } = held;
    if (order["last"] === token && order["name"] === "sending") {
      finishAgain(db, prefix, id, order, now);
      return ["claimed", gap === null ? "" : int(gap)];
    }
    const lease = db.hgetall(`${prefix}lease:engine`);
    if (lease["holder"] !== holder || lease["epoch"] !== epoch || Number(lease["until"]) <= now)
      return ["lease-lost"];
    if (order["name"] !== "confirmed" || order["version"] !== expected) return ["conflict"];
    if (!remembered(db, prefix, order)) return ["forgotten"];
    const fingerprint = order["fingerprint"] ?? "";
    const by = db.hget(`${prefix}holds`, fingerprint);
    if (by !== null && by !== id) return ["held", by];
    const page = Number(db.hget(`${own(prefix, lineOf(order))}chain`, "largest") ?? 15);
    if (
      db.scard(`${own(prefix, lineOf(order))}unseen`) >=
      Math.max(1, Math.min(Number(cap), page - 3))
    )
      return ["full"];
    let last = pace["last"] === undefined ? null : Number(pace["last"]);
    if (last !== null && last > now) {
      db.hset(paceKey, { last: now });
      last = now;
    }
    if (last !== null && gap !== null && last + gap > now) return ["early", int(last + gap - now)];
    const since = last === null ? 0 : now - last;
    const counted = Math.min(since, Math.max(unpacedMs, Math.floor(((gap ?? 0) * 3) / 2)));
    let learnt = {};
    if (held.shorter && since < Number(pace["gap"]))
      learnt = { gap: int(gap ?? 0), before: pace["gap"] ?? "", tried: now };
    else if (gap === null && close === "1") {
      gap = 0;
      learnt = { gap, tried: now };
    }
    db.hset(paceKey, { last: now, paced: int(Number(pace["paced"] ?? 0) + counted), ...learnt });
    db.zadd(`${own(prefix, lineOf(order))}turns`, now, order["reseller"] ?? "");
    db.zremrangebyrank(`${own(prefix, lineOf(order))}turns`, 0, -1001);
    db.zadd(`${prefix}unfinished`, now, id);
    db.hset(`${prefix}holds`, { [fingerprint]: id });
    db.sadd(`${own(prefix, lineOf(order))}unseen`, id);
    const attempts = String(Number(order["attempts"] ?? 0) + 1);
    const more = { sent: String(now), attempt: token, attempts };
    enter(db, prefix, id, order, { to: "sending", state, why: "sending", token, more }, now);
    return ["claimed", gap === null ? "" : int(gap)];
  },

  slower(db, prefix, now, [line = "", token = "", sent = "", named = ""]) {
    const paceKey = `${own(prefix, line)}pace`;
    const pace = db.hgetall(paceKey);
    const gap = pace["gap"] === undefined ? null : Number(pace["gap"]);
    const tried = pace["tried"] === undefined ? null : Number(pace["tried"]);
    if (pace["by"] === token || (tried !== null && tried <= now && Number(sent) < tried))
      return [gap === null ? "" : int(gap)];
    const known = gap ?? 0;
    const before = Number(pace["before"] ?? 0);
    let longer = Math.max(firstGuessMs, known * 2);
    if (named !== "" && Number(named) + gapMarginMs > known) longer = Number(named) + gapMarginMs;
    else if (before > known) longer = before;
    else if (named !== "")
      longer = Math.max(known, Math.min(Math.ceil((known * 5) / 4), Number(named) * 2));
    longer = Math.min(longer, longestGapMs);
    db.hset(paceKey, { gap: int(longer), tried: now, by: token, before: 0 });
    return [int(longer)];
  },

  apply(db, prefix, now, args) {
    const [
      id = "",
      expected = "",
      token = "",
      to = "",
      state = "",
      why = "",
      facts = "",
      ref = "",
      watchMs = "",
      notices = "",
      from = "",
      watchedBy = "",
      trust = "",
      voucher = "",
      told = "",
      decision = "",
    ] = args;
    const order = db.hgetall(`${prefix}order:${id}`);
    if (order["last"] === token) {
      finishAgain(db, prefix, id, order, now);
      return ["applied"];
    }
    if (order["version"] !== expected) return ["conflict"];
    if (ref !== "") {
      const by = db.get(`${own(prefix, lineOf(order))}ref:${ref}`);
      if (by !== null && by !== id) return ["ref-taken", by];
    }
    if (from !== "" && order["name"] !== from) return ["conflict"];
    if (order["name"] === "confirmed" && to === "failed" && !remembered(db, prefix, order))
      return ["forgotten"];
    const line = lineOf(order);
    if (trust === "needed" && !trusted(db, prefix, line)) return ["conflict"];
    let first: string | null = null;
    if (voucher !== "") {
      const found = voucherDoubt(db, prefix, id, order, voucher);
      first = found.first;
      if (found.doubt !== null && told !== "told") return ["doubtful", ...found.doubt];
    }
    if (ref !== "") db.set(`${own(prefix, lineOf(order))}ref:${ref}`, id);
    if (watchMs !== "0") {
      const givenBack = `${own(prefix, lineOf(order))}given-back`;
      if (watchedBy === "ref") {
        db.zadd(givenBack, now, id);
        db.zremrangebyscore(givenBack, -Infinity, now - Number(watchMs));
        db.pexpire(givenBack, Number(watchMs));
      } else db.set(`${prefix}watched:${order["fingerprint"]}`, id, Number(watchMs));
      db.set(`${own(prefix, lineOf(order))}watching`, id, Number(watchMs));
    }
    if (trust === "lost") distrust(db, prefix, line, `placed-after-all\t${id}`, now);
    if (voucher !== "" && voucher !== "none" && first === null)
      keepVoucher(db, prefix, id, order, voucher);
    const more = {
      ...(facts === "" ? {} : { facts }),
      ...(trust === "earned" ? { earned: String(now) } : {}),
    };
    const written = enter(db, prefix, id, order, { to, state, why, token, more, notices }, now);
    if (to === "succeeded" || to === "failed") countEnded(db, prefix, written, now);
    if (decision !== "") countDecided(db, prefix, written, decision);
    if (voucher !== "") countVoucher(db, prefix, written, voucher, first !== null && first !== id);
    return ["applied"];
  },

  mend(db, prefix, now, [most = "", retryMs = ""]) {
    if (!db.exists(`${prefix}books:since`)) {
      for (const state of stateNames.filter((name) => priceIn[name] === "pending"))
        for (const [id] of db.zrange(`${prefix}state:${state}`, 0, -1))
          db.zadd(`${prefix}unfinished`, now, id, "NX");
      db.set(`${prefix}books:since`, int(now));
    }
    attempt(() => {
      openBooks(db, prefix);
      tellOfTransfers(db, prefix, now);
    });
    const left: string[] = [];
    let waiting = 0;
    const due = db.zrangebyscore(`${prefix}unfinished`, -Infinity, now, Number(most));
    for (const id of due) {
      let mended = false;
      let heldUntilMs: number | null = null;
      attempt(() => {
        const order = db.hgetall(`${prefix}order:${id}`);
        if (order["name"] === undefined) heldUntilMs = orphanUntil(db, prefix, id, now);
        if (heldUntilMs === null) mended = finish(db, prefix, id, order, now);
      });
      if (heldUntilMs !== null) {
        const untilMs = heldUntilMs;
        attempt(() => db.zadd(`${prefix}unfinished`, untilMs, id));
        waiting += 1;
        continue;
      }
      if (mended) continue;
      attempt(() => db.zadd(`${prefix}unfinished`, now + Number(retryMs), id));
      left.push(id);
    }
    return [due.length - left.length - waiting, ...left];
  },

  observe(db, prefix, now, [line = "", retention = "", begun = "", age = "", ...shown]) {
    const mirrorRetentionMs = Number(retention) * 1_000;
    const chain = db.hgetall(`${own(prefix, line)}chain`);
    const known = db.zcard(`${own(prefix, line)}mirror`);
    const shownBefore = db.zcard(`${own(prefix, line)}shown`);
    const transactions = inFours(shown);
    const old = new Set<string>();
    let shownAgain = 0;
    let shares = false;
    for (const [ref] of transactions) {
      if (db.zscore(`${own(prefix, line)}mirror`, ref) !== null) old.add(ref);
      if (db.zscore(`${own(prefix, line)}shown`, ref) !== null) shownAgain += 1;
      if (db.zscore(`${own(prefix, line)}chain:refs`, ref) !== null) shares = true;
    }
    const isPage = begun !== "";
    const oldestS = Math.floor(now / 1_000) - Number(retention);
    const holdsAll = shownBefore > 0 && shownAgain === shownBefore;
    if (isPage && chain["started"] !== undefined && !shares && !holdsAll) {
      db.hset(`${own(prefix, line)}chain`, { started: now });
      db.del(`${own(prefix, line)}chain:refs`);
    }
    for (const [ref, created, fingerprint, transaction] of transactions) {
      const copyKey = `${own(prefix, line)}transaction:${ref}`;
      const copy = old.has(ref) ? db.hgetall(copyKey) : {};
      if (copy["transaction"] === transaction && copy["fingerprint"] === fingerprint) continue;
      db.zadd(`${prefix}alike-transactions:${fingerprint}`, Number(created), ref);
      db.pexpire(`${prefix}alike-transactions:${fingerprint}`, mirrorRetentionMs);
      db.hset(copyKey, { transaction, fingerprint });
      db.pexpire(copyKey, mirrorRetentionMs);
    }
    const owners = transactions.map(([ref, created]) => {
      const owner = db.get(`${own(prefix, line)}ref:${ref}`);
      if (owner !== null) db.srem(`${own(prefix, line)}unseen`, owner);
      else if (
        chain["first"] !== undefined &&
        !old.has(ref) &&
        Number(created) > oldestS &&
        Number(created) * 1_000 >= Number(chain["first"]) - Number(age)
      ) {
        db.zadd(`${own(prefix, line)}unclaimed`, now, ref, "NX");
      }
      db.zadd(`${own(prefix, line)}mirror`, Number(created), ref);
      if (isPage) {
        db.zadd(`${own(prefix, line)}shown`, Number(created), ref);
        db.zadd(`${own(prefix, line)}chain:refs`, Number(created), ref);
      }
      return owner ?? "";
    });
    if (isPage) {
      const isFuller = old.size < known && transactions.length > Number(chain["largest"] ?? 0);
      db.hset(`${own(prefix, line)}chain`, {
        ...(chain["started"] === undefined ? { first: begun, started: now } : {}),
        last: begun,
        ...(isFuller ? { largest: transactions.length } : {}),
      });
    }
    attempt(() => db.zremrangebyrank(`${own(prefix, line)}chain:refs`, 0, -301));
    for (const index of ["mirror", "shown"])
      attempt(() => db.zremrangebyscore(`${own(prefix, line)}${index}`, -Infinity, oldestS));
    return owners;
  },

  sweep(db, prefix, now, [line = "", waitMs = "", strictMs = "", operators = ""]) {
    const mayBeClaimed = (fingerprint: string, watched: string | null) => {
      const holder = db.hget(`${prefix}holds`, fingerprint);
      if (holder === null) return false;
      return !(watched !== null && db.hget(`${prefix}order:${holder}`, "name") === "review");
    };
    const wasSaidToBeNone = (fingerprint: string) => {
      const holder = db.hget(`${prefix}holds`, fingerprint);
      const order = holder === null ? {} : db.hgetall(`${prefix}order:${holder}`);
      return order["name"] === "review" && saysNoneFits(order["state"] ?? "");
    };
    let judged = 0;
    for (const ref of db.zrangebyscore(
      `${own(prefix, line)}unclaimed`,
      -Infinity,
      now - Number(waitMs),
      100,
    )) {
      const fingerprint = db.hget(`${own(prefix, line)}transaction:${ref}`, "fingerprint");
      const watched = fingerprint === null ? null : db.get(`${prefix}watched:${fingerprint}`);
      if (fingerprint === null || db.exists(`${own(prefix, line)}ref:${ref}`)) {
        db.zrem(`${own(prefix, line)}unclaimed`, ref);
      } else if (!mayBeClaimed(fingerprint, watched)) {
        judged += 1;
        distrust(
          db,
          prefix,
          line,
          `${watched === null ? "account-shared" : "turned-up"}\t${ref}`,
          now,
        );
        const alarm = (name: string, orderId?: string) =>
          alarmAll(
            db,
            prefix,
            operators,
            {
              kind: "alarm",
              id: `${name}:${lineMark(line)}${ref}`,
              alarm: name,
              detail: "",
              ref,
              ...(orderId ? { orderId } : {}),
            },
            now,
          );
        if (watched !== null) alarm("watched-transaction", watched);
        else {
          const strict = db.get(`${own(prefix, line)}strict`);
          db.set(`${own(prefix, line)}strict`, ref, Number(strictMs));
          if (strict === null || strict === ref) alarm("unexplained-transaction");
        }
        db.zrem(`${own(prefix, line)}unclaimed`, ref);
      } else if (wasSaidToBeNone(fingerprint) && db.exists(`${own(prefix, line)}trust:decisions`)) {
        distrust(db, prefix, line, `turned-up\t${ref}`, now);
      }
    }
    return [judged];
  },

  forgotten(
    db,
    prefix,
    now,
    [line = "", retention = "", ref = "", created = "", fingerprint = "", transaction = ""],
  ) {
    const createdS = created === "0" ? Math.floor(now / 1_000) : Number(created);
    const expiresAt = Number(retention) * 1_000;
    const home = own(prefix, line);
    db.zadd(`${prefix}alike-transactions:${fingerprint}`, createdS, ref, "NX");
    db.pexpire(`${prefix}alike-transactions:${fingerprint}`, expiresAt);
    if (db.zscore(`${home}mirror`, ref) === null) {
      db.hset(`${home}transaction:${ref}`, { transaction, fingerprint });
      db.pexpire(`${home}transaction:${ref}`, expiresAt);
      db.zadd(`${home}mirror`, createdS, ref);
    }
    db.zrem(`${home}unclaimed`, ref);
    return ["kept"];
  },

  evidence(db, prefix, _now, [line = "", id = "", fingerprint = "", from = "", to = ""]) {
    const chain = db.hgetall(`${own(prefix, line)}chain`);
    const watched = db.get(`${prefix}watched:${fingerprint}`);
    const strict = db.exists(`${own(prefix, line)}strict`) ? 1 : 0;
    const off = db.get(`${own(prefix, line)}matching-off`);
    const isTrusted = trusted(db, prefix, line);
    const matches = db
      .zrangebyscore(`${prefix}alike-transactions:${fingerprint}`, Number(from), Number(to))
      .filter((ref) => [null, id].includes(db.get(`${own(prefix, line)}ref:${ref}`)));
    return [
      chain["started"] ?? "",
      chain["last"] ?? "",
      strict,
      off ?? "",
      watched !== null && watched !== id ? watched : "",
      isTrusted ? 1 : 0,
      ...matches,
    ];
  },

  learn(
    db,
    prefix,
    now,
    [line = "", ref = "", created = "", offsetMs = "", wrong = "", offMs = "", operators = ""],
  ) {
    if (wrong !== "") {
      distrust(db, prefix, line, "matching-wrong\t", now);
      db.set(`${own(prefix, line)}matching-off`, wrong, Number(offMs));
      if (!db.exists(`${own(prefix, line)}matching-off:told`))
        alarmAll(
          db,
          prefix,
          operators,
          {
            kind: "alarm",
            id: `matching-off:${lineMark(line)}${ref}`,
            alarm: "matching-off",
            detail: wrong,
            ref,
          },
          now,
        );
      db.set(`${own(prefix, line)}matching-off:told`, ref, Number(offMs));
    }
    db.zadd(`${own(prefix, line)}offsets`, Number(created), `${ref} ${offsetMs}`);
    db.zremrangebyrank(`${own(prefix, line)}offsets`, 0, -10);
    return ["learned"];
  },

  correct(db, prefix, now, [id = "", says = "", notices = "", doubt = ""]) {
    const order = db.hgetall(`${prefix}order:${id}`);
    if (order["name"] === undefined) return ["gone"];
    if (order["correction"] === undefined) {
      if (doubt !== "") distrust(db, prefix, lineOf(order), doubt, now);
      write(db, prefix, id, order, { correction: `${now} ${says}` }, notices, now);
    } else finishAgain(db, prefix, id, order, now);
    return ["corrected"];
  },

  trust(db, prefix, now, [line = "", wanted = "", operators = ""]) {
    const name = `${own(prefix, line)}trust`;
    const decisions = `${own(prefix, line)}trust:decisions`;
    let trust = db.hgetall(name);
    const tell = (phase: string, why: string) => {
      if (wanted === "") return;
      const id = `trust-${phase}:${lineMark(line)}${trust["since"]}`;
      alarmAll(db, prefix, operators, { kind: "trust", id, phase, detail: why }, now);
    };
    if (trust["identity"] !== db.identity()) {
      db.del(decisions);
      db.hset(name, { identity: db.identity(), since: now, over: "memory-changed\t" });
      trust = db.hgetall(name);
    }
    const count = () => db.zcount(decisions, Number(trust["since"]) + 1, Infinity);
    if (trust["over"] !== undefined) {
      db.zremrangebyscore(decisions, -Infinity, Number(trust["since"]));
      if (trust["on"] !== undefined) tell("over", trust["over"]);
      db.hdel(name, "on", "over");
    } else if (trust["on"] === undefined && wanted !== "" && count() >= Number(wanted)) {
      tell("begun", "");
      db.hset(name, { on: now });
    }
    return [trusted(db, prefix, line) ? 1 : 0, count()];
  },

  lease(db, prefix, now, [name = "", holder = "", ms = "", known = "", knownMs = ""]) {
    const lease = db.hgetall(`${prefix}lease:${name}`);
    const memory = db.identity();
    let left = Number(lease["until"] ?? 0) - now;
    let epoch = Number(lease["epoch"] ?? 0);
    if (left > Number(lease["ms"] ?? ms) && lease["holder"] !== holder) left = 0;
    if (left > 0 && lease["holder"] !== holder) return [0, left, now];
    const emptied = lease["holder"] === undefined && known !== "";
    if (emptied) Object.assign(lease, { first: known, renewed: knownMs });
    let since = lease["since"] ?? String(now);
    let lost = lease["lost"] ?? "";
    const first = lease["first"] ?? memory;
    const changed = lease["identity"] !== memory;
    if (changed && (lease["identity"] !== undefined || emptied)) {
      if (lost === "" || now - Number(since) >= 86_400_000) lost = lease["renewed"] ?? "";
      since = String(now);
      epoch = Math.max(epoch, Math.floor(now / 1_000));
    }
    if (left <= 0 || changed) epoch += 1;
    const renewed = { holder, epoch, until: now + Number(ms), ms, renewed: now };
    db.hset(`${prefix}lease:${name}`, { ...renewed, identity: memory, first, since, lost });
    return [epoch, 0, now, memory, first, since, lost];
  },

  release(db, prefix, _now, [name = "", holder = ""]) {
    if (db.hget(`${prefix}lease:${name}`, "holder") === holder)
      db.hset(`${prefix}lease:${name}`, { until: "0" });
    return ["released"];
  },

  owe(db, prefix, now, [notices = "", line = "", doubt]) {
    if (doubt !== undefined) distrust(db, prefix, line, doubt, now);
    owe(db, prefix, notices, now);
    return ["owed"];
  },

  trouble(db, prefix, now, [name = "", on = "", notices = ""]) {
    const wasOn = db.hget(`${prefix}troubles`, name) !== null;
    if ((on === "1") === wasOn) return ["known"];
    owe(db, prefix, notices, now);
    if (wasOn) db.hdel(`${prefix}troubles`, name);
    else db.hset(`${prefix}troubles`, { [name]: now });
    return ["told"];
  },

  delivered(db, prefix, _now, [chat = "", ...notices]) {
    for (const notice of notices) {
      db.lrem(`${prefix}outbox:${chat}`, notice);
      db.hdel(`${prefix}outbox:refused:${chat}`, notice);
    }
    if (!db.exists(`${prefix}outbox:${chat}`)) db.zrem(`${prefix}outbox:due`, chat);
    return ["delivered"];
  },

  shelve(db, prefix, _now, [chat = ""]) {
    db.sadd(`${prefix}outbox:shelved`, chat);
    db.zrem(`${prefix}outbox:due`, chat);
    return ["shelved"];
  },

  unshelve(db, prefix, now, [chat = "", shortest = "", longest = ""]) {
    const list = `${prefix}outbox:${chat}`;
    const ready: { first: number; notice: string }[] = [];
    let next = Infinity;
    for (const [notice, times] of Object.entries(db.hgetall(`${prefix}outbox:refused:${chat}`))) {
      if (db.includes(list, notice)) continue;
      const [first = 0, last = 0] = times.split(" ").map(Number);
      const due = last + Math.max(Number(shortest), Math.min(Number(longest), last - first));
      if (due <= now) ready.push({ first, notice });
      else next = Math.min(next, due);
    }
    ready.sort((a, b) => a.first - b.first || (a.notice < b.notice ? -1 : 1));
    for (const { notice } of ready) db.rpush(list, notice);
    const wasShelved = db.sismember(`${prefix}outbox:shelved`, chat);
    if ((wasShelved || ready.length > 0) && db.exists(list))
      db.zadd(`${prefix}outbox:due`, 0, chat, "NX");
    if (next < Infinity) db.zadd(`${prefix}outbox:again`, next, chat);
    else {
      db.zrem(`${prefix}outbox:again`, chat);
      db.srem(`${prefix}outbox:shelved`, chat);
    }
    return ["unshelved"];
  },

  bury(db, prefix, now, [chat = "", notice = "", letter = "", kept = "", ...times]) {
    const [keepMs = 0, shortestMs = 0] = times.map(Number);
    const list = `${prefix}outbox:${chat}`;
    const refused = `${prefix}outbox:refused:${chat}`;
    let outcome = "gone";
    if (db.includes(list, notice)) {
      const before = db.hget(refused, notice);
      const first = before === null ? now : Number.parseInt(before, 10);
      if (now - first < keepMs && db.hlen(refused) < Number(kept)) {
        outcome = before === null ? "refused" : "again";
        db.hset(refused, { [notice]: `${first} ${now}` });
        const again = db.zscore(`${prefix}outbox:again`, chat) ?? Infinity;
        if (now + shortestMs < again) db.zadd(`${prefix}outbox:again`, now + shortestMs, chat);
        db.sadd(`${prefix}outbox:shelved`, chat);
      } else {
        outcome = "buried";
        db.lpush(`${prefix}outbox:dead`, letter);
        db.ltrim(`${prefix}outbox:dead`, 0, Number(kept) - 1);
        db.hdel(refused, notice);
      }
      db.lrem(list, notice);
    }
    if (!db.exists(list)) db.zrem(`${prefix}outbox:due`, chat);
    return [outcome];
  },

  postpone(db, prefix, _now, [what = "", member = "", untilMs = ""]) {
    db.zadd(`${prefix}${what}`, Number(untilMs), member, "XX");
    return ["postponed"];
  },

  drawn(db, prefix, _now, cards) {
    for (let at = 0; at < cards.length; at += 3) {
      const [id = "", version = "", card = ""] = cards.slice(at);
      if (card !== "" && db.exists(`${prefix}order:${id}`))
        db.hset(`${prefix}order:${id}`, { card });
      const drawn = Array.from(
        { length: Number(version) },
        (_unused, before) => `${id}@${before + 1}`,
      );
      db.zrem(`${prefix}cards`, ...drawn);
    }
    return ["drawn"];
  },

  pack(db, prefix, _now, [id = "", version = "", ref = "", line = "", ...pieces]) {
    const order = db.hgetall(`${prefix}order:${id}`);
    if (isPacked(order)) return ["packed"];
    const { name, owes, consumes, earned, correction, numbers = "" } = order;
    const final = name === "succeeded" || name === "failed";
    const undone =
      owes !== undefined ||
      consumes !== undefined ||
      earned !== undefined ||
      db.zscore(`${prefix}unfinished`, id) !== null;
    if (!final || undone || order["version"] !== version) return ["moved"];
    db.persist(`${prefix}history:${order["reseller"]}`);
    if (ref !== "") db.persist(`${own(prefix, line)}ref:${ref}`);
    for (const print of numbers.split(" ").filter((one) => one !== ""))
      db.persist(`${prefix}number:${print}`);
    db.del(`${prefix}packing`);
    db.hset(`${prefix}packing`, {
      v: "2",
      name,
      version,
      ...(correction === undefined ? {} : { correction }),
      ...Object.fromEntries(pieces.entries()),
    });
    db.rename(`${prefix}packing`, `${prefix}order:${id}`);
    return ["packed"];
  },

  remove(db, prefix, _now, args) {
    const [id = "", name = "", beforeMs = "", reseller = "", chat = "", ref = "", line = ""] = args;
    const state = `${prefix}state:${name}`;
    const order = db.hgetall(`${prefix}order:${id}`);
    if (order["name"] === undefined) {
      db.zrem(state, id);
      return ["gone"];
    }
    const confirmed = db.zscore(state, id);
    const undone = order["owes"] !== undefined || db.zscore(`${prefix}unfinished`, id) !== null;
    if (!isPacked(order) || undone || confirmed === null || confirmed >= Number(beforeMs))
      return ["kept"];
    const list = `${prefix}outbox:${chat}`;
    for (const notice of db.lrange(list, 0, -1))
      if (notice.includes(`"orderId":"${id}"`)) db.lrem(list, notice);
    if (!db.exists(list)) db.zrem(`${prefix}outbox:due`, chat);
    db.hdel(`${prefix}hung`, id);
    db.zrem(`${prefix}history:${reseller}`, id);
    for (const print of args.slice(7)) db.zrem(`${prefix}number:${print}`, `${id}:${reseller}`);
    if (ref !== "" && db.get(`${own(prefix, line)}ref:${ref}`) === id)
      db.del(`${own(prefix, line)}ref:${ref}`);
    db.del(`${prefix}order:${id}`);
    db.zrem(state, id);
    return ["removed"];
  },
};

/** Runs one script on the simulated keyspace, arguments as text, as Redis gets them. */
export function runScript(
  db: Keyspace,
  prefix: string,
  now: number,
  name: ScriptName,
  args: readonly LuaArgument[],
) {
  return scripts[name](db, prefix, Math.floor(now), args.map(String));
}

function inFours(flat: readonly string[]): [string, string, string, string][] {
  const rows: [string, string, string, string][] = [];
  for (let place = 0; place + 3 < flat.length; place += 4) {
    rows.push([
      flat[place] ?? "",
      flat[place + 1] ?? "",
      flat[place + 2] ?? "",
      flat[place + 3] ?? "",
    ]);
  }
  return rows;
}
