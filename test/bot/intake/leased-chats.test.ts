import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { systemClock, systemRng } from "../../../src/clock.ts";
import type { ChatRedis, OpenChat } from "../../../src/bot/intake/chats.ts";
import { createChats } from "../../../src/bot/intake/chats.ts";
import { createLeasedChats } from "../../../src/bot/intake/leased-chats.ts";
import { createHandClock } from "../../hand-clock.ts";
import { openPeople } from "../../people/shop.ts";
import { until } from "../../story/until.ts";

const lease = "chat-lease:{7001}";

const leaseMs = 60_000;

async function openTwo(context: TestContext, { waitMs = 0, clock = systemClock } = {}) {
  const left: OpenChat[] = [];
  context.after(() => Promise.all(left.map((chat) => chat.close())));
  const { redis, log } = await openPeople(context);
  const process = (on: ChatRedis = redis) =>
    createLeasedChats({ redis: on, clock, rng: systemRng, log, leaseMs, waitMs });
  /** Closed at the latest when the test ends. */
  async function opened(opening: Promise<OpenChat | "busy">): Promise<OpenChat> {
    const chat = await opening;
    assert.ok(chat !== "busy");
    left.push(chat);
    return chat;
  }
  return { redis, process, one: process(), other: process(), polling: createChats(redis), opened };
}

test("while one works on a chat another is told that it is busy; on other chats both work", async (context) => {
  const { one, other, opened } = await openTwo(context);
  const chat = await opened(one.open(7001));
  assert.equal(await other.open(7001), "busy");
  await opened(other.open(7002));
  await chat.close();
  await opened(other.open(7001));
});

test("who waits for a chat has it as soon as it is let go, and finds what was written", async (context) => {
  const { one, other, opened } = await openTwo(context, { waitMs: 10_000 });
  const chat = await opened(one.open(7001));
  const waiting = other.open(7001);
  assert.equal(await chat.write({ v: 1, handled: [5] }), "written");
  await chat.close();
  assert.deepEqual((await opened(waiting)).session, { v: 1, handled: [5] });
});

test("who slept past the lease writes nothing, whether somebody has the chat by now or had it", async (context) => {
  const { redis, one, other, opened } = await openTwo(context);
  const slept = await opened(one.open(7001));
  await redis.del(lease);
  assert.equal(await slept.write({ v: 1, handled: [1] }), "stale", "it ran out");
  const next = await opened(other.open(7001));
  assert.equal(await slept.write({ v: 1, handled: [1] }), "stale", "another has it");
  await slept.close();
  assert.equal(
    await next.write({ v: 1, handled: [2] }),
    "written",
    "closing let go of nobody else's",
  );
  await next.close();
  assert.equal(await slept.write({ v: 1, handled: [1] }), "stale", "another had it");
});

test("a lease is renewed while its update is handled, and runs out where its process does not come back", async (context) => {
  const clock = createHandClock();
  const { redis, one, opened } = await openTwo(context, { clock });
  const chat = await opened(one.open(7001));
  const mark = await redis.get(lease);
  // Renewed three times, it has outlived the first lease.
  for (let renewed = 0; renewed < 3; renewed += 1) {
    await redis.pexpire(lease, (leaseMs * 2) / 3);
    await clock.pass(leaseMs / 3);
    await until(async () => (await redis.pttl(lease)) > (leaseMs * 2) / 3);
  }
  assert.equal(await redis.get(lease), mark);
  await chat.close();
  assert.equal(await redis.exists(lease), 0);
});

test("one that polls writes nothing on a chat that is leased, while both are running in a change from one to the other", async (context) => {
  const { one, polling, opened } = await openTwo(context);
  const polled = await opened(polling.open(7001));
  const chat = await opened(one.open(7001));
  assert.equal(await polled.write({ v: 1, handled: [1] }), "stale");
  assert.equal(await chat.write({ v: 1, handled: [2] }), "written");
  await chat.close();
  assert.equal(await polled.write({ v: 1, handled: [1] }), "stale");
});

test("a process that did not hear that it has a chat, or could not let it go, is not locked out by itself", async (context) => {
  const { redis, process, other, opened } = await openTwo(context);
  let answers: "heard" | "lost" | "not carried out" = "heard";
  const run = async (carryOut: () => Promise<unknown>) => {
    const outcome = answers === "not carried out" ? null : await carryOut();
    if (answers !== "heard") throw new Error("Connection is closed.");
    return outcome;
  };
  const one = process({
    mget: (...keys) => redis.mget(...keys),
    evalsha: (...script) => run(() => redis.evalsha(...script)),
    eval: (...script) => run(() => redis.eval(...script)),
  });
  await (await opened(one.open(7001))).close();
  answers = "lost";
  await assert.rejects(one.open(7001));
  answers = "heard";
  const chat = await opened(one.open(7001));
  answers = "not carried out";
  await chat.close();
  answers = "heard";
  const next = await opened(one.open(7001));
  assert.equal(await other.open(7001), "busy");
  assert.equal(await next.write({ v: 1, handled: [1] }), "written");
});
