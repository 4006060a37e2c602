import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../story/until.ts";
import { openPost } from "./post.ts";
import { openSlowPost } from "./slow-post.ts";

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

test("no more than ten chats are written to at once", async (context) => {
  const { telegram, meet, owe, start } = await openPost(context);
  const chats = Array.from({ length: 12 }, (_, place) => meet(7_001 + place));
  for (const { id } of chats) {
    telegram.faults.add({ kind: "slow", delayMs: 500, method: "sendMessage", chatId: id });
    await owe(id, "slow");
  }
  start();
  const calls = await until(() => {
    const answered = telegram.calls.filter(({ method }) => method === "sendMessage");
    return answered.length === chats.length && answered;
  });
  const begun = calls.map(({ atMs }) => atMs).toSorted((a, b) => a - b);
  const ended = calls.map(({ atMs, durationMs }) => atMs + durationMs);
  assert.ok((begun[10] ?? 0) >= Math.min(...ended) - 5, "the eleventh waited for one to end");
});

test("a card that hangs holds up no other", async () => {
  const { order, start, passes, answers, timesOf } = openSlowPost();
  const never = new Promise<never>(() => undefined);
  answers(({ chatId }) => (chatId === 7_001 ? never : { kind: "sent", messageId: 1 }));
  await order(7_001);
  await passes(1_000);
  await order(7_002);
  start();
  await passes(2_000);
  assert.deepEqual([timesOf(7_001).length, timesOf(7_002).length], [1, 1]);
});
