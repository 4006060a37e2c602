import { z } from "zod";
import { lineMark } from "../../../../src/line.ts";
import type { OrderScript } from "../../../../src/orders/store/scripts.ts";
import { attempt, type Keyspace } from "../keyspace.ts";
import { own } from "./day.ts";
import { oweOne } from "./owing.ts";
import type { Script } from "./script.ts";
import { distrust, trusted } from "./trusting.ts";
import { toldOrder } from "./writing.ts";

const chatsSchema = z.array(z.string());
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

/** What the supplier's pages show, and what is concluded from them. */
export const pageScripts = {
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
    return owners.flatMap((owner) =>
      owner === "" ? [owner] : [owner, ...toldOrder(db, prefix, owner)],
    );
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
} satisfies Partial<Record<OrderScript, Script>>;
