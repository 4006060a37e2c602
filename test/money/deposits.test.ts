import assert from "node:assert/strict";
import { test } from "node:test";
import { dayMs, openMoney } from "./counter.ts";

const payment = (id: string, amountRupiah: number) => ({
  id: `hook:${id}`,
  method: "hook" as const,
  amountRupiah,
  atMs: 1_790_000_000_000,
  note: "TRSF\tE-BANKING\nCR",
});

test("a ticket is open for its time, and its sum is its own for a week longer", async (context) => {
  const { deposits, redis, keys, rung, owed } = await openMoney(context);
  const opened = await deposits.open({ id: "T1", resellerId: 7001, amountRupiah: 100_000 });
  assert.ok(opened.kind === "opened");
  const { ticket } = opened;
  assert.equal(ticket.endsAtMs - ticket.openedAtMs, dayMs);
  assert.ok(ticket.totalRupiah > 100_000 && ticket.totalRupiah <= 100_999);
  const freeAtMs = Number(await redis.zscore(keys.ticketsReleased, String(ticket.totalRupiah)));
  assert.equal(freeAtMs - ticket.endsAtMs, 7 * dayMs);
  assert.equal(rung.owed, 1);
  assert.deepEqual(
    (await owed(9002)).map(({ kind, id }) => [kind, id]),
    [["ticket", "ticket:T1"]],
  );
  // The same press again is the same ticket, and news for nobody.
  const again = await deposits.open({ id: "T1", resellerId: 7001, amountRupiah: 100_000 });
  assert.deepEqual(again, opened);
  assert.equal(rung.owed, 1);
  // Cancelled, its sum is nobody else's all the same.
  assert.equal(await deposits.cancel("T1", 7002), "gone");
  assert.equal(await deposits.cancel("T1", 7001), "ended");
  assert.equal(rung.owed, 2);
  assert.equal(await deposits.cancel("T1", 7001), "before");
  assert.equal(rung.owed, 2);
  assert.equal(await redis.hget(keys.ticketTotals, String(ticket.totalRupiah)), "T1");
  // Once its week is over it is given away again.
  await redis.zadd(keys.ticketsReleased, 1, String(ticket.totalRupiah));
  await deposits.open({ id: "T2", resellerId: 7002, amountRupiah: 50_000 });
  assert.equal(await redis.hget(keys.ticketTotals, String(ticket.totalRupiah)), null);
});

test("five tickets of one reseller can be open; others are not held up, and one taken back makes room", async (context) => {
  const { deposits } = await openMoney(context);
  for (let number = 1; number <= 5; number += 1) {
    const { kind } = await deposits.open({
      id: `A${number}`,
      resellerId: 7001,
      amountRupiah: 20_000,
    });
    assert.equal(kind, "opened");
  }
  const sixth = { id: "A6", resellerId: 7001, amountRupiah: 20_000 };
  assert.equal((await deposits.open(sixth)).kind, "many");
  assert.equal((await deposits.open({ ...sixth, id: "B1", resellerId: 7002 })).kind, "opened");
  await deposits.cancel("A3", 7001);
  assert.equal((await deposits.open(sixth)).kind, "opened");
  assert.equal((await deposits.openOf(7001, 10)).length, 5);
});

test("990 tickets of one amount have 990 sums, none of them round; the next one is told that there is none", async (context) => {
  const { deposits } = await openMoney(context);
  const totals = new Set<number>();
  for (let number = 0; number < 990; number += 1) {
    const resellerId = 8_000 + Math.floor(number / 5);
    const one = await deposits.open({ id: `T${number}`, resellerId, amountRupiah: 100_000 });
    assert.ok(one.kind === "opened");
    totals.add(one.ticket.totalRupiah);
  }
  assert.equal(totals.size, 990);
  assert.ok([...totals].every((total) => total % 100 !== 0));
  assert.deepEqual([Math.min(...totals), Math.max(...totals)], [100_001, 100_999]);
  const next = { id: "T", resellerId: 7001, amountRupiah: 100_000 };
  assert.equal((await deposits.open(next)).kind, "full");
  assert.equal((await deposits.open({ ...next, amountRupiah: 101_000 })).kind, "opened");
});

test("who pays a round sum without a ticket pays nobody else's, whatever tickets others have opened", async (context) => {
  const { deposits, purses } = await openMoney(context);
  let opened = 0;
  for (let number = 0; number < 999; number += 1) {
    const resellerId = 8_000 + Math.floor(number / 5);
    const { kind } = await deposits.open({ id: `T${number}`, resellerId, amountRupiah: 99_400 });
    if (kind === "opened") opened += 1;
  }
  assert.equal(opened, 990);
  assert.equal(await deposits.take(payment("p1", 100_000)), "taken");
  const [waiting] = await deposits.waiting(10);
  assert.equal(waiting?.rupiah, 100_000);
  for (let resellerId = 8_000; resellerId < 8_200; resellerId += 1)
    assert.equal((await purses.read(resellerId)).balanceRupiah, 0);
});

test("64 bells at once for one payment make one credit; with another sum they are refused", async (context) => {
  const { deposits, purses, audit, rung, owed } = await openMoney(context);
  const opened = await deposits.open({ id: "T1", resellerId: 7001, amountRupiah: 100_000 });
  assert.ok(opened.kind === "opened");
  const { totalRupiah } = opened.ticket;
  const bells = Array.from({ length: 64 }, () => deposits.take(payment("p1", totalRupiah)));
  const outcomes = await Promise.all(bells);
  assert.equal(outcomes.filter((outcome) => outcome === "taken").length, 1);
  assert.equal(outcomes.filter((outcome) => outcome === "again").length, 63);
  assert.equal(rung.owed, 2);
  assert.equal(await deposits.take(payment("p1", totalRupiah + 1)), "differs");
  assert.equal((await purses.read(7001)).balanceRupiah, totalRupiah);
  assert.deepEqual(
    (await owed(7001)).map(({ kind, id }) => [kind, id]),
    [
      ["purse", "purse:deposit:hook:p1"],
      ["own-ticket", "own-ticket:T1:over"],
    ],
  );
  assert.deepEqual((await deposits.read("T1"))?.state, {
    name: "paid",
    rupiah: totalRupiah,
    operatorId: null,
  });
  const { faults, sumRupiah } = await audit();
  assert.deepEqual([faults, sumRupiah], [[], 0]);
});

test("two operators at once: one credits, the other is told; an assigned payment is gone from the list", async (context) => {
  const { deposits, purses, rung, owed } = await openMoney(context);
  const opened = await deposits.open({ id: "T1", resellerId: 7001, amountRupiah: 100_000 });
  assert.ok(opened.kind === "opened");
  const { ticket } = opened;
  const both = await Promise.all([
    deposits.pay(ticket, ticket.totalRupiah, 9001),
    deposits.pay(ticket, ticket.totalRupiah, 9002),
  ]);
  assert.deepEqual(both.toSorted(), ["before", "paid"]);
  assert.equal(await deposits.refuse(ticket, 9002), "paid");
  const another = await deposits.open({ id: "T2", resellerId: 7003, amountRupiah: 100_000 });
  assert.ok(another.kind === "opened");
  const decided = await Promise.all([
    deposits.pay(another.ticket, 90_000, 9001),
    deposits.refuse(another.ticket, 9002),
  ]);
  // Whoever came first, the other is told of that.
  const [said] = decided;
  assert.deepEqual(decided, [said, said]);
  assert.equal((await purses.read(7003)).balanceRupiah, said === "paid" ? 90_000 : 0);
  const before = rung.owed;
  await deposits.take(payment("p1", 77_777));
  assert.equal(rung.owed, before + 1);
  const [waiting] = await deposits.waiting(10);
  assert.ok(waiting);
  assert.deepEqual([waiting.rupiah, waiting.note], [77_777, "TRSF E-BANKING CR"]);
  const to = { resellerId: 7002, ticketId: null };
  // Another primary of Redis was told of another sum: what the operator was shown is not credited, nor the other told.
  const elsewhere = { ...waiting, rupiah: 78_777 };
  assert.equal(await deposits.assign(elsewhere, to, 9001), "gone");
  assert.equal((await purses.read(7002)).balanceRupiah, 0);
  const assigned = await Promise.all([
    deposits.assign(waiting, to, 9001),
    deposits.assign(waiting, { ...to, resellerId: 7001 }, 9002),
    deposits.assign(waiting, null, 9002),
  ]);
  assert.deepEqual(assigned.toSorted(), ["assigned", "before", "before"]);
  assert.equal(rung.owed, before + 2);
  assert.deepEqual(await deposits.waiting(10), []);
  assert.equal((await purses.read(7002)).balanceRupiah, 77_777);
  assert.equal(await deposits.assign({ id: "hook:none", rupiah: 1 }, to, 9001), "gone");
  const kinds = (await owed(9001)).map(({ kind }) => kind);
  assert.ok(kinds.includes("payment"));
});

test("after Redis came back with another memory nothing is credited by itself for a ticket's life", async (context) => {
  const { deposits, redis, keys, purses } = await openMoney(context);
  await deposits.take(payment("first", 1));
  await redis.hset(keys.memory, { identity: "another", since: "0" });
  const opened = await deposits.open({ id: "T1", resellerId: 7001, amountRupiah: 100_000 });
  assert.ok(opened.kind === "opened");
  await deposits.take(payment("p1", opened.ticket.totalRupiah));
  assert.equal((await purses.read(7001)).balanceRupiah, 0);
  assert.equal((await deposits.payment("hook:p1"))?.state.name, "waiting");
  // The memory is as old as a ticket's life: it is trusted again.
  await redis.hset(keys.memory, "since", String(Date.now() - dayMs - 1_000));
  const next = await deposits.open({ id: "T2", resellerId: 7001, amountRupiah: 50_000 });
  assert.ok(next.kind === "opened");
  await deposits.take(payment("p2", next.ticket.totalRupiah));
  assert.equal((await purses.read(7001)).balanceRupiah, next.ticket.totalRupiah);
});

test("in a Redis that was emptied a moment ago nothing is credited by itself, whoever comes first: the payment or who held the lease", async (context) => {
  const { deposits, redis, keys, leases, purses } = await openMoney(context);
  const { identity = "" } = await redis.hgetall(keys.lease("engine"));
  await redis.flushdb();
  const pays = async (id: string) => {
    const opened = await deposits.open({ id, resellerId: 7001, amountRupiah: 100_000 });
    assert.ok(opened.kind === "opened");
    await deposits.take(payment(id, opened.ticket.totalRupiah));
    return (await deposits.payment(`hook:${id}`))?.state.name;
  };
  assert.equal(await pays("T1"), "waiting");
  await leases.lease("engine", "one", dayMs);
  // As Redis had it before: emptied, it has another identity once it was started anew.
  await redis.hset(keys.lease("engine"), "first", `not ${identity}`);
  assert.equal(await pays("T2"), "waiting");
  assert.equal((await purses.read(7001)).balanceRupiah, 0);
});

test("a ticket whose payment was assigned to somebody else is not paid by it, and its own is credited", async (context) => {
  const { deposits, redis, keys, purses } = await openMoney(context);
  const opened = await deposits.open({ id: "T1", resellerId: 7001, amountRupiah: 100_000 });
  assert.ok(opened.kind === "opened");
  const { totalRupiah } = opened.ticket;
  await deposits.take(payment("stray", 123_456));
  // As a script leaves it that died before its transfer.
  await redis.hset(keys.ticket("T1"), "payment", "hook:stray");
  const stray = { id: "hook:stray", rupiah: 123_456 };
  assert.equal(
    await deposits.assign(stray, { resellerId: 7002, ticketId: null }, 9001),
    "assigned",
  );
  assert.deepEqual((await deposits.read("T1"))?.state, { name: "open" });
  await deposits.take(payment("own", totalRupiah));
  assert.equal((await deposits.read("T1"))?.state.name, "paid");
  assert.equal((await purses.read(7001)).balanceRupiah, totalRupiah);
  assert.equal((await purses.read(7002)).balanceRupiah, 123_456);
  assert.equal(await deposits.cancel("T1", 7001), "paid");
});

test("money that waits is what the operator's ✅ on its ticket is of: it is credited once, whichever button comes first", async (context) => {
  const { deposits, redis, keys, purses, owed } = await openMoney(context);
  const openTicket = async (id: string) => {
    const opened = await deposits.open({ id, resellerId: 7001, amountRupiah: 100_000 });
    assert.ok(opened.kind === "opened");
    return opened.ticket;
  };
  const balance = async () => (await purses.read(7001)).balanceRupiah;
  // As after a restart of Redis: nothing is credited by itself.
  await deposits.take(payment("first", 1));
  await redis.hset(keys.memory, { identity: "another", since: "0" });

  const one = await openTicket("T1");
  await deposits.take(payment("p1", one.totalRupiah));
  assert.equal(await balance(), 0);
  assert.equal(await deposits.pay(one, one.totalRupiah, 9001), "paid");
  assert.equal(await balance(), one.totalRupiah);
  const to = { resellerId: 7001, ticketId: "T1" };
  assert.equal(
    await deposits.assign({ id: "hook:p1", rupiah: one.totalRupiah }, to, 9002),
    "before",
  );
  assert.deepEqual(
    (await deposits.waiting(10)).map(({ id }) => id),
    ["hook:first"],
  );

  // Assigned to its reseller without a word about the ticket that has this very sum.
  const two = await openTicket("T2");
  await deposits.take(payment("p2", two.totalRupiah));
  const noTicket = { resellerId: 7001, ticketId: null };
  const waits = { id: "hook:p2", rupiah: two.totalRupiah };
  assert.equal(await deposits.assign(waits, noTicket, 9001), "assigned");
  assert.equal(await deposits.pay(two, two.totalRupiah, 9002), "before");
  assert.equal(await balance(), one.totalRupiah + two.totalRupiah);
  assert.equal((await deposits.openOf(7001, 10)).length, 0);

  // Of somebody else's ticket a sum says nothing.
  const three = await openTicket("T3");
  await deposits.take(payment("p3", three.totalRupiah));
  const other = { resellerId: 7002, ticketId: null };
  await deposits.assign({ id: "hook:p3", rupiah: three.totalRupiah }, other, 9001);
  assert.equal((await deposits.read("T3"))?.state.name, "open");

  await deposits.cancel("T3", 7001);
  // What an operator has left is nobody's, also where the script died that takes it off the list.
  const four = await openTicket("T4");
  await deposits.take(payment("p4", four.totalRupiah));
  await deposits.assign({ id: "hook:p4", rupiah: four.totalRupiah }, null, 9001);
  await redis.zadd(keys.paymentsWaiting, 1, "hook:p4");
  assert.equal(await deposits.pay(four, four.totalRupiah, 9001), "paid");
  assert.equal((await deposits.payment("hook:p4"))?.state.name, "ignored");

  const told = (await owed(7001)).filter(({ kind }) => kind === "purse");
  assert.deepEqual(
    told.map(({ id }) => id),
    ["purse:deposit:hook:p1", "purse:deposit:hook:p2", "purse:deposit:hand:T4"],
  );
  const changed = (await owed(7001)).filter(({ kind }) => kind === "own-ticket");
  assert.deepEqual(
    changed.map(({ id }) => id),
    ["own-ticket:T1:over", "own-ticket:T2:over", "own-ticket:T3:over", "own-ticket:T4:over"],
  );
});
