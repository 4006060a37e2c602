import assert from "node:assert/strict";
import { test } from "node:test";
import type { Service } from "../../../src/catalogue/service.ts";
import { input } from "../goods.ts";
import { openShop } from "../shop.ts";
import { goods, made } from "./batch-goods.ts";

const five = ["081234567890", "081234567891", "081234567892", "081234567893", "081234567894"];

test("five lines and one ✅ are five orders, each with its own hold, on one card", async (t) => {
  const shop = await openShop(t, goods);
  const { budi } = shop;
  budi.says(five.map((number) => `TS5.${number}`).join("\n"));
  const card = await budi.sees(
    /Cek 5 pesanan[^]*5\. TS5 · 081234567894 · Rp5\.475[^]*Total: Rp27\.375/,
  );
  assert.deepEqual(budi.buttons(), ["✅ Pesan 5 · Rp27.375", "❌ Batal"]);
  await budi.presses("✅");
  const ordered = await budi.sees(/5 transaksi[^]*1\. TS5[^]*Menunggu dikirim/);
  assert.equal(ordered.message.message_id, card.message.message_id);
  assert.deepEqual(
    await made(shop, budi.id),
    five.map((number) => `TS5 ${number}`),
  );
  const orders = await shop.orders(budi.id);
  assert.ok(orders.every(({ cardMessageId }) => cardMessageId === card.message.message_id));
  budi.says("S");
  await budi.sees("Ditahan: Rp27.375");
});

test("a line whose form changed meanwhile is not renewed with answers to other questions", async (t) => {
  const changes: [name: string, change: (one: Service) => Partial<Service>][] = [
    ["label", () => ({ fields: [input("Nomor Meter", { type: "tel" })] })],
    ["bounds", () => ({ fields: [input("Masukkan Nomor HP", { type: "tel", minLength: 13 })] })],
    ["stock", () => ({ inStock: false })],
  ];
  for (const [name, change] of changes)
    await t.test(name, async (t) => {
      const shop = await openShop(t, goods);
      const { budi } = shop;
      budi.says("TS5.081234567890\nTS10.081234567891");
      await budi.sees("Cek 2 pesanan");
      shop.sell(
        goods.map((one) =>
          one.code === "TS10" ? { ...one, costRupiah: 11_000, ...change(one) } : one,
        ),
      );
      await budi.presses("✅");
      await budi.sees(/1 transaksi[^]*TS10[^\n]*kartunya sudah tidak berlaku/);
      assert.equal((await shop.orders(budi.id)).length, 1);
    });
});

test("six taps on ✅ order each line once", async (t) => {
  const shop = await openShop(t, goods);
  const { budi } = shop;
  budi.says("TS5.081234567890.TS10.081234567891");
  await budi.sees("Cek 2 pesanan");
  await Promise.all(Array.from({ length: 6 }, () => budi.taps("✅")));
  await budi.sees(/2 transaksi[^]*Menunggu dikirim/);
  assert.deepEqual(await made(shop, budi.id), ["TS10 081234567891", "TS5 081234567890"]);
});

for (const reply of ["never came", "was lost"] as const)
  test(`Redis in trouble half-way, and what it did ${reply}: ✅ again finishes the rest, each once`, async (t) => {
    const shop = await openShop(t, goods);
    const { budi } = shop;
    budi.says(five.map((number) => `TS5.${number}`).join("\n"));
    await budi.sees("Cek 5 pesanan");
    for (const failing of [2, 4]) {
      let calls = 0;
      shop.breakDesk({
        async confirm(...all) {
          calls += 1;
          if (calls < failing) return shop.desk.confirm(...all);
          if (reply === "was lost") await shop.desk.confirm(...all);
          throw new Error("down");
        },
      });
      await budi.presses("✅");
      await budi.seesAlert("Menekan ✅ sekali lagi aman");
    }
    shop.breakDesk({});
    // Another process has not even begun.
    await shop.restart();
    await budi.presses("✅");
    await budi.sees(/5 transaksi[^]*5\. TS5[^]*Menunggu dikirim/);
    assert.deepEqual(
      await made(shop, budi.id),
      five.map((number) => `TS5 ${number}`),
    );
    budi.says("S");
    await budi.sees("Ditahan: Rp27.375");
  });

test("which message shows a batch is noted before its first order is made", async (t) => {
  const shop = await openShop(t, goods);
  const { budi, redis, keys } = shop;
  budi.says("TS5.081234567890\nTS10.081234567891");
  const card = await budi.sees("Cek 2 pesanan");
  const noted: (string | null)[] = [];
  shop.breakDesk({
    async confirm(...all) {
      noted.push(await redis.get(keys.batchCard(budi.id, card.message.message_id)));
      return shop.desk.confirm(...all);
    },
  });
  await budi.presses("✅");
  await budi.sees("2 transaksi");
  assert.deepEqual(
    noted.map((id) => id !== null),
    [true, true],
  );
});

test("a batch that its card does not remember any more orders nothing", async (t) => {
  const shop = await openShop(t, goods);
  const { budi, orders } = shop;
  budi.says("TS5.081234567890\nTS10.081234567891");
  await budi.sees("Cek 2 pesanan");
  await shop.redis.del(...(await shop.redis.keys("*batch:*")));
  await budi.presses("✅");
  await budi.sees("Kartu ini sudah terlalu lama");
  assert.equal((await orders(budi.id)).length, 0);
});

test("lines beyond the money fail by themselves, and follow with the same ✅ once there is enough", async (t) => {
  const shop = await openShop(t, goods, {
    usualTerms: { limitRupiah: null, creditRupiah: 12_000 },
  });
  const { budi, money } = shop;
  budi.says(
    five
      .slice(0, 3)
      .map((number) => `TS5.${number}`)
      .join("\n"),
  );
  await budi.sees(/Total: Rp16\.425[^]*Saldo kurang Rp4\.425/);
  await budi.presses("✅");
  await budi.sees(/2 transaksi[^]*3\. TS5[^]*saldo tidak cukup[^]*Saldo kurang Rp4\.425/);
  assert.equal((await shop.orders(budi.id)).length, 2);
  await money.transfers.correct({
    id: "t",
    operatorId: 9001,
    why: "test",
    resellerId: budi.id,
    rupiah: 5_000,
  });
  await budi.presses("✅ Pesan 1 sisanya");
  await budi.sees(/3 transaksi[^]*3\. TS5[^]*Menunggu dikirim/);
  assert.equal((await shop.orders(budi.id)).length, 3);
});

test("the day's limit counts lines", async (t) => {
  const shop = await openShop(t, goods, { usualTerms: { limitRupiah: 6_000, creditRupiah: null } });
  const { budi } = shop;
  budi.says("TS5.081234567890\nTS5.081234567891");
  await budi.sees("Cek 2 pesanan");
  await budi.presses("✅");
  await budi.sees(/1 transaksi[^]*2\. TS5[^]*melewati limit hari ini/);
  assert.equal((await shop.orders(budi.id)).length, 1);
});

test("a price that changed asks for ✅ once more, and only for what was not ordered", async (t) => {
  const shop = await openShop(t, goods);
  const { budi } = shop;
  budi.says("TS5.081234567890\nTS10.081234567891");
  await budi.sees("Cek 2 pesanan");
  shop.sell(goods.map((one) => (one.code === "TS10" ? { ...one, costRupiah: 11_000 } : one)));
  await budi.presses("✅");
  await budi.sees(/1 transaksi[^]*harga yang berubah[^]*TS10 · 081234567891 · Rp11\.000/);
  assert.equal((await shop.orders(budi.id)).length, 1);
  // A tap that was under way as the card changed meets no price that nobody has read.
  await budi.pressesOld("✅ Pesan 2");
  await budi.seesAlert("Belum ada yang dipesan");
  assert.equal((await shop.orders(budi.id)).length, 1);
  await budi.presses("✅ Pesan 1 sisanya · Rp11.000");
  await budi.sees(/2 transaksi[^]*2\. TS10[^]*Menunggu dikirim/);
  const prices = (await shop.orders(budi.id)).map(({ priceRupiah }) => priceRupiah);
  assert.deepEqual(new Set(prices), new Set([11_000, 5_475]));
});

test("❌ takes back what was not ordered, and a later ✅ orders nothing", async (t) => {
  const { budi, orders } = await openShop(t, goods);
  budi.says("TS5.081234567890\nTS10.081234567891");
  await budi.sees("Cek 2 pesanan");
  await budi.presses("❌");
  await budi.sees("Belum ada transaksi, tidak ada yang terpotong");
  await budi.pressesOld("✅");
  await budi.seesAlert("Belum ada yang dipesan");
  assert.equal((await orders(budi.id)).length, 0);
});

test("nobody else can press a batch's buttons", async (t) => {
  const shop = await openShop(t, goods);
  const { budi, jane, orders } = shop;
  budi.says("TS5.081234567890\nTS10.081234567891");
  await budi.sees("Cek 2 pesanan");
  jane.says("TS5.081234567890\nTS10.081234567891");
  await jane.sees("Check 2 orders");
  const [data] = budi
    .lastMessage()
    .message.reply_markup?.inline_keyboard.flat()
    .flatMap((button) => ("callback_data" in button ? button.callback_data : [])) ?? [""];
  await shop.handle({
    update_id: 900_001,
    callback_query: {
      id: "1",
      from: { id: jane.id, is_bot: false, first_name: "Jane" },
      chat_instance: "1",
      data: data ?? "",
      message: jane.lastMessage().message,
    },
  });
  await jane.sees("This card is too old");
  assert.equal((await orders(budi.id)).length + (await orders(jane.id)).length, 0);
});

test("the numbers below the card open each order's own, where it can be taken back", async (t) => {
  const shop = await openShop(t, goods);
  const { budi } = shop;
  budi.says("TS5.081234567890\nTS10.081234567891");
  await budi.sees("Cek 2 pesanan");
  await budi.presses("✅");
  const card = await budi.sees("2 transaksi");
  await budi.presses("2");
  await budi.sees(/Menunggu dikirim[^]*Telkomsel 10\.000/);
  await budi.presses("❌ Batalkan");
  await budi.sees("Dibatalkan sebelum dikirim");
  await budi.presses("🔄", { message: card });
  await budi.sees(/2\. TS10[^]*Tidak dikirim/);
});
