import assert from "node:assert/strict";
import { test } from "node:test";
import { openShop } from "./shop.ts";
import { until } from "./until.ts";

test("more than 20 updates in 10 seconds are answered once and then ignored; others are not held up", async (context) => {
  const { budi, sari, stranger } = await openShop(context, {
    env: { MAX_UPDATES_PER_PERSON: "20" },
  });
  for (const hasty of [budi, stranger]) {
    for (let count = 1; count <= 30; count += 1) hasty.says("/help");
    await hasty.sees("Terlalu cepat");
    const answers = () => hasty.messages().filter(({ byBot }) => byBot);
    await until(() => answers().length >= 21);
    sari.says("/help");
    await sari.sees("Cara memesan");
    assert.equal(answers().length, 21);
    assert.equal(
      answers().filter(({ message }) => message.text?.startsWith("Terlalu cepat")).length,
      1,
    );
  }
});

test("blocking the bot and coming back is no hurry, however often", async (context) => {
  const { budi } = await openShop(context, { env: { MAX_UPDATES_PER_PERSON: "20" } });
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  for (let count = 1; count <= 15; count += 1) {
    budi.blocks();
    budi.unblocks();
  }
  budi.says("/help");
  await budi.sees("Cara memesan");
});

test("a flood of one person costs the others a few polls: it is dropped before anything is made of it", async (context) => {
  const { budi, sari, telegram, httpPort } = await openShop(context, {
    env: { MAX_UPDATES_PER_PERSON: "20" },
  });
  telegram.clearCalls();
  for (let count = 1; count <= 5_000; count += 1) telegram.sendText(budi.id, `banjir ${count}`);
  sari.says("/help");
  await sari.sees("Cara memesan", { timeoutMs: 20_000 });
  // 5,001 updates are 51 polls of a hundred; one more may have been waiting before the first came.
  const polls = telegram.calls.filter(({ method }) => method === "getUpdates").length;
  assert.ok(polls <= 52, `${polls} polls`);
  // The few that count are answered in their own time, in order.
  const answers = () => budi.messages().filter(({ byBot }) => byBot).length;
  await until(() => answers() >= 21);
  const response = await fetch(`http://127.0.0.1:${httpPort()}/metrics`);
  const handled = (kind: string) =>
    Number(RegExp(`update_seconds_count\\{kind="${kind}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
  const text = await response.text();
  assert.ok(handled("ignored") >= 4_950, `${handled("ignored")} ignored`);
  assert.ok(handled("message") <= 51, `${handled("message")} handled`);
});
