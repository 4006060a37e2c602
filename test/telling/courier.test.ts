import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../story/until.ts";
import { systemClock } from "../../src/clock.ts";
import { createTelegramClient } from "../../src/telegram/client.ts";
import { createMessenger } from "../../src/telling/messenger.ts";
import { notices } from "../../src/screens/notices/notices.ts";
import { rich } from "../../src/words/html.ts";
import { simulatedWords } from "../simulation/telegram.ts";
import { openPost } from "./post.ts";
import { openSlowPost } from "./slow-post.ts";

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

test("what was put off by a clock that was ahead by hours is told at once when it is set back, and by whoever begins", async (context) => {
  const { meet, owe, redis, keys, start } = await openPost(context);
  const hoursMs = 7 * 3_600_000;
  let aheadMs = hoursMs;
  const budi = meet(7_001);
  const sari = meet(7_002);
  const told = (who: typeof budi) => who.messages().some(({ byBot }) => byBot);
  await owe(7_001, "sebelum mulai");
  await redis.zadd(keys.outboxDue, Date.now() + 2 * hoursMs, "7001");
  start(systemClock, () => Date.now() + aheadMs);
  await until(() => told(budi));
  await redis.zadd(keys.outboxDue, Date.now() + hoursMs + 60_000, "7002");
  await owe(7_002, "sebelum jam mundur");
  await redis.zscore(keys.outboxDue, "7002");
  assert.equal(told(sari), false);
  aheadMs = 0;
  await until(() => told(sari));
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

test("what Telegram makes wait is sent as soon as that is over", async () => {
  const { owe, start, passes, answers, timesOf, told } = openSlowPost();
  answers(() => (told.length === 1 ? { kind: "wait", ms: 2_000 } : { kind: "sent", messageId: 1 }));
  await owe(7_001);
  start();
  await passes(10_000);
  assert.deepEqual(timesOf(7_001), [0, 2_000]);
});

test("what Telegram refused is looked for every half minute, and tried again on the first look after its time", async () => {
  const { owe, start, passes, answers, timesOf, told } = openSlowPost();
  answers(() =>
    told.length === 1 ? { kind: "refused", why: "for a while" } : { kind: "sent", messageId: 1 },
  );
  start();
  await passes(5_000);
  await owe(7_001);
  await passes(340_000);
  assert.deepEqual(timesOf(7_001), [6_000, 330_000]);
});

test("how long the chat waits that was first tried in vain is known, until it is told or the term ends", async () => {
  const { courier, owe, start, passes, answers, timesOf } = openSlowPost();
  const failing = new Set([7_001, 7_002]);
  answers(({ chatId }) =>
    failing.has(chatId) ? { kind: "unclear", why: "network" } : { kind: "sent", messageId: 1 },
  );
  assert.equal(courier.delayedMs(), 0);
  await owe(7_001);
  await owe(7_003);
  const stop = start();
  await passes(4_000);
  await owe(7_002);
  await passes(8_000);
  assert.equal(courier.delayedMs(), 12_000);
  failing.delete(7_001);
  await passes(4_000);
  // After one, two, four and eight seconds.
  assert.deepEqual(timesOf(7_001), [0, 1_000, 3_000, 7_000, 15_000]);
  assert.ok(courier.delayedMs() >= 11_000 && courier.delayedMs() <= 12_000, "the other one's");
  stop();
  await passes(30_000);
  assert.equal(courier.delayedMs(), 0);
});

test("what a term let rest after an error the next one begins at once", async () => {
  let broken = true;
  const { owe, start, passes, timesOf } = openSlowPost({
    languageOf: () => (broken ? Promise.reject(new Error("LOADING")) : Promise.resolve("id")),
  });
  await owe(7_001);
  const stop = start();
  await passes(10);
  stop();
  await passes(10);
  broken = false;
  start();
  await passes(100);
  assert.deepEqual(timesOf(7_001), [20]);
});

test("what comes due later is begun a quarter of a second after its time at most, what nobody woke the courier for within a second", async () => {
  const { order, owe, start, passes, timesOf } = openSlowPost();
  start();
  await passes(1_900);
  await order(7_001);
  await passes(2_000);
  const [drawnAtMs = Infinity] = timesOf(7_001);
  // Due 700 ms after it was confirmed, which the look at 2,000 ms sees to come.
  assert.ok(drawnAtMs >= 2_600 && drawnAtMs <= 2_870, `${drawnAtMs} ms`);
  await owe(7_002);
  await passes(1_010);
  assert.equal(timesOf(7_002).length, 1);
});

test("results that follow one another within five seconds share a message; nothing else makes one wait", async () => {
  const { order, owe, start, passes, timesOf } = openSlowPost();
  const [one, two] = [await order(7_001), await order(7_001)];
  start();
  // Their cards.
  await passes(1_000);
  const before = timesOf(7_001).length;
  await owe(7_001);
  await owe(7_001, { kind: "result", id: "r1", orderId: one });
  await passes(2_000);
  await owe(7_001, { kind: "result", id: "r2", orderId: two });
  await passes(10_000);
  const [alarm = 0, first = 0, second = 0, ...more] = timesOf(7_001).slice(before);
  assert.deepEqual([first - alarm, second - first, more], [0, 5_000, []]);
});

test("what is told of one order answers its card, in its own chat; operators read the names of people in it", async () => {
  const named: Record<string, string[]> = {};
  const { order, owe, start, passes, told } = openSlowPost({
    namesOf: async (ids) => new Map(ids.map((id) => [id, `Orang ${id}`])),
    words: {
      ...simulatedWords,
      notices(due) {
        for (const { notice, names } of due) named[notice.id] = [...(names?.values() ?? [])];
        return simulatedWords.notices(due);
      },
    },
  });
  const orderId = await order(7_001);
  start();
  await passes(1_000);
  told.length = 0;
  const alarm = { kind: "alarm", alarm: "correction", detail: null } as const;
  await owe(7_001, { kind: "result", id: "result", orderId });
  await owe(9_001, { ...alarm, id: "alarm", orderId });
  await owe(9_002, { kind: "review", id: "review", orderId });
  await owe(9_003, { ...alarm, id: "of no order" });
  await passes(1_000);
  assert.deepEqual(
    told.toSorted((a, b) => a.chatId - b.chatId).map(({ chatId, replyTo }) => [chatId, replyTo]),
    [
      [7_001, 1],
      [9_001, null],
      [9_002, null],
      [9_003, null],
    ],
  );
  assert.deepEqual(named, {
    result: [],
    alarm: ["Orang 7001"],
    review: ["Orang 7001"],
    "of no order": [],
  });
});
