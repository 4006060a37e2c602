import type { MoneyScript } from "../../../../src/money/scripts.ts";
import { openBooks } from "./books.ts";
import { int, type Keyspace } from "../keyspace.ts";
import { makeTransfer, owe, remembered, tellOfTransfers } from "./owing.ts";
import {
  credit,
  creditId,
  isCredited,
  isPaid,
  named,
  takeOffList,
  takeOffLists,
  waitingWith,
} from "./deposits.ts";

/** The scripts of `src/money/lua/`, line for line. */

const ticketsKeptMs = 400 * 24 * 3_600_000;

export const moneyScripts: Record<
  MoneyScript,
  (db: Keyspace, prefix: string, now: number, args: readonly string[]) => (string | number)[]
> = {
  transfer(
    db,
    prefix,
    now,
    [
      id = "",
      debit = "",
      creditTo = "",
      rupiah = "",
      kind = "",
      of = "",
      by = "",
      why = "",
      notices = "",
    ],
  ) {
    openBooks(db, prefix);
    tellOfTransfers(db, prefix, now);
    const wanted = { debit, credit: creditTo, rupiah, kind, of, by, why };
    const made = db.hgetall(`${prefix}books:transfer:${id}`);
    if (made["phase"] === undefined) {
      makeTransfer(db, prefix, id, wanted, notices, now);
      return ["done"];
    }
    const same = Object.entries(wanted).every(([field, value]) => made[field] === value);
    return [same ? "again" : "differs"];
  },

  "open-ticket"(
    db,
    prefix,
    now,
    [
      id = "",
      reseller = "",
      amount = "",
      first = "",
      openMs = "",
      lateMs = "",
      most = "",
      notices = "",
    ],
  ) {
    const ticket = db.hgetall(`${prefix}ticket:${id}`);
    if (ticket["total"] !== undefined) {
      if (db.isKept(`${prefix}ticket:${id}`)) db.pexpire(`${prefix}ticket:${id}`, ticketsKeptMs);
      return ["again", ticket["total"], ticket["ends"] ?? ""];
    }
    const released = `${prefix}tickets:released`;
    for (const free of db.zrangebyscore(released, -Infinity, now)) {
      db.hdel(`${prefix}tickets:totals`, free);
      db.zrem(released, free);
    }
    const [all, own] = [`${prefix}tickets:open`, `${prefix}tickets:open:${reseller}`];
    for (const list of [all, own]) db.zremrangebyscore(list, -Infinity, now);
    if (db.zcard(own) >= Number(most)) return ["many"];

    let total: string | null = null;
    for (let step = 0; step <= 998 && total === null; step += 1) {
      const candidate = int(Number(amount) + ((Number(first) - 1 + step) % 999) + 1);
      const owner = db.hget(`${prefix}tickets:totals`, candidate);
      if (Number(candidate) % 100 !== 0 && (owner === null || owner === id)) total = candidate;
    }
    if (total === null) return ["full"];

    const ends = int(now + Number(openMs));
    db.zadd(released, now + Number(openMs) + Number(lateMs), total);
    db.hset(`${prefix}tickets:totals`, { [total]: id });
    for (const list of [all, own]) db.zadd(list, Number(ends), id);
    owe(db, prefix, notices, now);
    const identity = db.identity();
    db.hset(`${prefix}ticket:${id}`, { reseller, amount, total, opened: now, ends, identity });
    db.pexpire(`${prefix}ticket:${id}`, ticketsKeptMs);
    return ["opened", total, ends];
  },

  "end-ticket"(db, prefix, now, [id = "", reseller = "", how = "", by = "", notices = ""]) {
    openBooks(db, prefix);
    tellOfTransfers(db, prefix, now);
    const ticket = db.hgetall(`${prefix}ticket:${id}`);
    const theirs = reseller === "" || ticket["reseller"] === reseller;
    if (ticket["total"] === undefined || !theirs) return ["gone"];
    if (isPaid(db, prefix, id, ticket)) {
      takeOffList(db, prefix, id, ticket);
      return ["paid"];
    }
    if (ticket["ended"] !== undefined) {
      takeOffList(db, prefix, id, ticket);
      return ["before", ticket["ended"], ticket["by"] ?? ""];
    }
    owe(db, prefix, notices, now);
    db.hset(`${prefix}ticket:${id}`, { ended: how, by });
    takeOffList(db, prefix, id, ticket);
    return ["ended"];
  },

  "pay-ticket"(db, prefix, now, [id = "", rupiah = "", by = "", notices = ""]) {
    openBooks(db, prefix);
    tellOfTransfers(db, prefix, now);
    const ticket = db.hgetall(`${prefix}ticket:${id}`);
    if (ticket["total"] === undefined) return ["gone"];
    if (isPaid(db, prefix, id, ticket)) {
      takeOffLists(db, prefix, ticket["payment"] ?? "");
      return ["before"];
    }
    if (ticket["ended"] !== undefined) return ["ended", ticket["ended"], ticket["by"] ?? ""];
    const reseller = ticket["reseller"] ?? "";
    const money = waitingWith(db, prefix, rupiah) ?? { payment: `hand:${id}`, method: "hand" };
    const { payment } = money;
    credit(db, prefix, { ...money, reseller, rupiah, id, by }, named(notices, { payment }), now);
    takeOffList(db, prefix, id, ticket);
    db.zrem(`${prefix}payments:waiting`, payment);
    return ["paid"];
  },

  "take-payment"(
    db,
    prefix,
    now,
    [
      payment = "",
      method = "",
      rupiah = "",
      at = "",
      note = "",
      reference = "",
      youngMs = "",
      toldCredited = "",
      toldConsumed = "",
      toldWaiting = "",
    ],
  ) {
    const name = `${prefix}payment:${payment}`;
    const waiting = `${prefix}payments:waiting`;

    openBooks(db, prefix);
    tellOfTransfers(db, prefix, now);
    const known = db.hgetall(name);
    const made = db.hget(`${prefix}books:transfer:${creditId(payment)}`, "rupiah");
    if ((known["rupiah"] ?? made ?? rupiah) !== rupiah) return ["differs"];
    if (made !== null) {
      takeOffLists(db, prefix, payment);
      return ["again"];
    }
    if (known["state"] !== undefined) {
      if (known["state"] !== "waiting") db.zrem(waiting, payment);
      return ["again"];
    }
    db.zadd(waiting, now, payment);
    db.hset(name, { method, rupiah, at, note });

    const memory = db.hgetall(`${prefix}memory`);
    if (memory["identity"] !== db.identity()) {
      const before = memory["identity"] ?? db.hget(`${prefix}lease:engine`, "first");
      memory["since"] = before === db.identity() ? "0" : int(now);
      if (before !== null)
        db.hset(`${prefix}memory`, { identity: db.identity(), since: memory["since"] });
    }
    const isYoung = now - Number(memory["since"]) < Number(youngMs);

    const id = reference === "" ? db.hget(`${prefix}tickets:totals`, rupiah) : reference;
    const ticket = id === null ? {} : db.hgetall(`${prefix}ticket:${id}`);
    const isSum = rupiah === ticket["total"] || (reference !== "" && rupiah === ticket["amount"]);
    const paid = isPaid(db, prefix, id, ticket);
    if (
      id !== null &&
      isSum &&
      paid &&
      ticket["payment"] === `hand:${id}` &&
      (ticket["consumed"] ?? payment) === payment
    ) {
      db.hset(`${prefix}ticket:${id}`, { consumed: payment });
      owe(db, prefix, named(toldConsumed, { ticket: id, reseller: ticket["reseller"] ?? "" }), now);
      db.hset(name, { state: "consumed" });
      db.zrem(waiting, payment);
      return ["consumed", id];
    }
    const isOpen = isSum && !paid && ticket["ended"] === undefined && Number(ticket["ends"]) > now;
    if (id !== null && isOpen && remembered(db, prefix, ticket) && !isYoung) {
      const reseller = ticket["reseller"] ?? "";
      const money = { payment, method, reseller, rupiah, id, by: "" };
      credit(db, prefix, money, named(toldCredited, { ticket: id, reseller }), now);
      takeOffList(db, prefix, id, ticket);
      db.zrem(waiting, payment);
      return ["credited", id];
    }
    owe(db, prefix, toldWaiting, now);
    db.hset(name, { state: "waiting" });
    return ["waiting"];
  },

  "assign-payment"(
    db,
    prefix,
    now,
    [payment = "", reseller = "", wanted = "", by = "", notices = "", toldTicket = "", shown = ""],
  ) {
    openBooks(db, prefix);
    tellOfTransfers(db, prefix, now);
    const name = `${prefix}payment:${payment}`;
    const waiting = `${prefix}payments:waiting`;
    const known = db.hgetall(name);
    const rupiah = known["rupiah"];
    if (rupiah === undefined || (shown !== "" && shown !== rupiah)) return ["gone"];
    if (isCredited(db, prefix, payment)) {
      takeOffLists(db, prefix, payment);
      return ["before", "credited"];
    }
    const { state } = known;
    if (state === "consumed" || state === "ignored") {
      db.zrem(waiting, payment);
      return ["before", state];
    }
    if (reseller === "") {
      owe(db, prefix, notices, now);
      db.hset(name, { state: "ignored", by });
      db.zrem(waiting, payment);
      return ["ignored"];
    }
    const ticketId = wanted === "" ? (db.hget(`${prefix}tickets:totals`, rupiah) ?? "") : wanted;
    const ticket = ticketId === "" ? {} : db.hgetall(`${prefix}ticket:${ticketId}`);
    const isOther = ticket["reseller"] !== reseller || isPaid(db, prefix, ticketId, ticket);
    const id = isOther ? "" : ticketId;
    const told = id === "" ? notices : named(toldTicket, { ticket: id, reseller });
    const method = known["method"] ?? "";
    credit(db, prefix, { payment, method, reseller, rupiah, id, by }, told, now);
    if (id !== "") takeOffList(db, prefix, id, ticket);
    db.zrem(waiting, payment);
    return ["assigned"];
  },
};
