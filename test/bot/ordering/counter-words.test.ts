import assert from "node:assert/strict";
import { test } from "node:test";
import { phone, pulsa, service } from "../goods.ts";
import { openShop } from "../shop.ts";

const goods = [
  pulsa,
  service("TS10", [phone], { name: "Telkomsel 10.000", costRupiah: 10_500, inStock: false }),
  service("TS50", [phone], { name: "Telkomsel 50.000", inStock: false }),
  service("XL5", [phone], { name: "XL 5.000" }),
];

test("H.KODE is a price, H.S all prices that begin so; an unknown code is said to be one", async (t) => {
  const { budi, jane } = await openShop(t, goods);
  budi.says("H.TS5");
  const one = await budi.sees("Harga TS5");
  assert.match(one.message.text ?? "", /TS5 Telkomsel 5\.000 · Rp5\.475/);
  assert.doesNotMatch(one.message.text ?? "", /TS10|TS50|XL5/);
  budi.says("hrg ts");
  await budi.sees(/Harga TS – 3 produk[^]*TS5[^]*🔴 TS10[^]*stok habis/);
  await budi.presses("TS5 · Rp5.475");
  await budi.sees("Nomor HP tujuan?");
  budi.says("/cancel");
  await budi.sees("Dibatalkan");
  budi.says("CH.QQ");
  await budi.sees("Tidak ada kode yang diawali QQ");
  jane.says("h.xl");
  await jane.sees(/Price of XL[^]*XL5 XL 5\.000/);
});

test("S, MUTASI, LAP and FORMAT lead to balance, statement, history and help", async (t) => {
  const { budi } = await openShop(t, goods);
  for (const word of ["S", "saldo", "SAL.1234"]) {
    budi.says(word);
    await budi.sees("💰 Saldo");
  }
  budi.says("mutasi");
  await budi.sees("📒 Mutasi");
  budi.says("R.23/11");
  await budi.sees(/^🧾 23 Nov \d{4}\n\nTidak ada transaksi/);
  budi.says("format");
  await budi.sees("Cara memesan");
  budi.says("TRF.1234.50000");
  await budi.sees("Perintah itu tidak ada di bot ini");
});

test("BTL takes back the one order to that number that was not sent, of one's own only", async (t) => {
  const shop = await openShop(t, goods);
  const { budi, jane, orders } = shop;
  const orderTo = async (line: string) => {
    budi.says(line);
    await budi.sees(/^Cek nomor/);
    await budi.presses("✅");
    await budi.sees("Menunggu dikirim");
  };
  await orderTo("TS5.081234567890");
  budi.says("BTL.");
  await budi.sees("Ketik BTL.nomor");
  jane.says("BTL.081234567890");
  await jane.sees("Nothing can be taken back");
  budi.says("btl +62 812-3456-7890");
  await budi.sees("Dibatalkan sebelum dikirim");
  await orderTo("XL5.087712345678");
  await orderTo("TS5.087712345678");
  budi.says("BTL.087712345678");
  await budi.sees("2 transaksi ke nomor itu belum dikirim");
  const states = (await orders(budi.id)).map(({ state }) => state.name);
  assert.deepEqual(states, ["confirmed", "confirmed", "failed"]);
  const [latest] = await orders(budi.id);
  assert.ok(latest);
  await shop.move(latest, { name: "sending", token: "t", epoch: 1 });
  budi.says("BTL.087712345678");
  await budi.sees("Dibatalkan sebelum dikirim");
});

test("STA with an id shows the order's card to its reseller", async (t) => {
  const { budi, orders } = await openShop(t, goods);
  budi.says("TS5.081234567890");
  await budi.sees(/^Cek nomor/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  const [order] = await orders(budi.id);
  budi.says(`STA.${order?.id}`);
  await budi.sees(/Menunggu dikirim[^]*No\. transaksi/);
  budi.says("cek");
  await budi.sees(/Menunggu dikirim[^]*No\. transaksi/);
});
