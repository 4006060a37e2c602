import { priceIn } from "../../../../src/orders/state/money.ts";
import { stateNames } from "../../../../src/orders/state/order.ts";
import type { OrderScript } from "../../../../src/orders/store/scripts.ts";
import { attempt, int } from "../keyspace.ts";
import { openBooks, orphanUntil } from "./books.ts";
import { countDecided, countEnded, lineOf, own } from "./day.ts";
import { tellOfTransfers, remembered } from "./owing.ts";
import type { Script } from "./script.ts";
import { distrust, trusted } from "./trusting.ts";
import { countVoucher, keepVoucher, voucherDoubt } from "./voucher.ts";
import { finish, finishAgain, write, enter } from "./writing.ts";

/** What became of an order. */
export const recordingScripts = {
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

  correct(db, prefix, now, [id = "", says = "", notices = "", doubt = ""]) {
    const order = db.hgetall(`${prefix}order:${id}`);
    if (order["name"] === undefined) return ["gone"];
    if (order["correction"] === undefined) {
      if (doubt !== "") distrust(db, prefix, lineOf(order), doubt, now);
      write(db, prefix, id, order, { correction: `${now} ${says}` }, notices, now);
    } else finishAgain(db, prefix, id, order, now);
    return ["corrected"];
  },
} satisfies Partial<Record<OrderScript, Script>>;
