import assert from "node:assert/strict";
import { test } from "node:test";
import type { Update } from "grammy/types";
import { createInHand } from "../../../src/bot/intake/in-hand.ts";
import { openPeople } from "../../people/shop.ts";

const update = (id: number): Update => ({ update_id: id });

test("what was kept and not done is handed to whoever comes next, oldest first", async (context) => {
  const inHand = createInHand(await openPeople(context));
  await inHand.keep([update(12), update(9), update(10)], []);
  await inHand.keep([update(13)], [9]);
  assert.deepEqual(await inHand.takeOver(), {
    left: [update(10), update(12), update(13)],
    dropped: [],
  });
});

test("what was begun three times by processes that died is dropped, and so is what cannot be read", async (context) => {
  const shop = await openPeople(context);
  const inHand = createInHand(shop);
  await inHand.keep([update(9)], []);
  for (let time = 1; time < 3; time += 1) assert.equal((await inHand.takeOver()).left.length, 1);
  await shop.redis.hset(shop.keys.updatesInHand, "10", "{");
  assert.deepEqual(await inHand.takeOver(), { left: [], dropped: [9, 10] });
  assert.deepEqual(await inHand.takeOver(), { left: [], dropped: [] });
});

test("a process that lives and gives an update back counts for none that died with it", async (context) => {
  const inHand = createInHand(await openPeople(context));
  await inHand.keep([update(9), update(10)], []);
  for (let time = 1; time < 5; time += 1) {
    await inHand.giveBack([9, 11]);
    const { left, dropped } = await inHand.takeOver();
    assert.deepEqual(left, time < 3 ? [update(9), update(10)] : [update(9)]);
    assert.deepEqual(dropped, time === 3 ? [10] : []);
  }
});

test("what could not be given back is not said to be", async (context) => {
  const { redis, keys } = await openPeople(context);
  const inHand = createInHand({ redis, keys });
  await redis.set(keys.updatesInHand, "left by a hand");
  await assert.rejects(inHand.giveBack([9]), /WRONGTYPE/);
});
