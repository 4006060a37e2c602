import assert from "node:assert/strict";
import { test } from "node:test";
import { openPeople } from "./shop.ts";

const ani = { userId: 9001, name: "Ibu Ani" };
const joko = { userId: 9002, name: "Pak Joko" };
const dewi = { userId: 6001, name: "Dewi" };

test("of many decisions at once one counts, and everybody hears the same", async (context) => {
  const { requests, access, owed } = await openPeople(context);
  assert.deepEqual(await requests.ask(dewi), { kind: "asked" });
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      requests.decide(dewi.userId, index % 2 === 0 ? ani : joko, index % 3 === 0),
    ),
  );
  const decided = outcomes.flatMap((one) => (one.kind === "decided" ? [one] : []));
  assert.equal(decided.length, 10);
  assert.equal(decided.filter(({ before }) => !before).length, 1);
  assert.equal(new Set(decided.map(({ by, accepted }) => `${by.userId} ${accepted}`)).size, 1);
  const accepted = decided[0]?.accepted;
  assert.equal(await access.roleOf(dewi.userId), accepted === true ? "reseller" : "stranger");
  assert.equal((await owed(dewi.userId)).length, 1);
});

test("a decision on a request that is not there is none", async (context) => {
  const { requests, access } = await openPeople(context);
  assert.deepEqual(await requests.decide(6001, ani, true), { kind: "gone" });
  assert.equal(await access.roleOf(6001), "stranger");
});

test("who asks ten times at once is one request", async (context) => {
  const { requests, owed } = await openPeople(context);
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => requests.ask(dewi)));
  assert.equal(outcomes.filter(({ kind }) => kind === "asked").length, 1);
  assert.equal((await owed(9001)).length, 1);
});

test("the refusal ends after a day, by Redis's own clock", async (context) => {
  const { requests, redis, keys } = await openPeople(context);
  await requests.ask(dewi);
  await requests.decide(dewi.userId, ani, false);
  const leftMs = await redis.pttl(keys.request(dewi.userId));
  assert.ok(leftMs > 86_390_000 && leftMs <= 86_400_000, String(leftMs));
  assert.equal((await requests.ask(dewi)).kind, "refused");
  await redis.pexpire(keys.request(dewi.userId), 0);
  // A day later they are none of this hour's any more.
  await redis.zadd(keys.requests, "1", String(dewi.userId));
  assert.equal((await requests.ask(dewi)).kind, "asked");
});

test("an operator's word outlives the settings; operators cannot be removed", async (context) => {
  const { roster, access, owed } = await openPeople(context);
  assert.equal(await roster.enrol(7001, "out", ani), "changed");
  assert.equal(await roster.enrol(7001, "out", joko), "same");
  assert.equal(await access.roleOf(7001), "stranger");
  assert.equal(await access.roleOf(7002), "reseller");
  assert.deepEqual(await roster.resellerIds(), [7002]);
  assert.equal((await owed(7001)).length, 1);
  assert.equal(await roster.enrol(7001, "in", joko), "changed");
  assert.equal(await access.roleOf(7001), "reseller");
  assert.equal((await roster.read(7001))?.entry?.operatorId, 9002);
  assert.equal(await roster.read(9001), null);
  await roster.enrol(9001, "out", joko);
  assert.equal(await access.roleOf(9001), "operator");
});
