import assert from "node:assert/strict";
import { test } from "node:test";
import { input, openShop, phone, service, type Shop } from "../shop.ts";

const games = { name: "Mobile Legends", slug: "mobile-legends" };
const goods = [
  service("TS5", [phone], { name: "Telkomsel 5.000" }),
  service("TS10", [phone], { name: "Telkomsel 10.000", costRupiah: 10_500 }),
  service("TS25", [phone], { name: "Telkomsel 25.000", inStock: false }),
  service(
    "ML86",
    [
      input("User ID", { type: "tel", minLength: 5, maxLength: 12 }),
      input("Zone ID", { type: "number", position: 2, minLength: 4, maxLength: 5 }),
    ],
    { name: "86 Diamonds", category: games },
  ),
];

const made = async ({ orders }: Shop, userId: number) =>
  (await orders(userId))
    .map(({ service: { code }, destination }) =>
      [code, ...destination.map(({ value }) => value)].join(" "),
    )
    .toSorted();

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

test("good lines go ahead, and each of the others says what is wrong with it", async (t) => {
  const shop = await openShop(t, goods);
  const { budi } = shop;
  budi.says(
    [
      "TS5.081234567890",
      "TS7.081234567891",
      "TS10.0812",
      "TS25.081234567892",
      "ML86.12345678",
      "terima kasih",
      "ts5 0812-3456-7890",
      "ML86.12345678.1234",
    ].join("\n"),
  );
  const { message } = await budi.sees("Cek 2 pesanan");
  const text = message.text ?? "";
  assert.match(text, /TS7\.081234567891 – kodenya tidak ada; mungkin TS5\?/);
  assert.match(text, /TS10\.0812 – Nomor HP: Terlalu pendek/);
  assert.match(text, /TS25\.081234567892 – 🔴 stok habis/);
  assert.match(text, /ML86\.12345678 – belum lengkap: Zone ID\?/);
  assert.match(text, /terima kasih – bukan pesanan/);
  assert.match(text, /ts5 0812-3456-7890 – sama dengan nomor 1/);
  await budi.presses("✅");
  await budi.sees("2 transaksi");
  assert.deepEqual(await made(shop, budi.id), ["ML86 12345678 1234", "TS5 081234567890"]);
});

test("a second one of the same in a batch is one only where it says so", async (t) => {
  const shop = await openShop(t, goods);
  const { budi } = shop;
  budi.says("TS5.081234567890\nTS5.081234567890.2");
  await budi.sees("Cek 2 pesanan");
  await budi.presses("✅");
  await budi.sees("2 transaksi");
  budi.says("TS5.081234567890\nTS10.081234567890");
  await budi.sees(/Cek 1 pesanan[^]*TS5\.081234567890 – hari ini sudah dipesan/);
  assert.equal((await shop.orders(budi.id)).length, 2);
});

test("more than twenty orders are refused with what to do, and none is made", async (t) => {
  const { budi, jane, orders } = await openShop(t, goods);
  const lines = (count: number) =>
    Array.from({ length: count }, (_, place) => `TS5.0812345${10_000 + place}`).join("\n");
  budi.says(lines(21));
  await budi.sees(/21 pesanan terlalu banyak[^]*Paling banyak 20/);
  jane.says(lines(20));
  await jane.sees("Check 20 orders");
  assert.equal((await orders(budi.id)).length, 0);
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
