import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { refSchema } from "../../../src/orders/state/order.ts";
import { input, phone, pulsa, service } from "../goods.ts";
import { openShop, opens, type Shop } from "../shop.ts";
import type { Person } from "../../person.ts";

const voucher = service("NOL", [], { name: "Voucher" });

async function orderOne({ orders }: Shop, who: Person, name = "Voucher") {
  await opens(who, name);
  await who.sees(/Cek (nomor|harga)|Check (the|number)|Belum dipesan/);
  if (who.buttons().includes("Memang mau satu lagi")) await who.presses("Memang mau satu lagi");
  await who.presses("✅");
  await who.sees(/Menunggu dikirim|Waiting to be sent/);
  const [order] = await orders(who.id);
  assert.ok(order);
  return order;
}

const placed = {
  name: "placed",
  ref: refSchema.parse("some1d"),
  statusWord: "waiting",
  note: "",
} as const;
const sending = { name: "sending", token: "t", epoch: 1 } as const;

test("/status by ref or by our id shows the card to its own reseller and to operators; a foreign and a missing ref get the same words", async (t) => {
  const shop = await openShop(t, [voucher]);
  const { budi, jane, operator } = shop;
  const order = await orderOne(shop, budi);
  await shop.move(order, sending, placed);
  const number = `${order.id.slice(0, 5)}-${order.id.slice(5)}`.toLowerCase();
  for (const query of ["some1d", order.id, number]) {
    budi.says(`/status ${query}`);
    await budi.sees(/Sedang diproses[^]*Ref supplier: some1d/);
  }
  operator.says("/status some1d");
  await operator.sees(/Status supplier: waiting[^]*Ref supplier: some1d[^]*Reseller: Budi · 7001/);
  jane.says("/status some1d");
  const foreign = await jane.sees("Order not found");
  jane.says("/status nothere");
  const missing = await jane.sees("Order not found");
  assert.deepEqual(
    [foreign.message.text, foreign.message.reply_markup],
    [missing.message.text, missing.message.reply_markup],
  );
});

test("/status alone shows what is open; 🔄 brings the card up to date, or says nothing is new", async (t) => {
  const shop = await openShop(t, [voucher]);
  const { budi } = shop;
  budi.says("/status");
  await budi.sees("Tidak ada transaksi yang belum selesai");
  const first = await orderOne(shop, budi);
  await budi.presses("🔄");
  await budi.seesAlert("Belum ada perubahan");
  await shop.move(first, sending, placed);
  await budi.presses("🔄");
  await budi.sees("Sedang diproses");
  budi.says("/status");
  await budi.sees("Ref supplier: some1d");
  await orderOne(shop, budi);
  budi.says("/status");
  await budi.sees(/2 transaksi belum selesai[^]*1\. ⏳[^]*2\. ⏳/);
  await budi.presses("2");
  await budi.sees("Ref supplier: some1d");
});

test("❌ takes back an order that was not sent; after sending it is too late", async (t) => {
  const shop = await openShop(t, [voucher]);
  const { budi } = shop;
  await orderOne(shop, budi);
  await budi.presses("❌");
  await budi.sees(/Tidak dikirim[^]*Dibatalkan sebelum dikirim\. Tidak ada yang terpotong\./);
  const second = await orderOne(shop, budi);
  await shop.move(second, sending);
  await budi.presses("❌");
  await budi.seesAlert("tidak bisa dibatalkan");
  await budi.sees("Sedang dikirim ke supplier");
});

test("/history pages through one's own orders and opens them, and the way back leads to the page", async (t) => {
  const shop = await openShop(t, [voucher]);
  const { budi, jane } = shop;
  budi.says("/history");
  await budi.sees("Belum ada transaksi");
  for (let count = 0; count < 12; count += 1) {
    const { confirmation } = await shop.desk.prepare({
      userId: budi.id,
      chatId: budi.id,
      service: voucher,
      answers: [],
    });
    await shop.desk.confirm(confirmation.id, {
      userId: budi.id,
      chatId: budi.id,
      cardMessageId: 1,
    });
  }
  budi.says("/history");
  await budi.sees(/12 transaksi[^]*10\. ⏳/);
  await budi.presses("▶️");
  await budi.sees(/1\. ⏳[^]*2\. ⏳/);
  await budi.presses("2");
  await budi.sees("No. transaksi");
  await budi.presses("🔄");
  await budi.presses("⬅️");
  assert.ok(budi.buttons().includes("2/2"));
  jane.says("/history");
  await jane.sees("No orders yet");
});

test("a confirmation card older than its five minutes is replaced by a fresh one", async (t) => {
  const shop = await openShop(t, [voucher]);
  const { budi } = shop;
  await opens(budi, "Voucher");
  await budi.sees(/^Cek (nomor|harga)/);
  shop.breakDesk({
    confirm: async (id, person) => {
      const outcome = await shop.desk.confirm(id, person);
      shop.sell([{ ...voucher, costRupiah: 6_000 }]);
      return outcome.kind === "confirmed"
        ? { kind: "expired", facts: outcome.order, why: "old" }
        : outcome;
    },
  });
  await budi.presses("✅");
  await budi.sees(/kartu baru[^]*dari Rp5.475 menjadi Rp6.000/);
});

test("a card whose price changed is not replaced by one with answers to other questions", async (t) => {
  const { budi, sell, orders } = await openShop(t, [pulsa]);
  budi.says("TS5.081234567890");
  await budi.sees(/^Cek nomor/);
  sell([{ ...pulsa, costRupiah: 6_000, fields: [{ ...phone, position: 2 }] }]);
  await budi.presses("✅");
  await budi.sees("Data yang diminta produk ini baru saja berubah");
  assert.deepEqual(await orders(budi.id), []);
});

test("the bot answers when it fails inside, and the button's spinner stops", async (t) => {
  const shop = await openShop(t, [voucher]);
  const { budi } = shop;
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  shop.telegram.faults.add({ method: "editMessageText", kind: "dropped" });
  await budi.presses("🛒");
  await budi.sees("Ada gangguan di sistem kami");
  shop.telegram.faults.add({ method: "sendMessage", kind: "too_many_requests", retryAfterS: 1 });
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  await budi.presses("🛒");
  await budi.presses("Pulsa");
  await budi.presses("Voucher");
  budi.says("halo");
  await budi.sees("Tidak ada produk untuk “halo”");
});

test("a message the person deleted is sent anew", async (t) => {
  const { budi, telegram } = await openShop(t, [service("TS5", [phone])]);
  budi.says("/order");
  await budi.sees("Pilih kategori");
  await budi.presses("Pulsa");
  const pressed = await budi.presses("Layanan TS5");
  assert.equal(pressed.text, "");
  const question = await budi.sees(/Nomor HP tujuan\?|Which phone number\?/);
  telegram.deleteMessage(budi.id, question.message.message_id);
  budi.says("123");
  await budi.sees("Terlalu pendek: 3 angka. Seharusnya 5–20 angka.");
  budi.says("081234567890");
  await budi.sees(/^Cek (nomor|harga)/);
});

test("a form survives trouble with Telegram: the answer is simply asked for again", async (t) => {
  const { budi, telegram } = await openShop(t, [
    service("TS5", [phone, input("Nama", { position: 2 })]),
  ]);
  await opens(budi, "Layanan TS5");
  await budi.sees("Nomor HP tujuan?");
  telegram.faults.add({ method: "sendMessage", kind: "dropped" });
  budi.says("081234567890");
  await budi.sees("Coba lagi sebentar lagi");
  budi.says("081234567890");
  await budi.sees("Nama?");
  budi.says("Siti");
  await budi.sees(/^Cek (nomor|harga)/);
  const titles = budi.messages().flatMap(({ byBot, message }) => {
    const [line = ""] = (message.text ?? "").split("\n");
    return byBot ? [line] : [];
  });
  assert.equal(titles.length, 4, `question, apology, question, card: ${titles.join(" | ")}`);
});

/** ✅ of an order that moves while its card is drawn. */
async function pressesWhileItMoves(t: TestContext) {
  const shop = await openShop(t, [voucher]);
  shop.breakDesk({
    confirm: async (id, person) => {
      const outcome = await shop.desk.confirm(id, person);
      if (outcome.kind === "confirmed") await shop.move(outcome.order, sending, placed);
      return outcome;
    },
  });
  await opens(shop.budi, "Voucher");
  await shop.budi.sees(/^Cek (nomor|harga)/);
  return shop;
}

test("the card shows how the order stands, even when it moved while the card was drawn", async (t) => {
  const { budi } = await pressesWhileItMoves(t);
  await budi.presses("✅");
  await budi.sees(/Sedang diproses[^]*Ref supplier: some1d/);
});

test("a card that moved on and cannot be drawn again is said to be in trouble", async (t) => {
  const { budi, telegram } = await pressesWhileItMoves(t);
  telegram.faults.add({ kind: "dropped", method: "editMessageText", after: 1 });
  await budi.presses("✅");
  await budi.sees("Ada gangguan di sistem kami");
});
