import assert from "node:assert/strict";
import { test } from "node:test";
import { createShownNotices } from "../../src/telling/shown.ts";
import { openPeople } from "../people/shop.ts";

test("the message of each chat that shows a notice is known for 31 days", async (context) => {
  const { redis, keys } = await openPeople(context);
  const shown = createShownNotices({ redis, keys });
  await shown.remember("access:8001", 9001, 17);
  await shown.remember("access:8001", 9002, 4);
  const found = [9001, 9002, 9003].map((chatId) => shown.find("access:8001", chatId));
  assert.deepEqual(await Promise.all(found), [17, 4, null]);
  assert.equal(await shown.find("access:8002", 9001), null);
  const days = (await redis.pttl(keys.shown("access:8001"))) / 86_400_000;
  assert.ok(days > 30.9 && days <= 31, `${days} days`);
});

test("a message that Redis does not keep is said not to be kept", async (context) => {
  const { redis, keys } = await openPeople(context);
  const shown = createShownNotices({ redis, keys });
  // A key of the wrong type, left by a hand.
  await redis.set(keys.shown("access:8001"), "left behind");
  await assert.rejects(shown.remember("access:8001", 9001, 17), /WRONGTYPE/);
});
