import assert from "node:assert/strict";
import { test } from "node:test";
import { reseller, type Reseller } from "./reseller.ts";
import { openShop } from "./shop.ts";
import { until } from "./until.ts";

/** From the stranger's screen to the button, and what became of it. */
async function asks(who: Reseller): Promise<void> {
  who.says("/start");
  await who.sees("khusus untuk reseller");
  await who.presses("🙋");
}

/** A shop with two operators, who have both started the bot. */
async function openShopOfTwo(
  context: Parameters<typeof openShop>[0],
  env: Record<string, string> = {},
) {
  const shop = await openShop(context, { env: { ADMIN_IDS: "9001,9002", ...env } });
  const second = reseller(shop.telegram, { id: 9002, name: "Pak Joko", language: "en" });
  for (const operator of [shop.operator, second]) {
    operator.says("/start");
    await operator.sees("Toko Maju");
  }
  return { ...shop, second };
}

test("a stranger asks with one tap, the first operator decides, the other's message shows who; then they may order", async (context) => {
  const { stranger, operator, second, orderRequests } = await openShopOfTwo(context);
  stranger.says("/start");
  await stranger.sees(/khusus untuk reseller[^]*6666/);
  await stranger.presses("🙋");
  await stranger.sees("Permintaan terkirim");
  await operator.sees(/Permintaan akses[^]*Orang Baru[^]*6666/);
  const others = await second.sees(/Request for access[^]*Orang Baru/);
  const { text } = await operator.presses("✅");
  assert.equal(text, "", "nobody had decided before");
  await operator.sees("Diterima oleh Ibu Ani");
  const changed = await second.sees("Accepted by Ibu Ani");
  assert.equal(changed.message.message_id, others.message.message_id, "edited, not told anew");
  await stranger.sees("Akses diberikan");
  await stranger.ordersPulsa();
  await stranger.sees(/^✅ Sukses/);
  assert.equal(orderRequests(), 1);
});

test("a stranger whose message cannot be edited reads in a new one that they asked", async (context) => {
  const { stranger, telegram } = await openShop(context);
  telegram.faults.add({
    kind: "bad_request",
    reason: "message can't be edited",
    method: "editMessageText",
    chatId: stranger.id,
  });
  await asks(stranger);
  await stranger.sees("Permintaan terkirim");
});

test("who asks in English is answered in English, by whoever decides", async (context) => {
  const { telegram, operator } = await openShopOfTwo(context);
  const stranger = reseller(telegram, { id: 6667, name: "New Person", language: "en" });
  stranger.says("/start");
  await stranger.sees("6667");
  await stranger.presses("🙋");
  await operator.sees(/Permintaan akses[^]*New Person/);
  await operator.presses("✅");
  await stranger.sees("You have access");
});

test("two operators at once make one decision; the slower one reads whose", async (context) => {
  const { stranger, operator, second, telegram } = await openShopOfTwo(context);
  await asks(stranger);
  await operator.sees("Permintaan akses");
  const asked = await second.sees("Request for access");
  telegram.faults.add({
    kind: "too_many_requests",
    retryAfterS: 2,
    method: "editMessageText",
    chatId: 9002,
    times: Infinity,
  });
  await operator.presses("❌");
  await operator.sees("Ditolak oleh Ibu Ani");
  const { text } = await second.presses("✅", { message: asked });
  telegram.faults.clear();
  assert.match(text, /Ibu Ani/);
  await second.sees("Refused by Ibu Ani");
  await stranger.sees("ditolak");
  const told = stranger
    .messages()
    .filter(({ message }) => /ditolak|diberikan/.test(message.text ?? ""));
  assert.equal(told.length, 1);
});

test("a refused stranger cannot ask again for a day, one who waits asks once", async (context) => {
  const { stranger, operator, second } = await openShopOfTwo(context);
  await asks(stranger);
  await operator.sees("Permintaan akses");
  await second.sees("Request for access");
  await asks(stranger);
  await stranger.seesAlert("sedang menunggu");
  await operator.presses("❌");
  await stranger.sees("Permintaan akses ditolak");
  await asks(stranger);
  await stranger.seesAlert(/ditolak.*meminta lagi setelah/);
  const asked = second.messages().filter(({ message }) => message.text?.includes("Orang Baru"));
  assert.equal(asked.length, 1);
});

test("who was accepted stays so after a restart; an operator who starts the bot later still gets the request", async (context) => {
  const { stranger, operator, bot, openBot } = await openShop(context);
  await asks(stranger);
  await stranger.sees("Permintaan terkirim");
  await bot.stop();
  await openBot();
  operator.says("/start");
  await operator.sees("Permintaan akses");
  await operator.presses("✅");
  await stranger.sees("Akses diberikan");
  stranger.says("/start");
  await stranger.sees("Mau pesan apa");
});

test("requests of many strangers are bounded", async (context) => {
  const { telegram, operator } = await openShop(context);
  operator.says("/start");
  await operator.sees("Toko Maju");
  for (let id = 6001; id <= 6031; id += 1) {
    const someone = reseller(telegram, { id, name: `Orang ${id}` });
    await asks(someone);
    if (id <= 6030) await someone.sees("Permintaan terkirim");
    else await someone.seesAlert("Sedang banyak permintaan");
  }
});

test("who asks, has it erased and asks again is told of once in an hour", async (context) => {
  const { stranger, operator } = await openShop(context);
  operator.says("/start");
  await operator.sees("Toko Maju");
  await asks(stranger);
  await operator.sees("Permintaan akses");
  for (let round = 0; round < 3; round += 1) {
    stranger.says("/forget_me");
    await stranger.presses("🗑 Ya, hapus");
    await stranger.sees("Data Anda sudah dihapus");
    await asks(stranger);
    await stranger.seesAlert("Sedang banyak permintaan");
  }
  const told = operator.messages().filter(({ message }) => message.text?.includes("Permintaan"));
  assert.equal(told.length, 1);
});

test("removing a reseller: a confirming tap, unsent orders withdrawn, old buttons dead, owed results still come; restoring", async (context) => {
  const { budi, operator, osimesa, orderRequests } = await openShop(context, {
    upstream: { policy: () => ({ kind: "hang" }) },
  });
  await budi.ordersPulsa("081234567801");
  const { refId } = await until(() => osimesa.ledger.all()[0]);
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 10.000");
  budi.says("081234567802");
  const card = await budi.sees(/^Cek/);

  operator.says("/resellers budi");
  await operator.sees(/Budi[^]*7001[^]*hari ini 1 · Rp5\.925/);
  await operator.presses("Budi");
  await operator.sees(/✅ Boleh memesan/);
  await operator.presses("🚫");
  await operator.sees("Cabut akses orang ini?");
  await operator.presses("✅");
  await operator.sees(/🚫 Akses dicabut, sejak .* oleh Ibu Ani/);

  await budi.sees("Akses Anda dicabut");
  await budi.presses("✅", { message: card });
  await budi.sees(/khusus untuk reseller/);
  osimesa.ledger.complete(refId, { voucher: "SN-OWED" });
  await budi.sees("SN-OWED");
  assert.equal(orderRequests(), 1);
  await asks(budi);
  await budi.seesAlert("ditolak");

  await operator.presses("↩️");
  await operator.presses("✅");
  await operator.sees("✅ Boleh memesan");
  await budi.sees("dipulihkan");
  budi.says("/start");
  await budi.sees("Mau pesan apa");
});

test("an order that waits when its reseller is removed is withdrawn", async (context) => {
  const { budi, operator, osimesa, orderRequests } = await openShop(context);
  // Nobody knows what became of the first, so the second, exactly the same, waits for it.
  osimesa.faults.on({ kind: "dropped" }, { types: ["order"] });
  await budi.ordersPulsa();
  await budi.sees(/jangan kirim/i);
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  budi.says("081234567890");
  await budi.presses("Memang mau satu lagi");
  await budi.presses("✅");
  operator.says("/resellers 7001");
  await operator.sees("Budi");
  await operator.presses("Budi");
  await operator.presses("🚫");
  await operator.presses("✅");
  await budi.sees(/^❌[^]*Akses Anda ke bot ini sudah dicabut/);
  assert.equal(orderRequests(), 1);
});

test("a daily limit is kept exactly: failed orders do not count, the reseller is told, the operator changes it", async (context) => {
  let refuse = true;
  const { budi, operator, orderRequests } = await openShop(context, {
    env: { DAILY_LIMIT_RUPIAH: "11850" },
    upstream: {
      policy: () => (refuse ? { kind: "refuse", message: "Nomor salah." } : { kind: "succeed" }),
    },
  });
  await budi.ordersPulsa("081234567801");
  await budi.sees(/^❌[^]*Nomor salah/);
  refuse = false;
  for (const number of ["081234567802", "081234567803"]) {
    await budi.ordersPulsa(number);
    await budi.sees(/^✅ Sukses/);
  }
  await budi.ordersPulsa("081234567804");
  await budi.seesAlert(/Limit harian Rp11\.850, terpakai Rp11\.850\. Belum ada transaksi/);
  assert.equal(orderRequests(), 3);
  operator.says("/limit 7001 17.775");
  await operator.sees(/Limit harian: Rp17\.775[^]*hari ini 2 · Rp11\.850/);
  await budi.presses("✅");
  await budi.sees(/^✅ Sukses/);
  assert.equal(orderRequests(), 4);
});
