import { z } from "zod";
import { jakartaDay } from "../../../../src/jakarta.ts";
import type { OrderScript } from "../../../../src/orders/store/scripts.ts";
import { attempt, int, type Keyspace } from "../keyspace.ts";
import { beginPrice, freeIn, openBooks, pricePhase } from "./books.ts";
import { countConfirmed, lineOf, own } from "./day.ts";
import { remembered } from "./owing.ts";
import { longestGapMs, firstGuessMs, gapMarginMs, unpacedMs, pacedSoFar, gapAt } from "./pace.ts";
import type { Script } from "./script.ts";
import { finishAgain, enter, toldOrder } from "./writing.ts";

const mostAlike = 100;

const factsSchema = z.object({
  line: z.string().default("game"),
  fingerprint: z.string(),
  priceRupiah: z.number(),
});

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

/** From a card to the wire. */
export const placingScripts = {
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
      return ["claimed", gap === null ? "" : int(gap), ...toldOrder(db, prefix, id)];
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
    return ["claimed", gap === null ? "" : int(gap), ...toldOrder(db, prefix, id)];
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
} satisfies Partial<Record<OrderScript, Script>>;
