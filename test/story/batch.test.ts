import assert from "node:assert/strict";
import { test } from "node:test";
import { openShop } from "./shop.ts";
import { until } from "./until.ts";

const lines = ["TS5.081234567890", "TS10.081234567891", "ML86.12345678.1234"].join("\n");

test("five customers, one message, one ✅: each order is sent once, its result is pushed, and one card says how all stand", async (t) => {
  const shop = await openShop(t);
  const { budi } = shop;
  budi.says(lines);
  const card = await budi.sees("Cek 3 pesanan");
  await budi.presses("✅");
  const shown = () =>
    budi.messages().find(({ message }) => message.message_id === card.message.message_id)?.message
      .text ?? "";
  await until(() => (shown().match(/✅ Sukses/g) ?? []).length === 3);
  assert.match(shown(), /3 transaksi[^]*1\. TS5[^]*2\. TS10[^]*3\. ML86/);
  assert.equal(shop.orderRequests(), 3);
  await until(() => {
    const results = budi
      .messages()
      .filter(({ byBot, message }) => byBot && message.message_id > card.message.message_id)
      .map(({ message }) => message.text ?? "")
      .join("\n");
    return ["081234567890", "081234567891", "12345678"].every((number) => results.includes(number));
  });
});

test("a card of several that the reseller deleted comes anew, not with every step of its orders", async (t) => {
  const shop = await openShop(t, { upstream: { life: { waitingMs: 1_500, processMs: 150 } } });
  const { budi, telegram } = shop;
  budi.says(lines);
  const card = await budi.sees("Cek 3 pesanan");
  await budi.presses("✅");
  await budi.sees("3 transaksi");
  telegram.deleteMessage(budi.id, card.message.message_id);
  const cards = () =>
    budi.messages().filter(({ message }) => message.text?.startsWith("🧺 3 transaksi") === true);
  await until(() => cards().some(({ message }) => (message.text?.match(/✅/g) ?? []).length === 3));
  // The press that made the orders may have drawn one as well.
  assert.ok(cards().length <= 2, budi.screen());
});
