import assert from "node:assert/strict";
import { test } from "node:test";
import { createChats, type Chats, type FormState } from "../../../src/bot/intake/chats.ts";
import { openPeople } from "../../people/shop.ts";

const monthS = 30 * 24 * 3_600;

const opened = async (chats: Chats) => {
  const chat = await chats.open(7001);
  assert.notEqual(chat, "busy");
  if (chat === "busy") throw new Error("never");
  return chat;
};
const form: FormState = { version: [0, 1], state: {} };
const changed: FormState = { version: [0, 2], state: {} };

test("an idle session and an open form are forgotten after 30 days, and each writing begins them anew", async (context) => {
  const { redis } = await openPeople(context);
  const chats = createChats(redis);
  for (let time = 0; time < 2; time += 1) {
    const chat = await opened(chats);
    chat.changeForm(form);
    assert.equal(await chat.write({ v: 1, language: "en" }), "written");
    const kept = await redis.keys("*{7001}");
    assert.equal(kept.length, 2);
    for (const key of kept) {
      const leftS = await redis.ttl(key);
      assert.ok(leftS > monthS - 10 && leftS <= monthS, `${key}: ${leftS} s`);
      await redis.expire(key, 60);
    }
  }
  const chat = await opened(chats);
  assert.deepEqual([chat.session, chat.form()], [{ v: 1, language: "en" }, form]);
  chat.changeForm(undefined);
  assert.equal(await chat.write({ v: 1, language: "id" }), "written");
  assert.deepEqual(await redis.keys("*{7001}"), ["session:{7001}"]);
});

test("what cannot be read of a chat counts as nothing stored, and is written over", async (context) => {
  const { redis } = await openPeople(context);
  const chats = createChats(redis);
  for (const text of ["{", "null", '"text"', '{"v":2}', '{"version":1}', "[]"]) {
    await redis.mset("session:{7001}", text, "conversation:{7001}", text);
    const chat = await opened(chats);
    assert.deepEqual([chat.session, chat.form()], [undefined, undefined], text);
    assert.equal(await chat.write({ v: 1 }), "written", text);
  }
});

test("of two who opened a chat only the first one writes, its form neither, and may go on writing", async (context) => {
  const { redis } = await openPeople(context);
  const chats = createChats(redis);
  const [first, second] = [await opened(chats), await opened(chats)];
  assert.equal(await first.write({ v: 1, handled: [1] }), "written");
  second.changeForm(form);
  assert.equal(await second.write({ v: 1, handled: [2] }), "stale");
  const now = await opened(chats);
  assert.deepEqual([now.session, now.form()], [{ v: 1, handled: [1] }, undefined]);
  assert.equal(await first.write({ v: 1, handled: [1, 3] }), "written");
});

test("who had the chat erased writes what is left of it; who opened it before does not", async (context) => {
  const { redis } = await openPeople(context);
  const chats = createChats(redis);
  assert.equal(await (await opened(chats)).write({ v: 1, name: "Budi" }), "written");
  const [eraser, other] = [await opened(chats), await opened(chats)];
  await redis.del("session:{7001}");
  assert.equal(await other.write({ v: 1, name: "Budi" }), "stale");
  eraser.erased();
  assert.equal(await eraser.write({ v: 1 }), "written");
});

test("a form that changes is never written without the session: the script may die at any command", async (context) => {
  const { redis } = await openPeople(context);
  const chats = createChats(redis);
  const chat = await opened(chats);
  chat.changeForm(form);
  await chat.write({ v: 1, handled: [1] });
  for (const forbidden of ["expire", "del"]) {
    const name = `without-${forbidden}`;
    await redis.call("ACL", "SETUSER", name, "on", "nopass", "~*", "+@all", `-${forbidden}`);
    context.after(() => redis.call("ACL", "DELUSER", name).catch(() => undefined));
    const limited = redis.duplicate({ username: name, password: "x" });
    context.after(() => limited.disconnect());
    await limited.connect();
    const dying = await opened(createChats(limited));
    dying.changeForm(forbidden === "del" ? undefined : changed);
    await assert.rejects(dying.write({ v: 1, handled: [1, 2], name: forbidden }), /NOPERM|ERR/);
    const now = await opened(chats);
    assert.equal(now.session?.name, forbidden);
    assert.deepEqual(now.form(), forbidden === "del" ? undefined : changed);
  }
});
