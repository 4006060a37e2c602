import assert from "node:assert/strict";
import { test } from "node:test";
import { refSchema, type Order } from "../../src/orders/state/order.ts";
import { pulsa } from "./goods.ts";
import { openShop, type Shop } from "./shop.ts";

const goods = [pulsa];
/** What a person is told of complaints. */
const answersOf = async ({ owed }: Shop, userId: number) =>
  (await owed(userId)).filter((notice) => notice.kind === "complaint-answer");

const ref = refSchema.parse("R1");
const placed = { name: "placed", ref, statusWord: "process", note: "" } as const;

/** With 🆘 below it; the card of the order's message, drawn anew, has none. */
const reported = /✅ Sukses[^]*No\. transaksi/;

/** Budi's order succeeded, and he has its card before him. */
async function succeeded({ budi, orders, move }: Shop): Promise<Order> {
  budi.says("TS5.081234567890");
  await budi.sees(/^Cek nomor/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  const [order] = await orders(budi.id);
  assert.ok(order);
  const sent = { name: "sending", token: "t", epoch: 1 } as const;
  const moved = await move(order, sent, placed, { ...placed, name: "succeeded", voucher: "SN-1" });
  budi.says("/status R1");
  await budi.sees(reported);
  return moved;
}

test("🆘 and one tap: every operator is told once, and 🆘 again asks for words", async (t) => {
  const shop = await openShop(t, goods);
  const { budi, operator, owed } = shop;
  const order = await succeeded(shop);
  await budi.presses("🆘 Lapor");
  const asked = await budi.sees(/Apa masalahnya\?[^]*Telkomsel 5\.000 · 081234567890/);
  await budi.presses("Belum masuk");
  await budi.sees(/Sudah sampai ke operator toko[^]*Jangan kirim ulang/);
  await budi.pressesOld("Belum masuk", { message: asked });
  const told = await owed(operator.id);
  assert.deepEqual(
    told.map((notice) => [notice.kind, "orderId" in notice ? notice.orderId : null]),
    [["complaint", order.id]],
  );
  await budi.presses("🆘 Lapor");
  await budi.sees("Sudah dilaporkan");
  budi.says("sudah 1 jam, pelanggan marah");
  await budi.sees("Ditambahkan ke laporan Anda");
  assert.equal((await owed(operator.id)).length, 2);
});

test("/complaints shows order, timeline, reseller as a link and what to send to the supplier; a reply answers, ✅ settles", async (t) => {
  const shop = await openShop(t, goods);
  const { budi, operator } = shop;
  const order = await succeeded(shop);
  operator.says("/complaints");
  await operator.sees("Tidak ada laporan yang belum selesai");
  await budi.presses("🆘 Lapor");
  await budi.presses("Lainnya");
  await budi.sees("Tulis masalahnya");
  budi.says("nomor <salah> ketik");
  await budi.sees("Sudah sampai ke operator toko");
  operator.says("/complaints");
  await operator.sees(
    /1 laporan belum selesai[^]*🆘 \d\d:\d\d · Budi · Telkomsel 5\.000 · 081234567890\nnomor <salah> ketik/,
  );
  await operator.presses("🆘 1");
  const { message } = await operator.sees("Laporan reseller");
  const text = message.text ?? "";
  assert.match(
    text,
    /Dari: Budi · 7001[^]*nomor <salah> ketik[^]*✅ Sukses[^]*Perjalanan transaksi/,
  );
  assert.match(
    text,
    /Mohon dicek:\nref_id: R1\nProduk: TS5 Telkomsel 5\.000\nTujuan: 081234567890/,
  );
  assert.match(
    operator.copies("📋 Salin untuk supplier"),
    /^Mohon dicek:\nref_id: R1\n[^]*\d{4} \d\d:\d\d WIB$/,
  );
  assert.ok(message.entities?.some(({ type }) => type === "text_mention" || type === "text_link"));
  operator.says("sedang kami cek", { replyTo: operator.lastMessage() });
  await operator.sees("Jawaban dikirim ke Budi");
  const [answer] = await answersOf(shop, budi.id);
  assert.deepEqual(
    [answer?.text, answer?.orderId, answer?.done],
    ["sedang kami cek", order.id, false],
  );
  await operator.presses("✅ Selesai");
  await operator.sees("Diselesaikan oleh Bos");
  await operator.pressesOld("✅ Selesai");
  assert.deepEqual(
    (await answersOf(shop, budi.id)).map(({ done }) => done),
    [false, true],
  );
  operator.says("/complaints");
  await operator.sees("Tidak ada laporan yang belum selesai");
});

test("K.text is a question that operators answer here; right after 🆘 it is of that order", async (t) => {
  const shop = await openShop(t, goods);
  const { budi, jane, operator, owed } = shop;
  jane.says("INFO.when do you open?");
  await jane.sees("The shop's operators have it");
  operator.says("/complaints");
  await operator.sees(/Jane\nwhen do you open\?/);
  await operator.presses("🆘 1");
  await operator.sees(/Pertanyaan reseller[^]*Dari: Jane · 7002/);
  operator.says("jam 7", { replyTo: operator.lastMessage() });
  await operator.sees("Jawaban dikirim ke Jane");
  const [answer] = await answersOf(shop, jane.id);
  assert.equal(answer?.text, "jam 7");
  await succeeded(shop);
  await budi.presses("🆘 Lapor");
  budi.says("K.belum masuk");
  await budi.sees("Sudah sampai ke operator toko");
  assert.ok((await owed(operator.id)).some((notice) => "orderId" in notice));
});

test("a reply to the list of several complaints is nobody's answer", async (t) => {
  const shop = await openShop(t, goods);
  const { budi, jane, operator } = shop;
  jane.says("INFO.when do you open?");
  await jane.sees("The shop's operators have it");
  budi.says("K.kapan buka?");
  await budi.sees("Sudah sampai ke operator toko");
  operator.says("/complaints");
  await operator.sees(/Jane\nwhen do you open\?[^]*kapan buka/);
  operator.says("PIN Anda 1234", { replyTo: operator.lastMessage() });
  await operator.sees(/./);
  for (const { id } of [jane, budi]) assert.deepEqual(await answersOf(shop, id), []);
});

test("what is typed after 🆘 orders, asks a price or is searched for as ever, where it means that; a reply never does", async (t) => {
  const shop = await openShop(t, goods);
  const { budi, owed, operator, later } = shop;
  await succeeded(shop);
  await budi.presses("🆘 Lapor");
  budi.says("TS5.081299998888");
  await budi.sees(/^Cek nomor/);
  await budi.presses("🆘 Lapor");
  const question = await budi.sees("Apa masalahnya?");
  budi.says("H.TS5");
  await budi.sees("Harga TS5");
  later(5 * 60_000);
  budi.says("belum masuk");
  await budi.sees(/belum masuk/);
  assert.deepEqual(await owed(operator.id), []);
  await budi.presses("🆘 Lapor", {
    message: budi.messages().find(({ message }) => reported.test(message.text ?? "")) ?? question,
  });
  const asked = await budi.sees("Apa masalahnya?");
  budi.says("TS5.081299998888", { replyTo: asked });
  await budi.sees("Sudah sampai ke operator toko");
  assert.equal((await owed(operator.id)).length, 1);
});

test("❌ reports nothing, and what is typed then is nothing of it", async (t) => {
  const shop = await openShop(t, goods);
  const { budi, owed, operator } = shop;
  await succeeded(shop);
  await budi.presses("🆘 Lapor");
  await budi.presses("❌ Tidak jadi");
  await budi.sees("Tidak jadi dilaporkan");
  budi.says("belum masuk");
  await budi.sees(/belum masuk/);
  assert.deepEqual(await owed(operator.id), []);
});

test("nobody reports another's order or answers as an operator", async (t) => {
  const shop = await openShop(t, goods);
  const { budi, jane, operator, owed } = shop;
  const order = await succeeded(shop);
  await budi.presses("🆘 Lapor");
  await budi.presses("SN salah");
  await budi.sees("Sudah sampai ke operator toko");
  const press = (data: string) => ({
    update_id: 900_000 + data.length,
    callback_query: {
      id: `cb${data.length}`,
      from: { id: jane.id, is_bot: false, first_name: "Jane", language_code: "en" },
      chat_instance: "1",
      data,
      message: {
        message_id: 1,
        date: 1,
        chat: { id: jane.id, type: "private" as const, first_name: "Jane" },
        text: "x",
      },
    },
  });
  jane.says("/start");
  await jane.sees("What would you like to order");
  await shop.handle(press(`1J:${order.id}:missing`));
  await jane.sees(/not found/i);
  const [complaint] = await owed(operator.id);
  assert.ok(complaint?.kind === "complaint");
  await shop.handle(press(`1a:7:${complaint.complaintId}:1`));
  assert.deepEqual(await answersOf(shop, budi.id), []);
  assert.equal((await owed(operator.id)).length, 1);
});

test("where Redis is in trouble the reseller is asked to say it again, and once it is well it is said once", async (t) => {
  const shop = await openShop(t, goods);
  const { budi, owed, operator, redis, keys } = shop;
  await redis.set(keys.complaints, "left by a hand");
  budi.says("K.halo");
  await budi.sees("Coba lagi sebentar lagi");
  await redis.del(keys.complaints);
  budi.says("K.halo");
  await budi.sees("Sudah sampai ke operator toko");
  assert.equal((await owed(operator.id)).length, 1);
});
