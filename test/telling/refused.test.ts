import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../story/until.ts";
import { openPost } from "./post.ts";

const hour = 3_600_000;
const quick = { keptMs: 60_000, shortestMs: 50, longestMs: 100, calmMs: 0 };

test("what Telegram refuses for a while is tried again by itself, and its neighbours do not wait for it", async (context) => {
  const { telegram, meet, owe, start, redis, keys, refusedFor } = await openPost(context, {
    refusals: quick,
    retryMs: 50,
  });
  const budi = meet(7001);
  const struck = telegram.faults.add({
    kind: "bad_request",
    reason: "for a while",
    method: "sendMessage",
    times: 3,
  });
  await owe(7001, "pertama");
  await owe(7001, "kedua");
  start();
  await budi.sees("pertama");
  await budi.sees("kedua");
  assert.equal(
    telegram.faults.list().some(({ id }) => id === struck),
    false,
  );
  // Told of once each, not at each try.
  assert.deepEqual(refusedFor, ["Bad Request: for a while", "Bad Request: for a while"]);
  await until(async () => (await redis.exists(keys.outboxRefused(7001))) === 0);
  assert.equal(await redis.llen(keys.deadLetters), 0);
});

test("a refused notice outlives the process and comes with the person's next update", async (context) => {
  const { telegram, meet, owe, start, outbox, redis, keys } = await openPost(context, {
    refusals: { ...quick, shortestMs: hour, longestMs: hour },
    retryMs: 50,
  });
  const operator = meet(9001);
  telegram.faults.add({ kind: "bad_request", reason: "for a while", chatId: 9001 });
  await owe(9001, "alarm yang ditolak");
  const first = start();
  await until(async () => (await redis.exists(keys.outboxRefused(9001))) === 1);
  await first.stop();
  start();
  await outbox.unshelve(9001);
  await operator.sees("alarm yang ditolak");
  await until(async () => (await redis.exists(keys.outboxRefused(9001))) === 0);
  assert.equal(await redis.sismember(keys.outboxShelved, "9001"), 0);
  assert.equal(await redis.zcard(keys.outboxAgain), 0);
});

test("each update brings it back, as long as it is refused", async (context) => {
  const { telegram, meet, owe, start, outbox, redis, keys } = await openPost(context, {
    refusals: { ...quick, shortestMs: hour, longestMs: hour },
  });
  const operator = meet(9001);
  const struck = telegram.faults.add({
    kind: "bad_request",
    reason: "still",
    chatId: 9001,
    times: Infinity,
  });
  await owe(9001, "alarm");
  start();
  const tried = () => telegram.calls.filter(({ method }) => method === "sendMessage").length;
  for (const times of [1, 2, 3]) {
    await until(() => tried() === times);
    await until(async () => (await redis.llen(keys.outbox(9001))) === 0);
    if (times === 3) telegram.faults.clear(struck);
    await outbox.unshelve(9001);
  }
  await operator.sees("alarm");
});

test("it lies as long as it was tried before, from 5 minutes to 6 hours, for two days; then it is a dead letter", async (context) => {
  const { openOutbox, owe, redis, keys, refusedFor } = await openPost(context);
  const outbox = openOutbox();
  const refuse = async () => {
    const [queued] = await outbox.peek(7001, 1);
    assert.ok(queued, "it is due again");
    await outbox.bury(7001, queued, "refused");
  };
  const refusedKey = keys.outboxRefused(7001);
  const lies = async () => (await redis.llen(keys.outbox(7001))) === 0;
  await owe(7001, "x");
  await refuse();
  const [raw = ""] = await redis.hkeys(refusedKey);
  /** As if it had been refused first and last so long ago. */
  const age = (firstMs: number, lastMs: number) =>
    redis.hset(refusedKey, raw, `${Date.now() - firstMs} ${Date.now() - lastMs}`);
  const comesBack = async () => {
    await redis.zadd(keys.outboxAgain, 0, "7001");
    await outbox.retryRefused(Date.now(), 10);
    return !(await lies());
  };

  const firstOf = (times: string | null) => times?.split(" ")[0];
  const minute = 60_000;
  const cases: readonly (readonly [number, number, boolean])[] = [
    [4.5 * minute, 4.5 * minute, false],
    [5.5 * minute, 5.5 * minute, true],
    // Tried for 20 minutes, it lies for 20.
    [39 * minute, 19 * minute, false],
    [41 * minute, 21 * minute, true],
    // However long it was tried, 6 hours are enough.
    [40 * hour, 5.9 * hour, false],
    [40 * hour, 6.1 * hour, true],
  ];
  for (const [firstMs, lastMs, back] of cases) {
    await age(firstMs, lastMs);
    assert.equal(await comesBack(), back, `${firstMs / minute} ${lastMs / minute}`);
    const before = await redis.hget(refusedKey, raw);
    if (back) await refuse();
    assert.equal(firstOf(await redis.hget(refusedKey, raw)), firstOf(before));
    assert.equal(await lies(), true);
  }

  // When it is looked at next is kept too, so that nobody looks in vain.
  await age(40 * hour, hour);
  await comesBack();
  const nextMs = Number(await redis.zscore(keys.outboxAgain, "7001")) - Date.now();
  assert.ok(nextMs > 4.9 * hour && nextMs < 5.1 * hour, `${nextMs}`);

  await age(47.9 * hour, 7 * hour);
  assert.equal(await comesBack(), true);
  await refuse();
  assert.equal(await redis.llen(keys.deadLetters), 0);
  assert.deepEqual(refusedFor, ["refused"]);
  await age(48.1 * hour, 7 * hour);
  assert.equal(await comesBack(), true);
  await refuse();
  assert.equal(await redis.llen(keys.deadLetters), 1);
  assert.deepEqual(refusedFor, ["refused", "refused"]);
  assert.equal(await redis.exists(refusedKey), 0);
});

test("of several that lie, a chat is looked at again when the first of them comes back", async (context) => {
  const { openOutbox, redis, keys } = await openPost(context);
  const nowMs = Date.now();
  const lain = { "7 h": 7 * hour, "1 h": hour, "2 h": 2 * hour, "3 h": 3 * hour };
  // Each was tried for long: it lies for six hours.
  for (const [notice, ms] of Object.entries(lain))
    await redis.hset(keys.outboxRefused(7001), notice, `${nowMs - 40 * hour} ${nowMs - ms}`);
  await redis.zadd(keys.outboxAgain, 0, "7001");
  await openOutbox().retryRefused(nowMs, 10);
  assert.deepEqual(await redis.lrange(keys.outbox(7001), 0, -1), ["7 h"]);
  assert.equal(Number(await redis.zscore(keys.outboxAgain, "7001")), nowMs + 3 * hour);
});

test("an update within 2 seconds of a refusal does not repeat it", async (context) => {
  const { outbox, owe, redis, keys } = await openPost(context);
  await owe(7001, "x");
  const [queued] = await outbox.peek(7001, 1);
  assert.ok(queued);
  await outbox.bury(7001, queued, "refused");
  await outbox.unshelve(7001);
  assert.equal(await redis.llen(keys.outbox(7001)), 0);
  await redis.hset(
    keys.outboxRefused(7001),
    queued.raw,
    `${Date.now() - 2_500} ${Date.now() - 2_500}`,
  );
  await outbox.unshelve(7001);
  assert.equal(await redis.llen(keys.outbox(7001)), 1);
});

test("a notice that cannot be read is a dead letter at once", async (context) => {
  const { outbox, redis, keys, refusedFor } = await openPost(context);
  await redis.rpush(keys.outbox(7001), '{"kind":"of another time"}');
  assert.deepEqual(await outbox.peek(7001, 10), []);
  assert.equal(await redis.llen(keys.deadLetters), 1);
  assert.equal(await redis.exists(keys.outboxRefused(7001)), 0);
  assert.deepEqual(refusedFor, ["unreadable"]);
});
