import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonsOf } from "../../../sandbox/telegram/people/presses.ts";
import { until } from "../../story/until.ts";
import { input, pulsa, service } from "../goods.ts";
import { openShop, opens } from "../shop.ts";

test("a restart in the middle of a form goes on where it was", async (t) => {
  const shop = await openShop(t, [
    service("ML", [input("User ID"), input("Zone", { position: 2 })]),
  ]);
  const { budi } = shop;
  await opens(budi, "Layanan ML");
  await budi.sees("User ID?");
  budi.says("111222");
  await budi.sees("Zone?");
  await shop.restart();
  budi.says("3333");
  await budi.sees(/User ID: 111222\nZone: 3333/);
  await shop.restart();
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
});

test("an update that Telegram delivers twice answers one question only", async (t) => {
  const { budi, telegram } = await openShop(t, [
    service("ML", [input("User ID"), input("Zone", { position: 2 })]),
  ]);
  await opens(budi, "Layanan ML");
  await budi.sees("User ID?");
  // What led there is confirmed a moment after it was answered.
  await until(() => telegram.updates.pending().length === 0);
  telegram.updates.repeatNext(1);
  budi.says("111222");
  await budi.sees("Zone?");
  budi.says("3333");
  await budi.sees(/User ID: 111222\nZone: 3333/);
});

for (const button of ["🧾", "⚙️", "❓"]) {
  test(`${button} of an older message leaves the open question as it is`, async (t) => {
    const { budi } = await openShop(t, [pulsa]);
    budi.says("/start");
    const message = await budi.sees("Toko");
    await opens(budi, "Telkomsel 5.000");
    await budi.sees("Nomor HP");
    await budi.presses(button, { message });
    budi.says("081234567890");
    await budi.sees("0812-3456-7890");
  });
}

test("🛒 of an older message leaves the form: what is typed then is no answer", async (t) => {
  const { budi } = await openShop(t, [pulsa]);
  budi.says("/start");
  const message = await budi.sees("Toko");
  await opens(budi, "Telkomsel 5.000");
  await budi.sees("Nomor HP");
  await budi.presses("🛒", { message });
  await budi.sees(/Pilih kategori/);
  budi.says("081234567890");
  await budi.sees("Mau isi apa?");
});

test("commands work in the middle of a form; /start, /order and /cancel leave it", async (t) => {
  const { budi } = await openShop(t, [pulsa]);
  const enter = async () => {
    await opens(budi, "Telkomsel 5.000");
    await budi.sees(/Nomor HP tujuan\?|Which phone number\?/);
  };
  await enter();
  budi.says("/status");
  await budi.sees("Tidak ada transaksi yang belum selesai");
  budi.says("/apa");
  await budi.sees("Perintah itu tidak dikenal");
  budi.says("081234567890");
  await budi.sees(/^Cek (nomor|harga)/);
  await enter();
  budi.says("/cancel");
  await budi.sees("Dibatalkan");
  budi.says("081234567890");
  await budi.sees("Mau isi apa?");
  await enter();
  await budi.presses("❌");
  await budi.sees("Belum ada transaksi");
  budi.says("/cancel");
  await budi.sees("Tidak ada pesanan yang sedang dibuat");
  for (const [command, answer] of [
    ["/start", "Mau pesan apa?"],
    ["/order", "Pilih kategori"],
  ] as const) {
    await enter();
    budi.says(command);
    await budi.sees(answer);
    budi.says("081234567890");
    await budi.sees("Mau isi apa?");
  }
  await enter();
  budi.says("/start");
  await budi.sees("Mau pesan apa?");
  await budi.presses("⬅️");
  await budi.pressesOld("❌");
});

test("a form whose state was lost says so, with the way on", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi } = shop;
  await opens(budi, "Telkomsel 5.000");
  await budi.sees(/Nomor HP tujuan\?|Which phone number\?/);
  await shop.loseForms();
  budi.says("081234567890");
  await budi.sees("Pesanan ini sudah terlalu lama dibuka");
  await budi.presses("🛒");
  await budi.sees(/Nomor HP tujuan\?|Which phone number\?/);
  await shop.loseForms();
  await budi.presses("❌");
  await budi.sees("Pesanan ini sudah terlalu lama dibuka");
});

test("a form goes on when its confirmation could not be made for now", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi } = shop;
  await opens(budi, "Telkomsel 5.000");
  shop.breakDesk({ prepare: () => Promise.reject(new Error("down")) });
  budi.says("081234567890");
  await budi.sees("Coba lagi sebentar lagi");
  shop.breakDesk({});
  budi.says("081234567890");
  await budi.sees(/^Cek (nomor|harga)/);
});

test("a form that was lost goes on with what was answered in it, but for secrets", async (t) => {
  const account = service("ACC", [
    input("User ID"),
    input("Password", { type: "password", position: 2 }),
    input("Zone", { position: 3 }),
  ]);
  const { budi, loseForms } = await openShop(t, [account]);
  budi.says("/order");
  await budi.sees("Pilih kategori");
  await budi.presses("Pulsa");
  await budi.presses("Layanan ACC");
  await budi.sees("User ID?");
  budi.says("budi");
  await budi.sees("Password?");
  budi.says("rahasia1");
  await budi.sees("Zone?");
  await loseForms();
  budi.says("1234");
  await budi.sees("terlalu lama dibuka");
  await budi.presses("🔁 Coba lagi");
  await budi.sees(/User ID: budi[^]*Password\?/);
});

test("a button of a question that is answered, or of a form that is over, changes nothing and says so", async (t) => {
  const options = ["Asia", "Europe"].map((label) => ({ value: label.toLowerCase(), label }));
  const server = { kind: "select" as const, position: 1 as const, label: "Server", options };
  const { budi, telegram } = await openShop(t, [
    service("GI", [server, input("Nama", { position: 2 })], { name: "Genesis" }),
  ]);
  await opens(budi, "Genesis");
  const first = await budi.sees("Server?");
  await budi.presses("Asia");
  const second = await budi.sees("Nama?");
  await budi.pressesOld("Europe", { message: second });
  await budi.seesAlert("Pertanyaan ini sudah terjawab");
  // Also where that is not heard.
  telegram.faults.add({ kind: "dropped", method: "answerCallbackQuery" });
  const europe = buttonsOf(first.message.reply_markup).find(
    ({ button }) => button.text === "Europe",
  );
  assert.ok(europe && "callback_data" in europe.button);
  const choice = { data: europe.button.callback_data };
  telegram.press(budi.id, second.message.message_id, choice, { stale: true });
  await until(() => telegram.faults.list().length === 0);
  budi.says("Siti");
  await budi.sees(/Server: Asia\nNama: Siti/);
  await budi.pressesOld("Europe", { message: second });
  await budi.seesAlert("Tombol ini dari pesanan yang sudah lewat");
});
