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
