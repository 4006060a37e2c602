import { z } from "zod";
import type { ScriptArgument, ScriptName } from "../../src/orders/redis.ts";
import { countConfirmed, countEnded, dayOf } from "./day.ts";
import type { Keyspace } from "./keyspace.ts";

/** The scripts of `src/orders/lua/`, line for line, on the simulated keyspace. */
type Script = (
  db: Keyspace,
  prefix: string,
  now: number,
  args: readonly string[],
) => (string | number)[];

const retentionMs = 400 * 24 * 3_600_000;
const alikeRetentionMs = 2 * 24 * 3_600_000;
const cardDelayMs = 700;

const owedSchema = z.array(z.object({ chat: z.string(), notice: z.string() }));
const chatsSchema = z.array(z.string());
const factsSchema = z.object({ fingerprint: z.string(), priceRupiah: z.number() });

function owe(db: Keyspace, prefix: string, json: string, now: number): void {
  for (const { chat, notice } of owedSchema.parse(JSON.parse(json))) {
    if (!db.includes(`${prefix}outbox:${chat}`, notice))
      db.rpush(`${prefix}outbox:${chat}`, notice);
    db.zadd(`${prefix}outbox:due`, now, chat, "NX");
  }
}

function alarmAll(
  db: Keyspace,
  prefix: string,
  operators: string,
  notice: object,
  now: number,
): void {
  const text = JSON.stringify(notice);
  owe(
    db,
    prefix,
    JSON.stringify(
      chatsSchema.parse(JSON.parse(operators)).map((chat) => ({ chat, notice: text })),
    ),
    now,
  );
}

function enter(
  db: Keyspace,
  prefix: string,
  id: string,
  order: Record<string, string>,
  to: string,
  state: string,
  why: string,
  token: string,
  now: number,
) {
  const version = Number(order["version"] ?? 0) + 1;
  db.hset(`${prefix}order:${id}`, {
    name: to,
    state,
    version,
    changed: now,
    timeline: `${order["timeline"] ?? ""}${now}\t${to}\t${why}\n`,
    last: token,
  });
  if (order["name"] !== to) {
    if (order["name"] !== undefined) db.zrem(`${prefix}state:${order["name"]}`, id);
    db.zadd(`${prefix}state:${to}`, Number(order["confirmed"]), id);
  }
  db.zadd(`${prefix}cards`, now + cardDelayMs, `${id}@${version}`);
}

export const scripts: Record<ScriptName, Script> = {
  draft(db, prefix, now, [id = "", facts = "", user = "", chat = "", ttlMs = "", keepMs = ""]) {
    const name = `${prefix}confirmation:${id}`;
    if (!db.exists(name)) {
      db.hset(name, { facts, user, chat, expires: now + Number(ttlMs) });
      db.pexpire(name, Number(keepMs));
    }
    return ["drafted"];
  },

  confirm(
    db,
    prefix,
    now,
    [id = "", orderId = "", user = "", chat = "", card = "", keepMs = "", usualLimit = ""],
  ) {
    const name = `${prefix}confirmation:${id}`;
    const confirmation = db.hgetall(name);
    if (confirmation["user"] !== user || confirmation["chat"] !== chat) return ["gone"];
    if (confirmation["done"] === "confirmed") return ["again"];
    if (confirmation["done"] === "discarded") return ["discarded"];
    const facts = confirmation["facts"] ?? "";
    if (Number(confirmation["expires"]) <= now) return ["expired", facts];
    const pause = db.hget(`${prefix}pause`, "reason");
    if (pause !== null) return ["paused", pause];
    const { fingerprint, priceRupiah } = factsSchema.parse(JSON.parse(facts));
    const limit = db.hget(`${prefix}limits`, user) ?? usualLimit;
    if (limit !== "" && Number.isFinite(Number(limit))) {
      const spent = Number(db.hget(`${prefix}spent:${dayOf(now)}`, user) ?? 0);
      if (spent + priceRupiah > Number(limit)) return ["limit", limit, String(spent)];
    }
    db.hset(`${prefix}order:${orderId}`, {
      v: 1,
      facts,
      confirmed: now,
      card,
      reseller: user,
      fingerprint,
    });
    enter(
      db,
      prefix,
      orderId,
      { confirmed: String(now) },
      "confirmed",
      '{"name":"confirmed"}',
      "confirmed",
      id,
      now,
    );
    db.zadd(`${prefix}history:${user}`, now, orderId);
    db.zadd(`${prefix}open:${user}`, now, orderId);
    db.zremrangebyscore(`${prefix}history:${user}`, -Infinity, now - retentionMs);
    db.pexpire(`${prefix}history:${user}`, retentionMs);
    db.zadd(`${prefix}alike:${fingerprint}`, now, `${orderId}:${user}`);
    db.pexpire(`${prefix}alike:${fingerprint}`, alikeRetentionMs);
    countConfirmed(db, prefix, user, priceRupiah, now);
    db.hset(name, { done: "confirmed" });
    db.hdel(name, "facts");
    db.pexpire(name, Number(keepMs));
    return ["confirmed"];
  },

  discard(db, prefix, _now, [id = "", user = "", chat = ""]) {
    const name = `${prefix}confirmation:${id}`;
    const confirmation = db.hgetall(name);
    if (confirmation["user"] !== user || confirmation["chat"] !== chat) return ["gone"];
    if (confirmation["done"] === "confirmed") return ["confirmed"];
    db.hset(name, { done: "discarded" });
    db.hdel(name, "facts");
    return ["discarded"];
  },

  claim(
    db,
    prefix,
    now,
    [id = "", expected = "", token = "", holder = "", epoch = "", cap = "", state = ""],
  ) {
    const order = db.hgetall(`${prefix}order:${id}`);
    if (order["last"] === token && order["name"] === "sending") return ["claimed"];
    const lease = db.hgetall(`${prefix}lease:engine`);
    if (lease["holder"] !== holder || lease["epoch"] !== epoch || Number(lease["until"]) <= now)
      return ["lease-lost"];
    if (order["name"] !== "confirmed" || order["version"] !== expected) return ["conflict"];
    const fingerprint = order["fingerprint"] ?? "";
    const by = db.hget(`${prefix}holds`, fingerprint);
    if (by !== null && by !== id) return ["held", by];
    const page = Number(db.hget(`${prefix}chain`, "largest") ?? 15);
    if (db.scard(`${prefix}unseen`) >= Math.max(1, Math.min(Number(cap), page - 3)))
      return ["full"];
    db.hset(`${prefix}order:${id}`, { sent: now });
    db.hset(`${prefix}holds`, { [fingerprint]: id });
    db.sadd(`${prefix}unseen`, id);
    enter(db, prefix, id, order, "sending", state, "sending", token, now);
    return ["claimed"];
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
      holds = "",
      final = "",
      watchMs = "",
      notices = "",
    ] = args;
    const order = db.hgetall(`${prefix}order:${id}`);
    if (order["last"] === token) return ["applied"];
    if (order["version"] !== expected) return ["conflict"];
    if (ref !== "") {
      const by = db.get(`${prefix}ref:${ref}`);
      if (by !== null && by !== id) return ["ref-taken", by];
    }
    if (ref !== "") {
      db.set(`${prefix}ref:${ref}`, id, retentionMs);
      db.zrem(`${prefix}unclaimed`, ref);
    }
    const fingerprint = order["fingerprint"] ?? "";
    const by = db.hget(`${prefix}holds`, fingerprint);
    if (holds === "1" && by === null) db.hset(`${prefix}holds`, { [fingerprint]: id });
    else if (holds === "0" && by === id) db.hdel(`${prefix}holds`, fingerprint);
    const seen = to === "placed" && db.exists(`${prefix}transaction:${ref}`);
    if (seen || to === "review" || final === "1") db.srem(`${prefix}unseen`, id);
    if (watchMs !== "0") {
      db.set(`${prefix}watched:${fingerprint}`, id, Number(watchMs));
      db.set(`${prefix}watching`, id, Number(watchMs));
    }
    if (facts !== "") db.hset(`${prefix}order:${id}`, { facts });
    enter(db, prefix, id, order, to, state, why, token, now);
    if (final === "1") {
      db.zrem(`${prefix}open:${order["reseller"]}`, id);
      db.pexpire(`${prefix}order:${id}`, retentionMs);
      db.zremrangebyscore(`${prefix}state:${to}`, -Infinity, now - retentionMs);
      countEnded(db, prefix, order, to, state, now);
    }
    owe(db, prefix, notices, now);
    return ["applied"];
  },

  observe(db, prefix, now, [retention = "", begun = "", age = "", ...shown]) {
    const mirrorRetentionMs = Number(retention) * 1_000;
    const chain = db.hgetall(`${prefix}chain`);
    const known = db.zcard(`${prefix}mirror`);
    const transactions = inFours(shown);
    const old = new Set(
      transactions.flatMap(([ref]) => (db.zscore(`${prefix}mirror`, ref) === null ? [] : [ref])),
    );
    const shares = transactions.some(([ref]) => db.zscore(`${prefix}chain:refs`, ref) !== null);
    if (begun !== "") {
      const holdsAll = known > 0 && old.size === known;
      if (chain["started"] === undefined) {
        db.hset(`${prefix}chain`, { first: begun, started: begun });
      } else if (!shares && !holdsAll) {
        db.del(`${prefix}chain:refs`);
        db.hset(`${prefix}chain`, { started: begun });
      }
      db.hset(`${prefix}chain`, { last: begun });
      if (old.size < known && transactions.length > Number(chain["largest"] ?? 0))
        db.hset(`${prefix}chain`, { largest: transactions.length });
    }
    const owners = transactions.map(([ref, created, fingerprint, transaction]) => {
      db.hset(`${prefix}transaction:${ref}`, { transaction, fingerprint });
      db.pexpire(`${prefix}transaction:${ref}`, mirrorRetentionMs);
      db.zadd(`${prefix}mirror`, Number(created), ref);
      db.zadd(`${prefix}alike-transactions:${fingerprint}`, Number(created), ref);
      db.pexpire(`${prefix}alike-transactions:${fingerprint}`, mirrorRetentionMs);
      if (begun !== "") db.zadd(`${prefix}chain:refs`, Number(created), ref);
      const owner = db.get(`${prefix}ref:${ref}`);
      if (owner !== null) db.srem(`${prefix}unseen`, owner);
      else if (
        chain["first"] !== undefined &&
        !old.has(ref) &&
        Number(created) * 1_000 >= Number(chain["first"]) - Number(age)
      ) {
        db.zadd(`${prefix}unclaimed`, now, ref, "NX");
      }
      return owner ?? "";
    });
    db.zremrangebyrank(`${prefix}chain:refs`, 0, -301);
    db.zremrangebyscore(`${prefix}mirror`, -Infinity, Math.floor(now / 1_000) - Number(retention));
    return owners;
  },

  sweep(db, prefix, now, [waitMs = "", strictMs = "", operators = ""]) {
    let judged = 0;
    for (const ref of db.zrangebyscore(
      `${prefix}unclaimed`,
      -Infinity,
      now - Number(waitMs),
      100,
    )) {
      const fingerprint = db.hget(`${prefix}transaction:${ref}`, "fingerprint");
      const watched = fingerprint === null ? null : db.get(`${prefix}watched:${fingerprint}`);
      if (fingerprint === null || db.exists(`${prefix}ref:${ref}`)) {
        db.zrem(`${prefix}unclaimed`, ref);
      } else if (db.hget(`${prefix}holds`, fingerprint) === null) {
        db.zrem(`${prefix}unclaimed`, ref);
        judged += 1;
        const alarm = (name: string, orderId?: string) =>
          alarmAll(
            db,
            prefix,
            operators,
            {
              kind: "alarm",
              id: `${name}:${ref}`,
              alarm: name,
              detail: "",
              ref,
              ...(orderId ? { orderId } : {}),
            },
            now,
          );
        if (watched !== null) alarm("watched-transaction", watched);
        else {
          if (!db.exists(`${prefix}strict`)) alarm("unexplained-transaction");
          db.set(`${prefix}strict`, ref, Number(strictMs));
        }
      }
    }
    return [judged];
  },

  evidence(db, prefix, _now, [id = "", fingerprint = "", from = "", to = ""]) {
    const chain = db.hgetall(`${prefix}chain`);
    const watched = db.get(`${prefix}watched:${fingerprint}`);
    const matches = db
      .zrangebyscore(`${prefix}alike-transactions:${fingerprint}`, Number(from), Number(to))
      .filter((ref) => !db.exists(`${prefix}ref:${ref}`));
    return [
      chain["started"] ?? "",
      chain["last"] ?? "",
      db.exists(`${prefix}strict`) ? 1 : 0,
      db.get(`${prefix}matching-off`) ?? "",
      watched !== null && watched !== id ? watched : "",
      ...matches,
    ];
  },

  learn(
    db,
    prefix,
    now,
    [ref = "", created = "", offsetMs = "", wrong = "", offMs = "", operators = ""],
  ) {
    db.zadd(`${prefix}offsets`, Number(created), `${ref} ${offsetMs}`);
    db.zremrangebyrank(`${prefix}offsets`, 0, -10);
    if (wrong !== "") {
      const isNew = !db.exists(`${prefix}matching-off`);
      db.set(`${prefix}matching-off`, wrong, Number(offMs));
      if (isNew)
        alarmAll(
          db,
          prefix,
          operators,
          { kind: "alarm", id: `matching-off:${ref}`, alarm: "matching-off", detail: wrong, ref },
          now,
        );
    }
    return ["learned"];
  },

  correct(db, prefix, now, [id = "", says = "", notices = ""]) {
    if (db.hsetnx(`${prefix}order:${id}`, "correction", `${now} ${says}`))
      owe(db, prefix, notices, now);
    return ["corrected"];
  },

  lease(db, prefix, now, [name = "", holder = "", ms = ""]) {
    const lease = db.hgetall(`${prefix}lease:${name}`);
    const left = Number(lease["until"] ?? 0) - now;
    let epoch = Number(lease["epoch"] ?? 0);
    if (left > 0 && lease["holder"] !== holder) return [0, left, now];
    if (left <= 0) epoch += 1;
    db.hset(`${prefix}lease:${name}`, { holder, epoch, until: now + Number(ms) });
    return [epoch, 0, now];
  },

  release(db, prefix, _now, [name = "", holder = ""]) {
    if (db.hget(`${prefix}lease:${name}`, "holder") === holder)
      db.hset(`${prefix}lease:${name}`, { until: "0" });
    return ["released"];
  },

  owe(db, prefix, now, [notices = ""]) {
    owe(db, prefix, notices, now);
    return ["owed"];
  },

  trouble(db, prefix, now, [name = "", on = "", notices = ""]) {
    const wasOn = db.hget(`${prefix}troubles`, name) !== null;
    if ((on === "1") === wasOn) return ["known"];
    if (wasOn) db.hdel(`${prefix}troubles`, name);
    else db.hset(`${prefix}troubles`, { [name]: now });
    owe(db, prefix, notices, now);
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
      if (now - first < keepMs && Object.keys(db.hgetall(refused)).length < Number(kept)) {
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

  drawn(db, prefix, _now, [id = "", version = "", card = ""]) {
    for (let drawn = 1; drawn <= Number(version); drawn += 1)
      db.zrem(`${prefix}cards`, `${id}@${drawn}`);
    if (card !== "" && db.exists(`${prefix}order:${id}`)) db.hset(`${prefix}order:${id}`, { card });
    return ["drawn"];
  },
};

/** Runs one script on the simulated keyspace, arguments as text, as Redis gets them. */
export function runScript(
  db: Keyspace,
  prefix: string,
  now: number,
  name: ScriptName,
  args: readonly ScriptArgument[],
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
