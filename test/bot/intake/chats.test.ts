import assert from "node:assert/strict";
import { test } from "node:test";
import { createChats } from "../../../src/bot/intake/chats.ts";
import { openPeople } from "../../people/shop.ts";

const monthS = 30 * 24 * 3_600;

test("an idle session and an open form are forgotten after 30 days, and each writing begins them anew", async (context) => {
  const { redis } = await openPeople(context);
  const chats = createChats(redis);
  for (let time = 0; time < 2; time += 1) {
    await chats.writeSession(7001, { v: 1, language: "en" });
    await chats.writeForm(7001, { version: [0, 1], state: {} });
    const kept = await redis.keys("*{7001}");
    assert.equal(kept.length, 2);
    for (const key of kept) {
      const leftS = await redis.ttl(key);
      assert.ok(leftS > monthS - 10 && leftS <= monthS, `${key}: ${leftS} s`);
      await redis.expire(key, 60);
    }
  }
  assert.deepEqual(await chats.read(7001), {
    session: { v: 1, language: "en" },
    form: { version: [0, 1], state: {} },
  });
  await chats.dropForm(7001);
  assert.equal((await chats.read(7001)).form, undefined);
  assert.ok((await chats.read(7001)).session);
});

test("what cannot be read of a chat counts as nothing stored", async (context) => {
  const { redis } = await openPeople(context);
  const chats = createChats(redis);
  for (const text of ["{", "null", '"text"', '{"v":2}', '{"version":1}', "[]"]) {
    await redis.mset("session:{7001}", text, "conversation:{7001}", text);
    assert.deepEqual(await chats.read(7001), { session: undefined, form: undefined }, text);
  }
});
