import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { openPeople } from "./shop.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const ani = { userId: 9001, name: "Ibu Ani" };
const dewi = { userId: 6001, name: "Dewi" };

test("thirty strangers an hour may ask; another when the first of them asked an hour ago", async (context) => {
  const { requests, redis, keys } = await openPeople(context);
  for (let count = 0; count < 30; count += 1)
    assert.equal((await requests.ask({ userId: 6100 + count, name: "X" })).kind, "asked");
  const askedBefore = (ms: number) => redis.zadd(keys.requests, Date.now() - ms, "6100");
  assert.equal((await requests.ask(dewi)).kind, "busy");
  await askedBefore(hourMs - 60_000);
  assert.equal((await requests.ask(dewi)).kind, "busy");
  await askedBefore(hourMs + 60_000);
  assert.equal((await requests.ask(dewi)).kind, "asked");
});

test("a request waits thirty days for a decision; who was accepted is remembered as long", async (context) => {
  const { requests, roster, redis, keys } = await openPeople(context);
  const leftMs = () => redis.pttl(keys.request(dewi.userId));
  const isMonth = (ms: number) => ms > 30 * dayMs - 10_000 && ms <= 30 * dayMs;
  await requests.ask(dewi);
  assert.ok(isMonth(await leftMs()), String(await leftMs()));
  await redis.pexpire(keys.request(dewi.userId), hourMs);
  await requests.decide(dewi.userId, ani, true);
  assert.equal(await roster.nameOf(dewi.userId), "Dewi");
  assert.ok(isMonth(await leftMs()), String(await leftMs()));
  const again = await requests.decide(dewi.userId, { userId: 9002, name: "Joko" }, false);
  assert.deepEqual(again, {
    kind: "decided",
    before: true,
    accepted: true,
    by: ani,
    name: "Dewi",
  });
});

test("who was refused reads until when, and so does who was removed: a day", async (context) => {
  const { requests, roster, access } = await openPeople(context);
  await requests.ask(dewi);
  await requests.decide(dewi.userId, ani, false);
  assert.equal(await access.roleOf(dewi.userId), "stranger");
  await roster.enrol(7001, "out", ani);
  for (const userId of [dewi.userId, 7001]) {
    const outcome = await requests.ask({ userId, name: "X" });
    assert.equal(outcome.kind, "refused");
    const leftMs = outcome.kind === "refused" ? outcome.untilMs - Date.now() : 0;
    assert.ok(leftMs > dayMs - 10_000 && leftMs <= dayMs + 1_000, String(leftMs));
  }
  // Restored, they need not ask; removed again, they cannot.
  await roster.enrol(7001, "in", ani);
  assert.equal((await roster.read(7001))?.in, true);
});

test("the person and the other operators are told of a decision, the one who decided is not", async (context) => {
  const { requests, owed, rung } = await openPeople(context);
  await requests.ask(dewi);
  await requests.ask(dewi);
  assert.equal(rung.owed, 1, "only who is asked anew has something to be told");
  await requests.decide(dewi.userId, ani, false);
  await requests.decide(dewi.userId, ani, false);
  assert.equal(rung.owed, 2);
  const kinds = async (chatId: number) =>
    (await owed(chatId)).map((notice) =>
      typeof notice === "object" && notice !== null && "kind" in notice ? notice.kind : null,
    );
  assert.deepEqual(await kinds(dewi.userId), ["access"]);
  assert.deepEqual(await kinds(9001), ["request"]);
  assert.deepEqual(await kinds(9002), ["request", "request-decided"]);
  const asked = z.object({ id: z.string() }).parse((await owed(9002))[0]);
  const decided = z.object({ edits: z.string() }).parse((await owed(9002))[1]);
  assert.equal(decided.edits, asked.id, "the message that asked is the one that changes");
});
