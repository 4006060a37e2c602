import assert from "node:assert/strict";
import { test } from "node:test";
import { openShop } from "./shop.ts";
import { reseller } from "./reseller.ts";

test("🆘 reaches every operator, one answers by a reply, and the answer stands under the order's card", async (context) => {
  const { budi, operator, telegram } = await openShop(context, { env: { ADMIN_IDS: "9001,9002" } });
  const edi = reseller(telegram, { id: 9002, name: "Pak Edi" });
  for (const one of [operator, edi]) {
    one.says("/start");
    await one.sees("Cari transaksi: /status");
  }
  await budi.ordersPulsa();
  const cardId = budi.lastMessage().message.message_id;
  await budi.sees(/^✅ Sukses/);
  await budi.presses("🆘 Lapor");
  await budi.presses("Belum masuk");
  const mine = await operator.sees(/^🆘 Laporan reseller[^]*Belum masuk ke tujuan[^]*ref_id: /);
  await edi.sees(/^🆘 Laporan reseller/);
  operator.says("Sudah kami tanyakan ke supplier", { replyTo: mine });
  await operator.sees("Jawaban dikirim ke Budi");
  const answer = await budi.sees(/^💬 Jawaban operator toko\nSudah kami tanyakan ke supplier/);
  assert.equal(answer.message.reply_to_message?.message_id, cardId);
  await edi.sees(/💬 Ibu Ani \d\d:\d\d: Sudah kami tanyakan/);
  budi.says("masih belum", { replyTo: answer });
  await budi.sees("Ditambahkan ke laporan Anda");
  await edi.sees(/💬 Budi \d\d:\d\d: masih belum/);
  await budi.presses("💬 Balas", { message: answer });
  await budi.sees("Tulis balasannya");
  budi.says("pelanggan menunggu");
  await budi.sees("Ditambahkan ke laporan Anda");
  await edi.sees(/💬 Budi \d\d:\d\d: pelanggan menunggu/);
  await edi.presses("✅ Selesai");
  const done = await budi.sees("Laporan Anda sudah selesai");
  assert.equal(done.message.reply_to_message?.message_id, cardId);
  await operator.sees("Diselesaikan oleh Pak Edi");
});
