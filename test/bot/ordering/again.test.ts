import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonsOf } from "../../../sandbox/telegram/people/presses.ts";
import type { Service } from "../../../src/catalogue/service.ts";
import { orderIdSchema } from "../../../src/orders/state/order.ts";
import { result, results } from "../../../src/screens/notices/orders.ts";
import { noNames } from "../../../src/words/person.ts";
import { wordsIn } from "../../../src/words/dictionary.ts";
import { everyState, noon, orderIn } from "../../words/sample-orders.ts";
import { input, pulsa, service } from "../goods.ts";
import { openShop } from "../shop.ts";
import { bought, repeats } from "./bought.ts";
import { fails, succeeds } from "../ordered.ts";

const number = "081234567890";

test("🔁 on a finished order's card: the same thing at today's price in a new message, two taps and nothing typed", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi, orders } = shop;
  for (const [states, label, number] of [
    [succeeds(5_475), "✅ Pesan lagi Rp6.000", "081234567890"],
    [fails, "✅ Pesan Rp6.000", "081234567891"],
  ] as const) {
    shop.sell([pulsa]);
    const order = await bought(shop, budi, pulsa, [number], states);
    const before = (await orders(budi.id)).length;
    shop.sell([{ ...pulsa, costRupiah: 6_000 }]);
    budi.says(`/status ${order.id}`);
    const card = await budi.sees("No. transaksi");
    await budi.presses("🔁");
    const fresh = await budi.sees(RegExp(`^Cek nomor[^]*${number}[^]*Rp6.000`));
    assert.notEqual(fresh.message.message_id, card.message.message_id, "the order's card stays");
    await budi.presses(label);
    await budi.sees("Menunggu dikirim");
    const all = await orders(budi.id);
    assert.equal(all.length, before + 1);
    assert.equal(all[0]?.destination[0]?.value, number);
  }
});

test("🔁 is on results that are pushed, one for each where they share a message, wherever another may be ordered", () => {
  const id = orderIdSchema.parse("K7QXM2PA4Z");
  for (const state of everyState) {
    const order = orderIn(state);
    const over = state.name === "succeeded" || state.name === "failed";
    const doubtful = state.name === "succeeded" && state.doubt !== undefined;
    const waits =
      state.name === "failed" &&
      state.failure.reason === "withdrawn" &&
      state.failure.waitedFor !== undefined;
    const view = {
      order,
      words: wordsIn("id"),
      language: "id" as const,
      timeZone: "Asia/Jakarta",
      nowMs: noon,
      names: noNames,
      money: null,
      complaint: null,
    };
    const count = (screen: ReturnType<typeof result>) =>
      screen.keyboard.flat().filter(({ label }) => label.startsWith("🔁")).length;
    const expected = over && !doubtful && !waits ? 1 : 0;
    assert.equal(count(result({ kind: "result", id, orderId: order.id }, view)), expected);
    assert.equal(count(results([order, order], wordsIn("id"))), 2 * expected);
  }
});

test("🔁 in the history, and only on one's own: another reseller's and an operator's press get nothing of it", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi, jane, operator, handle } = shop;
  const order = await bought(shop, budi, pulsa, ["081234567890"]);
  budi.says("/history");
  await budi.sees("1 transaksi");
  await budi.presses("1");
  await budi.sees("No. transaksi");
  const again = buttonsOf(budi.lastMessage().message.reply_markup).find(({ button }) =>
    button.text.startsWith("🔁"),
  );
  assert.ok(again && "callback_data" in again.button);
  const { callback_data: data } = again.button;
  operator.says(`/status ${order.id}`);
  await operator.sees("Reseller:");
  assert.deepEqual(repeats(operator), []);
  for (const [update_id, who] of [
    [900_001, jane],
    [900_002, operator],
  ] as const) {
    who.says("/help");
    const { message } = await who.sees(/./);
    const chat = { id: who.id, type: "private" as const, first_name: "X" };
    await handle({
      update_id,
      callback_query: {
        id: "1",
        from: { id: who.id, is_bot: false, first_name: "X" },
        chat_instance: "1",
        data,
        message: { message_id: message.message_id, date: 1, chat, text: "old" },
      },
    });
    await who.sees(/not found|tidak ditemukan/);
    assert.doesNotMatch(who.lastMessage().message.text ?? "", /081234567890|Telkomsel/);
  }
});

test("🔁 asks a secret again and nothing else", async (t) => {
  const account = service("ACC", [
    input("User ID"),
    input("Password", { type: "password", position: 2 }),
  ]);
  const shop = await openShop(t, [account]);
  const { budi } = shop;
  const order = await bought(shop, budi, account, ["budi", "rahasia1"]);
  budi.says(`/status ${order.id}`);
  await budi.sees("No. transaksi");
  await budi.presses("🔁");
  await budi.sees(/User ID: budi[^]*Password\?/);
  budi.says("rahasia2");
  await budi.sees(/^Cek nomor[^]*User ID: budi[^]*••••••/);
});

test("🔁 of a service that asks something else by now says so, and asks, offering what still fits", async (t) => {
  const userId = input("User ID", { type: "tel" });
  const zoneId = input("Zone ID", { type: "number", position: 2 });
  const ml = service("ML", [userId, zoneId]);
  const changes: [string, Service][] = [
    ["a label", { ...ml, fields: [{ ...userId, label: "Player ID" }, zoneId] }],
    ["one field less", { ...ml, fields: [userId] }],
    ["one field more", { ...ml, fields: [userId, zoneId, input("Server", { position: 3 })] }],
  ];
  for (const [name, changed] of changes)
    await t.test(name, async (t) => {
      const shop = await openShop(t, [ml]);
      const { budi } = shop;
      const order = await bought(shop, budi, ml, ["12345678", "1234"]);
      shop.sell([changed]);
      budi.says(`/status ${order.id}`);
      await budi.sees("No. transaksi");
      await budi.presses("🔁");
      await budi.seesAlert("sudah berubah");
      await budi.sees(/(User|Player) ID\?/);
      assert.ok(budi.buttons().includes("Pakai 12345678"));
    });
  await t.test("what does not fit is not offered", async (t) => {
    const shop = await openShop(t, [ml]);
    const { budi } = shop;
    const order = await bought(shop, budi, ml, ["12345678", "1234"]);
    shop.sell([{ ...ml, fields: [{ ...userId, maxLength: 6 }, zoneId] }]);
    budi.says(`/status ${order.id}`);
    await budi.sees("No. transaksi");
    await budi.presses("🔁");
    await budi.seesAlert("sudah berubah");
    await budi.sees("User ID?");
    assert.ok(!budi.buttons().some((label) => label.startsWith("Pakai")));
  });
});

test("🔁 of a service that is gone or closed says so below the order; a closed one goes on with the number once it opens", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi } = shop;
  const order = await bought(shop, budi, pulsa, [number]);
  budi.says(`/status ${order.id}`);
  await budi.sees("No. transaksi");
  shop.sell([]);
  await budi.presses("🔁");
  await budi.sees("Produk ini sudah tidak tersedia");
  shop.sell([{ ...pulsa, inStock: false }]);
  await budi.presses("🔁 Pesan lagi");
  await budi.sees("Stok habis");
  const closed = budi.lastMessage();
  shop.sell([pulsa]);
  await budi.presses("🔁 Coba lagi");
  await budi.sees(RegExp(`^Cek nomor[^]*${number}`));
  await budi.presses("❌");
  await budi.sees("Dibatalkan");
  // Of another chat of before, or kept no longer: another was kept since.
  shop.sell([{ ...pulsa, inStock: false }]);
  budi.says(`/status ${order.id}`);
  await budi.sees("No. transaksi");
  await budi.presses("🔁 Pesan lagi");
  await budi.sees("Stok habis");
  await budi.pressesOld("🔁 Coba lagi", { message: closed });
  await budi.seesAlert("pesanan yang sudah lewat");
});

test("❌ offers the same service again: on a card, in a form, by /cancel", async (t) => {
  const { budi } = await openShop(t, [pulsa]);
  const asks = async () => {
    await budi.presses("🔁 Telkomsel 5.000");
    await budi.sees("Nomor HP tujuan?");
  };
  budi.says("/order");
  await budi.sees("Pilih kategori");
  await budi.presses("Pulsa");
  await budi.presses("Telkomsel");
  await budi.sees("Nomor HP tujuan?");
  await budi.presses("❌");
  await budi.sees(/Dibatalkan[^]*tidak ada yang terpotong/);
  await asks();
  budi.says("/cancel");
  await budi.sees(/Dibatalkan[^]*tidak ada yang terpotong/);
  await asks();
  budi.says("081234567890");
  await budi.sees(/^Cek nomor/);
  await budi.presses("❌");
  await budi.sees(/Dibatalkan[^]*tidak ada yang terpotong/);
  await asks();
});

test("❌ on an order that was not sent offers it again, number and all", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi } = shop;
  const order = await bought(shop, budi, pulsa, [number], []);
  budi.says(`/status ${order.id}`);
  await budi.sees("Menunggu dikirim");
  await budi.presses("❌");
  await budi.sees("Dibatalkan sebelum dikirim");
  await budi.presses("🔁");
  await budi.sees(RegExp(`^Cek nomor[^]*${number}`));
});
