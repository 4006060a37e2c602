import assert from "node:assert/strict";
import { test } from "node:test";
import { openShop } from "./shop.ts";
import { until } from "./until.ts";

test("more than 20 updates in 10 seconds are answered once and then ignored; others are not held up", async (context) => {
  const { budi, sari, stranger } = await openShop(context, { env: { MAX_UPDATES_IN_10S: "20" } });
  for (const hasty of [budi, stranger]) {
    for (let count = 1; count <= 30; count += 1) hasty.says("/help");
    await hasty.sees("Terlalu cepat");
    sari.says("/help");
    await sari.sees("Cara memesan");
    const answers = hasty.messages().filter(({ byBot }) => byBot);
    assert.equal(answers.length, 21);
    assert.equal(answers.filter(({ message }) => message.text?.startsWith("Terlalu cepat")).length, 1);
  }
});

test("who was ignored is heard again when the window has passed", { timeout: 30_000 }, async (context) => {
  const { budi } = await openShop(context, { env: { MAX_UPDATES_IN_10S: "5" } });
  for (let count = 1; count <= 8; count += 1) budi.says("/help");
  await budi.sees("Terlalu cepat");
  await new Promise((resolve) => setTimeout(resolve, 9_900));
  await until(async () => {
    budi.says("/order");
    return budi.sees("Pilih kategori", { timeoutMs: 300 }).then(() => true, () => false);
  });
});
