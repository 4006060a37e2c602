import assert from "node:assert/strict";
import { test } from "node:test";
import { pulsa, service } from "../goods.ts";
import { openShop, opens } from "../shop.ts";

test("from /start to confirmed, one field takes four taps and one typed message", async (t) => {
  const { budi, orders } = await openShop(t, [pulsa]);
  budi.starts();
  await budi.sees("Toko <Budi> & Co");
  await budi.presses("🛒");
  await budi.presses("Pulsa Telkomsel");
  await budi.presses("Telkomsel 5.000 · TS5 · Rp5.475");
  await budi.sees("Nomor HP tujuan?");
  budi.says("+62 812-3456-7890");
  const confirmation = await budi.sees(
    /Nomor HP: 081234567890 \(0812-3456-7890\)[^]*Harga: Rp5.475/,
  );
  assert.doesNotMatch(confirmation.message.text ?? "", /kartu baru|berubah|⚠️/);
  await budi.presses("✅ Pesan Rp5.475");
  const card = await budi.sees(/Menunggu dikirim[^]*No. transaksi: \w{5}-\w{5}/);
  const [order, ...more] = await orders(budi.id);
  assert.equal(more.length, 0);
  assert.deepEqual(
    order?.destination.map(({ value }) => value),
    ["081234567890"],
  );
  assert.equal(card.message.message_id, budi.lastMessage().message.message_id);
  assert.deepEqual(budi.buttons(), ["🔄 Cek", "❌ Batalkan"]);
});

test("six taps on ✅ make one order", async (t) => {
  const { budi, orders } = await openShop(t, [service("NOL", [], { name: "Voucher" })]);
  await opens(budi, "Voucher");
  const confirmation = await budi.sees(/^Cek (nomor|harga)/);
  assert.doesNotMatch(confirmation.message.text ?? "", /kartu baru|berubah|⚠️/);
  const taps = Array.from({ length: 6 }, () => budi.taps("✅"));
  await Promise.all(taps);
  await budi.sees("Menunggu dikirim");
  assert.equal((await orders(budi.id)).length, 1);
});

test("the confirmation says what is odd: price, repeat, operator, disturbed supplier", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi, jane } = shop;
  const enter = async () => {
    await opens(budi, "Telkomsel 5.000");
    await budi.sees(/Nomor HP tujuan\?|Which phone number\?/);
  };
  await enter();
  shop.sell([{ ...pulsa, costRupiah: 5_999 }]);
  budi.says("0896-1234-5678");
  const first = await budi.sees("Harga berubah sejak Anda memilih: dari Rp5.475 menjadi Rp5.999");
  assert.match(first.message.text ?? "", /Ini nomor Tri, produknya untuk Telkomsel/);
  await budi.presses("✅ Pesan Rp5.999");
  await budi.sees("Menunggu dikirim");
  shop.disturb();
  await enter();
  budi.says("089612345678");
  const second = await budi.sees(/yang sama persis belum selesai[^]*Menunggu dikirim/);
  assert.match(second.message.text ?? "", /sampai 3 menit/);
  assert.ok(budi.buttons().every((label) => !label.startsWith("✅")));
  await budi.presses("Memang mau satu lagi");
  await budi.sees(/^Cek nomor/);
  assert.ok(budi.buttons().includes("✅ Pesan lagi Rp5.999"));

  await opens(jane, "Telkomsel 5.000");
  jane.says("089612345678");
  await jane.sees("Another order for the same product and destination is under way");
  assert.ok(jane.buttons().includes("✅ Order Rp5.999"));
});

test("Redis in trouble: ✅ says checking and that pressing again is safe, and it is", async (t) => {
  const shop = await openShop(t, [service("NOL", [], { name: "Voucher" })]);
  const { budi } = shop;
  budi.says("/order");
  await budi.sees("Pilih kategori");
  await budi.presses("Pulsa");
  shop.breakDesk({ prepare: () => Promise.reject(new Error("down")) });
  await budi.presses("Voucher");
  assert.ok((await budi.seesAlert("Coba lagi sebentar lagi")).showAlert);
  shop.breakDesk({});
  await budi.presses("Voucher");
  await budi.sees(/^Cek (nomor|harga)/);
  shop.breakDesk({ confirm: () => Promise.reject(new Error("down")) });
  await budi.presses("✅");
  await budi.seesAlert("Menekan ✅ sekali lagi aman");
  shop.breakDesk({});
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
});

test("❌ on the card discards it; a later ✅ on it orders nothing", async (t) => {
  const { budi, orders } = await openShop(t, [service("NOL", [], { name: "Voucher" })]);
  await opens(budi, "Voucher");
  await budi.sees(/^Cek (nomor|harga)/);
  await budi.presses("❌");
  await budi.sees("Belum ada transaksi, tidak ada yang terpotong");
  await budi.pressesOld("✅");
  await budi.seesAlert("Kartu ini sudah dibatalkan");
  assert.equal((await orders(budi.id)).length, 0);
});
