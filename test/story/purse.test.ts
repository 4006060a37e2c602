import assert from "node:assert/strict";
import { test } from "node:test";
import { openShop } from "./shop.ts";
import { until } from "./until.ts";

/** Telkomsel 5.000 costs Rp5.925. */
test("deposit first: too little is said, the money comes, and the card comes back with one tap to ✅", async (context) => {
  const { budi, operator, telegram, orderRequests } = await openShop(context, {
    env: { DEFAULT_CREDIT_RUPIAH: "0" },
  });
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  budi.says("081234567890");
  await budi.sees(/⚠️ Saldo kurang Rp5\.925\./);
  await budi.presses("✅");
  await budi.seesAlert("Saldo kurang Rp5.925. Belum ada transaksi.");
  assert.equal(orderRequests(), 0);

  operator.says("/correct 7001 10.000 titip tunai");
  await operator.sees(/Koreksi saldo Budi\?[^]*Jumlah: Rp10\.000\n[^]*sesudahnya: Rp10\.000/);
  await operator.presses("✅ Ya, jalankan");
  await operator.sees("Sudah dijalankan");
  await budi.sees(
    /Saldo bertambah Rp10\.000\n\nAlasan: titip tunai\nSaldo sekarang: Rp10\.000\n\nSaldo sudah cukup[^]*Telkomsel 5\.000\n081234567890\nHarga: Rp5\.925/,
  );
  await budi.presses("✅ Pesan Rp5.925");
  await budi.sees(/✅ Sukses/);
  assert.equal(orderRequests(), 1);

  budi.says("/start");
  await budi.sees(/^Toko Maju\n\nSaldo: Rp4\.075\n\nMau pesan apa/);
  budi.says("/saldo");
  await budi.sees(
    /💰 Saldo\n\nSaldo: Rp4\.075\nBisa dipakai: Rp4\.075\n\nMutasi terakhir\n.* · transaksi \S+ · −Rp5\.925 → Rp4\.075\n.* · koreksi: titip tunai · \+Rp10\.000 → Rp10\.000/,
  );
  await budi.presses("📒");
  await budi.sees(/📒 Mutasi\n\d+ \S+ \d{4}\n\n[^]*→ Rp10\.000$/);
  await budi.presses("📤");
  const sent = await until(() => telegram.calls.find(({ method }) => method === "sendDocument"));
  const message = budi.messages().findLast((one) => one.file !== undefined);
  assert.ok(sent && message?.file);
  assert.match(message.file.name ?? "", /^mutasi-7001-\d{4}-\d\d-\d\d\.csv$/);
  assert.match(
    message.file.bytes.toString(),
    /^\uFEFFwaktu,keterangan,jumlah,saldo,id\n[\d: -]+,koreksi: titip tunai,10000,10000,hand:\S+\n[\d: -]+,transaksi \S+,-5925,4075,order:\S+\n$/,
  );
});

test("as trusting as before: nothing is missing, and the purse says what is owed, in English", async (context) => {
  const { alex } = await openShop(context);
  await alex.ordersPulsa();
  await alex.sees(/✅ Done/);
  alex.says("/start");
  await alex.sees("What would you like");
  await alex.presses("💰");
  await alex.sees(
    /💰 Balance\n\nTo be paid: Rp5\.925\n\nLatest entries\n.* · order \S+ · −Rp5\.925 → −Rp5\.925$/,
  );
  await alex.presses("📒");
  await alex.sees(/📒 Statement\n/);
  await alex.presses("⬅️");
  await alex.sees("What would you like");
});

test("credit of their own lets a reseller order that far below their balance, and not a rupiah further", async (context) => {
  const { budi, operator } = await openShop(context, { env: { DEFAULT_CREDIT_RUPIAH: "0" } });
  operator.says("/credit 7001 11.850");
  await operator.sees(/Kredit: Rp11\.850/);
  operator.says("/limit 7001 1.000.000");
  await operator.sees(/Limit harian: Rp1\.000\.000/);
  budi.says("/start");
  await budi.sees(/Bisa dipakai: Rp11\.850\nSisa limit hari ini: Rp1\.000\.000 dari Rp1\.000\.000/);
  for (const number of ["081234567890", "081234567891"]) {
    await budi.ordersPulsa(number);
    await budi.sees(/✅ Sukses/);
  }
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  budi.says("081234567892");
  await budi.sees("Saldo kurang Rp5.925");
  operator.says("/credit 7001 banyak");
  await operator.sees("Cara pakai: /credit");
  operator.says("/credit 7001 11.851");
  await operator.sees(/Kredit: Rp11\.851/);
  await budi.presses("✅");
  await budi.seesAlert("Saldo kurang Rp5.924");
});

test("money moved by hand is asked about, done once however often it is pressed, and told to who has it less or more", async (context) => {
  const { budi, sari, operator } = await openShop(context);
  for (const one of [budi, sari]) {
    one.says("/start");
    await one.sees("Mau pesan apa");
  }
  operator.says("/transfer 7001 7002 25.000 salah kirim");
  await operator.sees(
    /dari Budi ke Sari\?[^]*Budi sesudahnya: −Rp25\.000\nSaldo Sari sesudahnya: Rp25\.000/,
  );
  const question = operator.lastMessage();
  await operator.presses("✅ Ya");
  await budi.sees(/berkurang Rp25\.000\n\nAlasan: salah kirim\nSaldo sekarang: −Rp25\.000/);
  await sari.sees(/bertambah Rp25\.000/);
  await operator.pressesOld("✅ Ya", { message: question });
  await operator.seesAlert("sudah dijalankan tadi");
  operator.says("/correct 7001 -5.000 biaya admin");
  await operator.sees("Jumlah: −Rp5.000");
  await operator.presses("❌");
  await operator.sees("Tidak dijalankan");
  for (const wrong of ["", "7001", "7001 5.50 x", "7001 5.000", "7001 0 x", "7001 12.5000 x"]) {
    operator.says(`/correct ${wrong}`);
    await operator.sees("Cara pakai: /correct");
  }
  operator.says("/transfer 7001 7001 5.000 x");
  await operator.sees("Cara pakai: /transfer");
  operator.says("/correct 6001 5.000 x");
  await operator.sees("bukan reseller");
  operator.says("/books");
  await operator.sees(
    /Belum dibayar reseller: Rp25\.000\nSaldo reseller: Rp25\.000\n\n✅ Semuanya cocok/,
  );
  operator.says("/resellers Budi");
  await operator.presses("Budi");
  await operator.presses("💰 Saldo");
  await operator.sees(
    /💰 Saldo Budi\n\nBelum dibayar: Rp25\.000[^]*transfer keluar: salah kirim · −Rp25\.000/,
  );
  await operator.presses("📒");
  await operator.sees(/📒 Mutasi Budi/);
  await operator.presses("⬅️");
  await operator.presses("🧾 Tagihan");
  await operator.sees(/🧾 Tagihan Budi, 1 [^]*Saldo akhir: −Rp25\.000\n\nHarus dibayar: Rp25\.000/);
});

test("an order that failed after it had succeeded: one tap in the alarm gives its price back, once", async (context) => {
  const { budi, sari, operator, osimesa } = await openShop(context);
  operator.says("/start");
  await operator.sees("Cari transaksi: /status");
  await budi.ordersPulsa();
  await budi.sees(/✅ Sukses/);
  const [transaction] = osimesa.ledger.all();
  assert.ok(transaction);
  osimesa.ledger.setStatusWord(transaction.refId, "failed");
  // A quiet account's page is not read; another order has it looked at.
  await sari.ordersPulsa("081234567899");
  await sari.sees(/✅ Sukses/);
  const alarm = await operator.sees(/Supplier mengubah hasil/);
  await operator.presses("↩️ Kembalikan Rp5.925 ke saldo");
  await operator.seesAlert("Dikembalikan ke saldo reseller");
  await budi.sees(/Saldo bertambah Rp5\.925\n\nAlasan: refund \S+\nSaldo sekarang: Rp0/);
  await operator.presses("↩️", { message: alarm });
  await operator.seesAlert("Sudah dikembalikan sebelumnya");
  operator.says("/books");
  await operator.sees(
    /Penjualan: Rp5\.925\n.*supplier: Rp5\.925\nLaba: Rp0\n[^]*✅ Semuanya cocok/,
  );
});
