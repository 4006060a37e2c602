import assert from "node:assert/strict";
import { test } from "node:test";
import { maxAnnouncement } from "../../src/screens/notices/shop.ts";
import { reseller } from "./reseller.ts";
import { openShop } from "./shop.ts";
import { until } from "./until.ts";

test("operators' commands stand in their menu only, and for anybody else do not exist", async (context) => {
  const { budi, operator, telegram } = await openShop(context);
  operator.says("/start");
  await operator.sees("Toko Maju");
  await until(() =>
    telegram.commandsFor(operator.id).some(({ command }) => command === "broadcast"),
  );
  assert.ok(!telegram.commandsFor(budi.id).some(({ command }) => command === "broadcast"));
  budi.says("/tidakada");
  const unknown = (await budi.sees(/./)).message.text;
  const commands = ["pause", "resume", "broadcast hai", "stats", "orders", "review", "resellers"];
  for (const command of [...commands, "limit 7001 5"]) {
    budi.says(`/${command}`);
    assert.equal((await budi.sees(/./)).message.text, unknown, command);
    const listed = telegram.commandsFor(operator.id).map((one) => one.command);
    assert.ok(listed.includes(command.split(" ")[0] ?? ""), `/${command} in the operators' menu`);
  }
  budi.says("/help");
  assert.doesNotMatch(
    (await budi.sees("Cara memesan")).message.text ?? "",
    /\/broadcast|Perintah operator/,
  );
});

test("an operator's /start and /help lead to what only operators have", async (context) => {
  const { operator } = await openShop(context);
  operator.says("/help");
  await operator.sees(/Perintah operator\n\/orders – [^]*\/limit – [^]*\/broadcast – /);
  const buttons: [button: string, shows: RegExp][] = [
    ["⏳", /Tidak ada transaksi yang belum selesai/],
    ["⚠️", /Tidak ada transaksi yang perlu dicek/],
    ["👥", /3 reseller/],
    ["📊", /Hari ini/],
  ];
  for (const [button, shows] of buttons) {
    operator.says("/start");
    await operator.sees("Toko Maju");
    await operator.presses(button);
    await operator.sees(shows);
  }
  operator.says("/status ZZZZZ-ZZZZZ");
  await operator.sees("Tidak ada transaksi dengan nomor itu, dari reseller mana pun");
});

test("who is no operator any more loses the operators' menu at the next start", async (context) => {
  const { operator, telegram, bot, openBot } = await openShop(context);
  const has = (command: string) =>
    telegram.commandsFor(operator.id).some((one) => one.command === command);
  operator.says("/start");
  await until(() => has("broadcast"));
  await bot.stop();
  const renewed = await openBot();
  await until(() => has("broadcast"));
  await renewed.stop();
  await openBot({ ADMIN_IDS: "9002" });
  await until(() => !has("broadcast"));
  assert.ok(has("order"));
});

test("/pause with a reason: told to resellers, no form, no order, old cards stay good; /resume opens and tells", async (context) => {
  const { budi, sari, operator, orderRequests } = await openShop(context);
  sari.says("/start");
  await sari.sees("Toko Maju");
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  budi.says("081234567890");
  const card = await budi.sees(/^Cek/);
  operator.says("/pause Stok opname sampai jam 9");
  await operator.sees(/Toko ditutup sementara[^]*Stok opname sampai jam 9[^]*3 reseller/);
  await sari.sees("Stok opname sampai jam 9");
  await budi.sees("Stok opname sampai jam 9");
  await operator.sees(/Sampai: 2[^]*belum memulainya: 1/);
  await budi.presses("✅", { message: card });
  await budi.seesAlert(/tidak menerima pesanan\. Belum ada transaksi\. Stok opname/);
  sari.says("/order");
  await sari.sees("Pilih kategori");
  await sari.presses("Pulsa Telkomsel");
  await sari.presses("Telkomsel 10.000");
  await sari.sees(/tidak menerima pesanan[^]*Stok opname/);
  assert.equal(orderRequests(), 0);
  operator.says("/resume");
  await operator.sees(/Toko buka lagi|Toko memang sedang buka/);
  await sari.sees("Toko buka lagi");
  await budi.presses("✅", { message: card });
  await budi.sees(/^✅ Sukses/);
});

test("/resume lets sending go on after a refusal of the shop's account, in whichever process sends", async (context) => {
  const { budi, operator, osimesa, openBot, orderRequests } = await openShop(context);
  operator.says("/start");
  await operator.sees("Toko Maju");
  await openBot();
  osimesa.faults.on(
    { kind: "refused", code: 400, message: "Saldo tidak mencukupi." },
    { types: ["order"] },
  );
  await budi.ordersPulsa("081234567801");
  await budi.sees(/^❌[^]*bukan salah Anda/);
  await budi.ordersPulsa("081234567802");
  await budi.sees("Menunggu dikirim");
  operator.says("/resume");
  await operator.sees("Toko memang sedang buka");
  await budi.sees(/^✅ Sukses/);
  assert.equal(orderRequests(), 2);
});

test("/broadcast: preview, one confirming tap however often pressed, a report; no result waits for it, a restart loses none", async (context) => {
  const crowd = Array.from({ length: 60 }, (_, index) => 5_001 + index);
  const { budi, operator, telegram, bot, openBot } = await openShop(context, {
    env: { RESELLER_IDS: ["7001", ...crowd].join(",") },
  });
  const people = crowd.map((id) => reseller(telegram, { id, name: `Toko ${id}` }));
  for (const one of people.slice(1)) one.says("/start");
  await Promise.all(people.slice(1).map((one) => one.sees("Mau pesan apa")));
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  people[1]?.blocks();
  operator.says("/broadcast Promo <hari> ini\nDiskon 5%");
  await operator.sees(/📢 Toko Maju\n\nPromo <hari> ini\nDiskon 5%/);
  const preview = await operator.sees(/ke 61 reseller\?/);
  await operator.presses("✅", { message: preview });
  await operator.sees("Sedang dikirim ke 61 reseller");
  await operator.pressesOld("✅", { message: preview });
  await operator.seesAlert("sudah dikirim");
  await budi.ordersPulsa();
  await budi.sees(/^✅ Sukses/);
  await bot.stop();
  await openBot();
  await operator.sees(
    /selesai dikirim\nSampai: 59\nMemblokir bot atau belum memulainya: 2\nGagal: 0/,
  );
  const got = people.map(
    (one) =>
      one.messages().filter(({ message }) => message.text?.includes("Promo <hari> ini")).length,
  );
  assert.deepEqual(got.slice(0, 2), [0, 0]);
  assert.ok(
    got.slice(2).every((count) => count === 1),
    String(got),
  );
});

test("/broadcast can be dropped; an empty or too long one is not begun", async (context) => {
  const { budi, operator } = await openShop(context);
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  operator.says("/broadcast");
  await operator.sees("diikuti isi pesannya");
  operator.says(`/broadcast ${"a".repeat(maxAnnouncement + 1)}`);
  await operator.sees("terlalu panjang");
  operator.says(`/broadcast ${"a".repeat(maxAnnouncement)}`);
  await operator.sees("Begini pesannya nanti");
  operator.says("/broadcast Salah ketik");
  const preview = await operator.sees("Begini pesannya nanti");
  await operator.presses("❌", { message: preview });
  await operator.sees("Pesan tidak dikirim");
  await operator.pressesOld("✅", { message: preview });
  await operator.sees("sudah terlalu lama");
  assert.ok(!budi.screen().includes("Salah ketik"));
});

test("/stats counts what was done, failed and withdrawn; /orders shows what is open, of all, and opens one", async (context) => {
  let next: "succeed" | "fail" | "hang" = "succeed";
  const { budi, sari, operator } = await openShop(context, {
    upstream: {
      policy: () => (next === "fail" ? { kind: "fail", note: "Nomor diblokir" } : { kind: next }),
    },
  });
  operator.says("/orders");
  await operator.sees("Tidak ada transaksi yang belum selesai");
  await budi.ordersPulsa("081234567801");
  await budi.sees(/^✅ Sukses/);
  next = "fail";
  await sari.ordersPulsa("081234567802");
  await sari.sees(/^❌[^]*Nomor diblokir/);
  next = "hang";
  await sari.ordersPulsa("081234567803");
  await sari.sees("Sedang diproses");
  operator.says("/stats");
  const today = await operator.sees(
    /📊 Hari ini[^]*Transaksi: 3[^]*Sukses: 1 · Rp5\.925[^]*Gagal: 1[^]*Belum selesai: 1[^]*50%/,
  );
  assert.match(today.message.text ?? "", /Separuhnya selesai dalam ≤ \d/);
  assert.match(
    today.message.text ?? "",
    /Paling lambat[^]*Telkomsel 5\.000: [\d,]+ detik[^]*Paling sering gagal:\nTelkomsel 5\.000: 1 dari 2/,
  );
  assert.match(today.message.text ?? "", /Sekarang: 1 diproses/);
  await operator.presses("30");
  await operator.sees(/📊 30 hari terakhir[^]*Transaksi: 3/);
  operator.says("/orders");
  await operator.sees(/1 transaksi belum selesai[^]*081234567803/);
  await operator.presses("1");
  await operator.sees(/Sedang diproses[^]*Reseller: Sari · 7002[^]*📤 Sedang dikirim/);
});

test("/resellers is paged and searched by name or id; a limit is set with a tap", async (context) => {
  const ids = Array.from({ length: 20 }, (_, index) => 5_001 + index);
  const { operator, telegram } = await openShop(context, { env: { RESELLER_IDS: ids.join(",") } });
  const wati = reseller(telegram, { id: 5_013, name: "Wati", username: "wati_cell" });
  wati.says("/start");
  await wati.sees("Mau pesan apa");
  operator.says("/resellers");
  await operator.sees(/20 reseller[^]*1\. [^]*5001[^]*\n8\. [^]*5008/);
  await operator.presses("▶️");
  await operator.presses("▶️");
  await operator.sees("5020");
  operator.says("/resellers WATI_c");
  await operator.sees(
    /1 reseller[^]*Wati @wati_cell · 5013 · hari ini 0 · Rp0 · belum pernah memesan/,
  );
  await operator.presses("Wati");
  await operator.sees(/Limit harian: tanpa limit \(umum\)/);
  await operator.presses("🚦 Limit");
  await operator.presses("Rp1.000.000");
  await operator.sees(/Limit harian: Rp1\.000\.000/);
  await operator.presses("⬅️");
  await operator.sees("Wati");
  operator.says("/resellers 501");
  await operator.sees("10 reseller");
  operator.says("/limit banyak");
  await operator.sees("Cara pakai");
});

test("a picture goes to resellers of one level with its text below; the report names who has not got it and why", async (context) => {
  const { budi, sari, alex, operator, telegram } = await openShop(context);
  for (const who of [budi, sari]) {
    who.says("/start");
    await who.sees("Toko Maju");
  }
  for (const who of [budi, sari, alex]) {
    operator.says(`/resellers ${who.id}`);
    await operator.sees("Hasil");
    await operator.presses(who === alex ? "(belum" : /^(Budi|Sari)/);
    await operator.presses("🏷");
    await operator.presses(who === budi ? /^Level 2/ : /^Level 1/);
    await operator.sees(who === budi ? /Level 2/ : /Level 1/);
  }
  telegram.sendPhoto(operator.id, Buffer.from("a poster"), "/broadcast Promo <hari ini>");
  await operator.sees("Kirim ke 3 reseller?");
  const preview = operator.messages().findLast(({ message }) => message.photo !== undefined);
  assert.equal(preview?.message.caption, "📢 Toko Maju\n\nPromo <hari ini>");
  await operator.presses(/^Level 1.* \(2\)/);
  await operator.sees(/Kirim ke 2 reseller\?[^]*Hanya reseller dengan level Level 1/);
  sari.blocks();
  await operator.presses("✅ Kirim ke 2");
  const report = await operator.sees(/Sampai: 0[^]*Belum menerima:/);
  assert.match(report.message.text ?? "", /Sari – memblokir bot/);
  assert.match(report.message.text ?? "", /7003 – belum pernah memulai bot/);
  const links = (report.message.entities ?? []).filter(({ type }) => type === "text_link");
  assert.ok(links.length >= 2, JSON.stringify(report.message.entities));
  sari.unblocks();
  telegram.sendPhoto(operator.id, Buffer.from("a poster"), "/broadcast Lagi");
  await operator.sees("Kirim ke 3 reseller?");
  await operator.presses(/^Level 2.* \(1\)/);
  await operator.presses("✅ Kirim ke 1");
  await operator.sees("Sampai: 1");
  const got = budi.messages().findLast(({ message }) => message.photo !== undefined);
  assert.equal(got?.message.caption, "📢 Toko Maju\n\nLagi");
  assert.ok(!sari.messages().some(({ message }) => message.photo !== undefined));
  telegram.sendPhoto(operator.id, Buffer.from("a poster"), `/broadcast ${"x".repeat(1_020)}`);
  await operator.sees("Terlalu panjang untuk di bawah gambar");
  telegram.sendPhoto(budi.id, Buffer.from("a poster"), "/broadcast Saya");
  await budi.sees(/./);
  operator.says("/stats");
  await operator.sees("Hari ini");
  assert.ok(!operator.messages().some(({ message }) => message.caption?.includes("Saya")));
});
