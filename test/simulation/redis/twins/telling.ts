import type { OrderScript } from "../../../../src/orders/store/scripts.ts";
import { owe } from "./owing.ts";
import type { Script } from "./script.ts";
import { distrust } from "./trusting.ts";

/** What people are told. */
export const tellingScripts = {
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
} satisfies Partial<Record<OrderScript, Script>>;
