import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { Notice } from "../../../src/orders/state/notice.ts";
import { createOutbox } from "../../../src/orders/store/outbox.ts";
import { createOrderStore } from "../../../src/orders/store/store.ts";
import { openPeople } from "../../people/shop.ts";

const hourMs = 3_600_000;
const chatId = 9_001;

/** What Telegram refuses is tried again after an hour; `keptMs`: for how long. */
async function openRefused(context: TestContext, keptMs: number) {
  const { redis, keys, orderRedis, log } = await openPeople(context);
  const store = createOrderStore({ redis: orderRedis, keys });
  const outbox = createOutbox({
    redis: orderRedis,
    keys,
    log,
    refusals: { keptMs, shortestMs: hourMs, longestMs: hourMs, calmMs: 0 },
  });
  let count = 0;
  return {
    redis,
    keys,
    nowMs: store.nowMs,
    /** One more notice that is refused. */
    async refuse() {
      count += 1;
      const notice: Notice = {
        kind: "alarm",
        id: `a${count}`,
        alarm: "unexplained-transaction",
        detail: null,
      };
      await store.owe([{ chatId, notice }]);
      const [queued] = await outbox.peek(chatId, 1);
      assert.ok(queued);
      await outbox.bury(chatId, queued, `why ${count}`);
    },
  };
}

test("of dead letters the latest thousand are kept", async (context) => {
  const { refuse, redis, keys } = await openRefused(context, 0);
  await redis.lpush(keys.deadLetters, ...Array.from({ length: 999 }, (_, place) => `old ${place}`));
  for (let time = 0; time < 2; time += 1) await refuse();
  assert.equal(await redis.llen(keys.deadLetters), 1_000);
  const ends = [await redis.lindex(keys.deadLetters, 0), await redis.lindex(keys.deadLetters, -1)];
  assert.match(String(ends[0]), /why 2/);
  assert.equal(ends[1], "old 1", "the oldest has gone");
});

test("a chat that is tried again soon is not tried later for what is refused meanwhile", async (context) => {
  const { refuse, redis, keys, nowMs } = await openRefused(context, 24 * hourMs);
  const againMs = async () => Number(await redis.zscore(keys.outboxAgain, chatId));
  const beforeMs = await nowMs();
  await refuse();
  assert.ok(
    (await againMs()) >= beforeMs + hourMs && (await againMs()) <= (await nowMs()) + hourMs,
  );
  const soonMs = (await nowMs()) + 1_000;
  await redis.zadd(keys.outboxAgain, soonMs, chatId);
  await refuse();
  assert.equal(await againMs(), soonMs);
  await redis.zadd(keys.outboxAgain, soonMs + 24 * hourMs, chatId);
  await refuse();
  assert.ok((await againMs()) <= (await nowMs()) + hourMs, "what is refused now waits an hour");
});
