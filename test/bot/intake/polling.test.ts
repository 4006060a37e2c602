import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "../../../src/clock.ts";
import { person } from "../../person.ts";
import { until } from "../../story/until.ts";
import { service } from "../goods.ts";
import { openShop } from "../shop.ts";

test("a hundred chats that Telegram makes wait hold up nobody else", async (context) => {
  const waited = Promise.withResolvers<void>();
  context.after(() => waited.resolve());
  const { telegram, budi } = await openShop(context, [service("A", [])], {
    sleep: (ms, signal) => (ms === 14_000 ? waited.promise : systemClock.sleep(ms, signal)),
  });
  const waiting = Array.from({ length: 100 }, (_, place) =>
    person(telegram, { id: 8_100 + place, name: `Orang ${place}` }),
  );
  for (const { id } of waiting)
    telegram.faults.add({
      kind: "too_many_requests",
      retryAfterS: 14,
      method: "sendMessage",
      chatId: id,
    });
  for (const one of waiting) one.says("/start");
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  const answered = () => waiting.filter((one) => one.messages().some(({ byBot }) => byBot)).length;
  assert.equal(answered(), 0);
  waited.resolve();
  await until(() => answered() === waiting.length);
});

test("however often the bot starts anew while an update can neither be handled nor answered, it is not lost", async (context) => {
  const shop = await openShop(context, [service("A", [])], {
    sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 50), signal),
  });
  const { telegram, budi } = shop;
  telegram.faults.add({
    kind: "server_error",
    method: "sendMessage",
    chatId: budi.id,
    times: Infinity,
  });
  budi.says("/help");
  for (let time = 0; time < 5; time += 1) {
    await until(() => telegram.updates.pending().length === 0);
    await shop.restart();
  }
  telegram.faults.clear();
  await budi.sees("Cara memesan");
});

test("after a quiet week update numbers may start anew below: what comes is handled, what came before is not", async (context) => {
  const shop = await openShop(context, [service("A", [])]);
  const { telegram, budi } = shop;
  const says = async (text: string, answer: string) => {
    budi.says(text);
    const { update_id: updateId } = telegram.updates.pending().at(-1) ?? { update_id: 0 };
    await budi.sees(answer);
    return updateId;
  };
  const helps = () =>
    budi.messages().filter(({ byBot, message }) => byBot && message.text?.includes("Cara memesan"))
      .length;
  const first = await says("/help", "Cara memesan");
  await says("/start", "Mau pesan apa");
  assert.ok(first > 0);
  await shop.restart();

  const snapshot = telegram.snapshot();
  telegram.restore({ ...snapshot, updates: { nextId: first - 500, entries: [] } });
  await shop.restart();
  assert.equal(await says("/help", "Cara memesan"), first - 500);
  assert.equal(helps(), 2);
});

test("an update that comes again is not handled again, though others came between", async (context) => {
  const { telegram, budi } = await openShop(context, [service("A", [])]);
  const helps = () =>
    budi.messages().filter(({ byBot, message }) => byBot && message.text?.includes("Cara memesan"))
      .length;
  budi.says("/help");
  const again = telegram.updates.pending().at(-1)?.update_id ?? 0;
  await budi.sees("Cara memesan");
  for (let count = 0; count < 3; count += 1) {
    budi.says("/start");
    await budi.sees("Mau pesan apa");
  }
  telegram.updates.redeliver(again);
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  assert.equal(helps(), 1);
});

test("a session of version 0.1.0 knows its latest update still", async (context) => {
  const { telegram, budi, storeSession } = await openShop(context, [service("A", [])]);
  budi.says("/help");
  const again = telegram.updates.pending().at(-1)?.update_id ?? 0;
  await budi.sees("Cara memesan");
  // It is confirmed a moment after it was answered.
  await until(() => telegram.updates.pending().length === 0);
  await storeSession(budi.id, { v: 1, language: "id", name: "Budi", lastUpdate: again });
  telegram.updates.redeliver(again);
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  const helps = budi
    .messages()
    .filter(({ byBot, message }) => byBot && message.text?.includes("Cara memesan"));
  assert.equal(helps.length, 1);
});
