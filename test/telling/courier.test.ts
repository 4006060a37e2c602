import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../story/until.ts";
import { systemClock } from "../../src/clock.ts";
import { createTelegramClient } from "../../src/telegram/client.ts";
import { createMessenger } from "../../src/telling/messenger.ts";
import { notices } from "../../src/screens/notices/notices.ts";
import { rich } from "../../src/words/html.ts";
import { openPost } from "./post.ts";

test("chats whose message hangs hold up no other chat, however many more than places they are", async (context) => {
  const { telegram, meet, owe, start } = await openPost(context);
  const hanging = Array.from({ length: 25 }, (_, place) => meet(7_001 + place));
  const bystander = meet(8_001);
  for (const { id } of hanging) {
    telegram.faults.add({ kind: "slow", delayMs: 15_000, method: "sendMessage", chatId: id });
    await owe(id, "hangs");
  }
  await owe(8_001, "told");
  start();
  await bystander.sees("told", { timeoutMs: 12_000 });
  const told = hanging.filter((one) => one.messages().some(({ byBot }) => byBot));
  assert.deepEqual(told, [], "none of those that hang has ended");
});

test("a chat's notices come in order, and one that must wait is told by and by", async (context) => {
  const { telegram, meet, owe, start } = await openPost(context);
  const budi = meet(7_001);
  telegram.faults.add({
    kind: "too_many_requests",
    retryAfterS: 1,
    method: "sendMessage",
    chatId: 7_001,
  });
  for (const word of ["satu", "dua", "tiga"]) await owe(7_001, word);
  start();
  await until(() => budi.messages().filter(({ byBot }) => byBot).length === 3);
  const texts = budi.messages().filter(({ byBot }) => byBot);
  assert.deepEqual(
    texts.map(({ message }) => message.text?.split("\n").at(-1)),
    ["Catatan: satu", "Catatan: dua", "Catatan: tiga"],
  );
  const sends = telegram.calls.filter(({ method }) => method === "sendMessage");
  const [refused, next] = sends;
  assert.equal(refused?.status, 429);
  assert.ok(
    (next?.atMs ?? 0) - (refused?.atMs ?? 0) >= 990,
    "not before Telegram's second is over",
  );
});

test("Telegram's 429 is obeyed although Redis is full and cannot keep until when", async (context) => {
  const { telegram, meet, owe, start, redis } = await openPost(context, { ownRedis: true });
  meet(7_001);
  telegram.faults.add({
    kind: "too_many_requests",
    retryAfterS: 1,
    method: "sendMessage",
    chatId: 7_001,
    times: 2,
  });
  await owe(7_001, "told");
  await redis.config("SET", "maxmemory", "1");
  start();
  const sends = () => telegram.calls.filter(({ method }) => method === "sendMessage");
  await until(() => sends().length === 3);
  const apart = gaps(sends());
  assert.ok(
    apart.every((ms) => ms >= 990),
    `apart: ${apart.join(", ")} ms`,
  );
});

test("a card that Redis, being full, cannot take for drawn is not drawn again and again", async (context) => {
  const { telegram, meet, placeCard, start, redis } = await openPost(context, { ownRedis: true });
  meet(7_001);
  await placeCard(7_001);
  await redis.config("SET", "maxmemory", "1");
  start();
  const draws = () =>
    telegram.calls.filter(({ method }) => /^(sendMessage|editMessageText)$/.test(method));
  // The first finds no message to edit, and sends one.
  await until(() => draws().length >= 4);
  const [, sent, again] = draws();
  assert.ok((again?.atMs ?? 0) - (sent?.atMs ?? 0) >= 990, gaps(draws()).join(", "));
});

test("a card waits for its chat's message without asking Redis all the while", async (context) => {
  const { telegram, meet, owe, placeCard, start, redis } = await openPost(context, {
    ownRedis: true,
  });
  const budi = meet(7_001);
  telegram.faults.add({ kind: "slow", delayMs: 3_000, method: "sendMessage", chatId: 7_001 });
  await owe(7_001, "told");
  await placeCard(7_001);
  await redis.config("RESETSTAT");
  start();
  await budi.sees("told");
  const reads = /cmdstat_hgetall:calls=(\d+)/.exec(await redis.info("commandstats"))?.[1];
  assert.ok(Number(reads) < 40, `the order was read ${reads} times`);
});

const gaps = (calls: readonly { atMs: number }[]): number[] =>
  calls.slice(1).map(({ atMs }, place) => atMs - (calls[place]?.atMs ?? 0));

test("who has blocked the bot gets what is owed once they are back, and holds up nobody", async (context) => {
  const { meet, owe, start, outbox, redis, keys } = await openPost(context);
  const budi = meet(7_001);
  const sari = meet(7_002);
  budi.blocks();
  await owe(7_001, "untuk Budi");
  await owe(7_002, "untuk Sari");
  start();
  await sari.sees("untuk Sari");
  await until(async () => (await redis.sismember(keys.outboxShelved, "7001")) === 1);
  budi.unblocks();
  await outbox.unshelve(7_001);
  await budi.sees("untuk Budi");
});

test("a call that is not answered in time is unclear, for messages and for edits", async (context) => {
  const { telegram, meet } = await openPost(context);
  const { id } = meet(7_001);
  const { token, apiRoot } = telegram;
  const { plain } = createTelegramClient({ token, apiRoot, clock: systemClock });
  const messenger = createMessenger({ token, plain: { ...plain, timeoutSeconds: 1 } });
  telegram.faults.add({ kind: "slow", delayMs: 60_000, times: 2 });
  const screen = { text: rich`text`, keyboard: [] };
  const [sent, edited] = await Promise.all([
    messenger.send(id, screen),
    messenger.edit(id, 1, screen),
  ]);
  assert.deepEqual(sent, { kind: "unclear", why: "network" });
  assert.deepEqual(edited, { kind: "unclear", why: "network" });
});

test("a notice that the words fail on is put aside, and the others of its chat are told", async (context) => {
  const { meet, owe, start, refusedFor } = await openPost(context, {
    notices(due, ...rest) {
      if (due.some(({ notice }) => notice.kind === "alarm" && notice.detail?.detail === "odd"))
        throw new TypeError("a bug in the words");
      return notices(due, ...rest);
    },
  });
  const budi = meet(7_001);
  for (const word of ["satu", "odd", "tiga"]) await owe(7_001, word);
  start();
  await budi.sees("satu");
  await budi.sees("tiga");
  assert.deepEqual(refusedFor, ["no words for it"]);
});
