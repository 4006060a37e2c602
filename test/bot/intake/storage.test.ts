import assert from "node:assert/strict";
import { test } from "node:test";
import { conversationStorage, sessionStorage } from "../../../src/bot/intake/storage.ts";
import { openPeople } from "../../people/shop.ts";

const monthS = 30 * 24 * 3_600;

test("an idle session and an open form are forgotten after 30 days, and each writing begins them anew", async (context) => {
  const { redis } = await openPeople(context);
  const session = sessionStorage(redis);
  const form = conversationStorage(redis);
  for (let time = 0; time < 2; time += 1) {
    await session.write("{7001}", { v: 1, language: "en" });
    await form.write("{7001}", { version: [0, 1], state: {} });
    const kept = await redis.keys("*{7001}");
    assert.equal(kept.length, 2);
    for (const key of kept) {
      const leftS = await redis.ttl(key);
      assert.ok(leftS > monthS - 10 && leftS <= monthS, `${key}: ${leftS} s`);
      await redis.expire(key, 60);
    }
  }
  assert.equal((await session.read("{7001}"))?.language, "en");
  assert.ok(await form.read("{7001}"));
});
