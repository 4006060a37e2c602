import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "../../src/clock.ts";
import { createBroadcaster } from "../../src/telling/broadcaster.ts";
import type { Sent } from "../../src/telling/messenger.ts";
import { createBells } from "../../src/bell.ts";
import { announcement } from "../../src/screens/notices/shop.ts";
import { until } from "../story/until.ts";
import { openPeople } from "../people/shop.ts";

/** A broadcast to people on a real Redis; `answer` is Telegram's, `due` whether a notice is. */
async function openBroadcast(
  context: Parameters<typeof openPeople>[0],
  recipients: readonly number[],
  options: { answer?(userId: number, time: number): Sent; due?(): boolean } = {},
) {
  const people = await openPeople(context);
  const sent: { userId: number; atMs: number }[] = [];
  const broadcaster = createBroadcaster({
    broadcasts: people.broadcasts,
    outbox: { due: async () => ({ chats: options.due?.() === true ? [7001] : [], cards: [] }) },
    messenger: {
      async send(userId) {
        sent.push({ userId, atMs: performance.now() });
        const time = sent.filter((one) => one.userId === userId).length;
        return options.answer?.(userId, time) ?? { kind: "sent", messageId: 1 };
      },
    },
    access: { roleOf: async (userId) => (userId === 666 ? "stranger" : "reseller") },
    clock: { ...systemClock, sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 60), signal) },
    log: people.log,
    languageOf: async () => "id",
    words: (what, language) => announcement(what, "Toko", language),
    bells: createBells(systemClock),
  });
  await people.broadcasts.start("b1", { kind: "message", text: "Halo" }, 9001, recipients);
  const run = () => {
    const stopping = new AbortController();
    const running = broadcaster.run({ signal: stopping.signal, nowMs: () => Date.now() });
    return async () => {
      stopping.abort();
      await running;
    };
  };
  const report = async () => (await people.owed(9001)).at(-1);
  return { ...people, sent, run, report };
}

test("one message to each, at most 20 a second, those who failed for now once more, and one report", async (context) => {
  const { broadcasts, sent, run, report, owed } = await openBroadcast(
    context,
    [1, 2, 3, 666, 4, 5],
    {
      answer(userId, time) {
        if (userId === 2) return { kind: "blocked" };
        if (userId === 3) return { kind: "refused", why: "no" };
        if (userId === 4 && time < 3) return { kind: "wait", ms: 1_000 };
        return userId === 5 ? { kind: "unclear", why: "network" } : { kind: "sent", messageId: 1 };
      },
    },
  );
  const stop = run();
  await until(report);
  await stop();
  assert.deepEqual(await report(), {
    kind: "broadcast-report",
    id: "broadcast:b1",
    reached: 2,
    blocked: 1,
    failed: 2,
  });
  assert.equal((await owed(9001)).length, 1);
  const times = (userId: number) => sent.filter((one) => one.userId === userId).length;
  assert.deepEqual([1, 2, 3, 4, 5, 666].map(times), [1, 1, 1, 3, 5, 0]);
  const [first, last] = [sent.at(0), sent.at(-1)];
  assert.ok(first && last);
  const paceMs = (last.atMs - first.atMs) / (sent.length - 1);
  assert.ok(paceMs > 45, `one in ${paceMs} ms`);
  assert.equal(
    await broadcasts.start("b1", { kind: "message", text: "Halo" }, 9001, [1]),
    "before",
  );
});

test("nothing leaves while a notice is due, and a new lease holder goes on where the last one stopped", async (context) => {
  let [due, looks] = [true, 0];
  const two = Promise.withResolvers<void>();
  const { sent, run, report } = await openBroadcast(context, [1, 2, 3, 4, 5, 6], {
    due() {
      looks += 1;
      return due;
    },
    answer(userId) {
      if (userId === 2) two.resolve();
      return { kind: "sent", messageId: 1 };
    },
  });
  const stop = run();
  // Each time it looks whether something is due, and sends nothing.
  await until(() => looks >= 5);
  assert.equal(sent.length, 0);
  due = false;
  await two.promise;
  await stop();
  assert.equal(sent.length, 2);
  const stopAgain = run();
  await until(report);
  await stopAgain();
  assert.deepEqual(
    sent.map(({ userId }) => userId),
    [1, 2, 3, 4, 5, 6],
  );
});
