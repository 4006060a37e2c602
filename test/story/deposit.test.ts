import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test, type TestContext } from "node:test";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import decodeQr from "qr/decode.js";
import { openShop } from "./shop.ts";
import { until } from "./until.ts";

const hookSecret = "a-secret-of-the-payment-bell";
/** Of a shop that does not exist; its checksum is right. */
const counterQris =
  "00020101021126580013ID.CONTOH.WWW01189360000000000000010208TOKO00010303UMI51440014ID.CO.QRIS.WWW0215ID10000000000010303UMI5204481453033605802ID5909TOKO MAJU6007JAKARTA61051234562070703A01630497CA";

const env = {
  DEFAULT_CREDIT_RUPIAH: "0",
  DEPOSIT_INSTRUCTIONS: "BCA 123 456 7890 a.n. Toko Maju",
  PAYMENT_HOOK_SECRET: hookSecret,
};

/** The shop, and an operator who has met the bot. */
async function openCounter(context: TestContext) {
  const shop = await openShop(context, { env });
  shop.operator.says("/start");
  await shop.operator.sees("Cari transaksi: /status");
  return shop;
}

/** Rings as a forwarder of the bank's messages does. */
async function pays(port: number, id: string, amountRupiah: number, note = "TRSF E-BANKING CR") {
  const body = JSON.stringify({ id, amountRupiah, at: Math.floor(Date.now() / 1_000), note });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac("sha256", hookSecret).update(`${timestamp}.${body}`).digest("hex");
  const response = await fetch(`http://127.0.0.1:${port}/hook/payments`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-payment-timestamp": timestamp,
      "x-payment-signature": signature,
    },
    body,
  });
  return { status: response.status, text: await response.text() };
}

const totalIn = (text: string | undefined) =>
  Number(/Rp([\d.]+)/.exec(text ?? "")?.[1]?.replaceAll(".", ""));

test("short of money: a deposit of just that, paid through the bell, and the order with one tap", async (context) => {
  const { budi, operator, httpPort, orderRequests } = await openCounter(context);
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  budi.says("081234567890");
  await budi.sees(/Saldo kurang Rp5\.925/);
  await budi.presses("➕ Deposit Rp5.925");
  const ticket = await budi.sees(/🎫 Transfer tepat Rp[\d.]+\n\nBCA 123 456 7890 a\.n\. Toko Maju/);
  const total = totalIn(ticket.message.text);
  assert.ok(total > 5_925 && total <= 5_925 + 999);
  assert.equal(budi.copies(/📋 Salin Rp/), String(total));
  assert.equal(budi.copies("📋 Salin 1234567890"), "1234567890");
  await operator.sees(/🎫 Rp[\d.]+ akan ditransfer Budi/);
  assert.deepEqual((await pays(httpPort(), "bca-1", total)).status, 200);
  await budi.sees(/Saldo bertambah[^]*Saldo sudah cukup untuk pesanan yang menunggu/);
  await operator.sees(/masuk otomatis/);
  // The ticket itself says so too, and nobody pays it a second time.
  await until(() => /sudah masuk ke saldo/.test(budi.screen()));
  const open = budi.messages().filter(({ message }) => message.text?.includes("Transfer tepat"));
  assert.deepEqual(open, []);
  await budi.presses("✅ Pesan");
  await budi.sees(/✅ Sukses/);
  assert.equal(orderRequests(), 1);
  // The same bell again, and with another sum.
  assert.deepEqual((await pays(httpPort(), "bca-1", total)).status, 200);
  assert.deepEqual((await pays(httpPort(), "bca-1", total + 1)).status, 409);
  budi.says("/saldo");
  await budi.sees(RegExp(`Saldo: Rp${total - 5_925}\\n`));
});

test("operators credit by hand, once; the bell for that money comes later and credits nothing more", async (context) => {
  const { sari, operator, httpPort } = await openCounter(context);
  sari.says("TIKET.100.000");
  const total = totalIn((await sari.sees(/Transfer tepat/)).message.text);
  const asked = await operator.sees(/akan ditransfer/);
  await operator.presses("✅ Masuk");
  await operator.sees(/dikreditkan oleh/);
  await sari.sees(/Saldo bertambah Rp100\.\d+/);
  await operator.pressesOld("✅ Masuk", { message: asked });
  await operator.seesAlert("sudah lebih dulu");
  assert.equal((await pays(httpPort(), "bca-2", total)).status, 200);
  await operator.sees(/uang ini tadi sudah dikreditkan manual/);
  // Another payment of the same sum is other money, and nobody's yet.
  assert.equal((await pays(httpPort(), "bca-3", total)).status, 200);
  await operator.sees(/masuk, belum jelas dari siapa/);
  operator.says("/books");
  const inWords = `Rp100\\.${String(total).slice(-3)}`;
  await operator.sees(RegExp(`Saldo reseller: ${inWords}\\nDeposit masuk: ${inWords}\\n\\n✅`));
  operator.says("/deposits");
  await operator.sees("0 tiket terbuka, 1 pembayaran belum jelas");
  await operator.presses("💵 Rp100.");
  await operator.presses("❌ Bukan deposit");
  await operator.sees(/Bukan deposit, kata Ibu Ani/);
});

test("money that fits no ticket, or comes late, is shown with the nearest tickets, and one tap credits it", async (context) => {
  const { sari, budi, operator, httpPort } = await openCounter(context);
  sari.says("/start");
  await sari.sees("Mau pesan apa");
  sari.says("tiket 50000");
  const total = totalIn((await sari.sees(/Transfer tepat/)).message.text);
  await sari.presses("❌ Batalkan tiket");
  await sari.sees(/Tiket dibatalkan/);
  await operator.sees(/Dibatalkan reseller/);
  sari.says("TIKET 75rb");
  await sari.sees(/Transfer tepat Rp75/);
  assert.equal((await pays(httpPort(), "bca-4", total, "BUDI SANTOSO")).status, 200);
  await operator.sees(
    /Rp50\.\d+ masuk, belum jelas dari siapa\nLewat notifikasi bank, \d\d:\d\d WIB: BUDI SANTOSO/,
  );
  // It may be nobody's who has a ticket.
  assert.match(operator.copies("📋 Salin perintah"), /^\/assign [0-9a-f]{12} $/);
  await operator.presses(/✅ Sari · tiket Rp75/);
  await operator.sees(/Masuk ke saldo Sari, oleh Ibu Ani/);
  await sari.sees(/Saldo bertambah Rp50\.\d+/);
  sari.says("UNTIKET");
  await sari.sees("Tidak ada tiket deposit yang terbuka");
  // For a reseller without any ticket it is typed.
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  assert.equal((await pays(httpPort(), "bca-5", 20_000)).status, 200);
  const shown = await operator.sees(/Tidak ada tiket terbuka[^]*\/assign [0-9a-f]{12} ID/);
  const [, name] = /\/assign ([0-9a-f]{12})/.exec(shown.message.text ?? "") ?? [];
  operator.says(`/assign ${name} 7001`);
  await operator.sees(/Masuk ke saldo Budi/);
  await budi.sees(/Saldo bertambah Rp20\.000/);
});

test("a refused ticket is told; another sum is typed; a photo of the transfer reaches the operators; in English", async (context) => {
  const { alex, operator, telegram } = await openCounter(context);
  alex.says("/saldo");
  await alex.sees("💰 Balance");
  await alex.presses("➕ Deposit");
  await alex.presses("Rp50.000");
  await alex.sees(/Transfer exactly Rp50\.\d+/);
  await operator.sees(/akan ditransfer/);
  telegram.sendPhoto(alex.id, Buffer.from("a photo of a transfer"));
  await alex.sees("Passed on to the operators");
  await operator.sees(/📎 Alex, tiket Rp50|📎 Alex, ticket Rp50/);
  await operator.presses("✏️ Jumlah lain");
  await operator.sees(/Ketik jumlah yang masuk/);
  const command = operator.copies("📋 Salin perintah");
  operator.says(`${command}49.000`);
  await operator.sees(/✅ Rp49\.000 dikreditkan oleh/);
  await alex.sees("Rp49.000 added to your balance");
  alex.says("TIKET.1");
  await alex.sees(/from Rp1\.000 to/);
  alex.says("TIKET");
  await alex.sees("Usage: TIKET");
  alex.says("TIKET.60.000");
  await alex.sees(/Transfer exactly/);
  await operator.sees(/Rp60\.\d+ akan ditransfer/);
  await operator.presses("❌ Tolak");
  await operator.sees(/Ditolak oleh/);
  await alex.sees(/An operator refused your deposit of Rp60/);
});

test("where nothing says how to pay, nobody is offered a ticket", async (context) => {
  const { budi } = await openShop(context);
  budi.says("TIKET.100000");
  await budi.sees("Deposit lewat bot belum dibuka");
  budi.says("/saldo");
  await budi.sees("💰 Saldo");
  assert.ok(!budi.buttons().includes("➕ Deposit"));
});

test("with a QRIS the ticket comes with its picture, the ticket's sum inside", async (context) => {
  const { budi } = await openShop(context, { env: { QRIS_STATIC: counterQris } });
  budi.says("TIKET.25.000");
  const ticket = await budi.sees(/Transfer tepat/);
  const shown = await budi.sees("QRIS TOKO MAJU");
  assert.ok(shown.file);
  const image = await loadImage(shown.file.bytes);
  const canvas = createCanvas(image.width, image.height);
  const pixels = canvas.getContext("2d");
  pixels.drawImage(image, 0, 0);
  const text = decodeQr(pixels.getImageData(0, 0, image.width, image.height));
  const total = String(totalIn(ticket.message.text));
  assert.ok(text.startsWith("000201010212"), text);
  assert.ok(text.includes(`54${String(total.length).padStart(2, "0")}${total}5802ID`), text);
});

test("a sum that is typed below ➕ is no answer to an older question about a selling price", async (context) => {
  const { budi } = await openShop(context, { env: { ...env, DEFAULT_CREDIT_RUPIAH: "none" } });
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  budi.says("081234567890");
  await budi.presses("✅ Pesan");
  await budi.sees(/✅ Sukses[^]*SN/);
  await budi.presses("📄");
  const question = await budi.sees(/Harga jual Telkomsel 5\.000\?/);
  budi.says("/saldo");
  await budi.sees("Mutasi terakhir");
  await budi.presses("➕");
  await budi.sees("Deposit berapa?");
  budi.says("70000");
  await budi.sees("kami belum paham");
  budi.says("7000", { replyTo: question });
  await budi.sees(/Harga jual Telkomsel 5\.000: Rp7\.000/);
});
