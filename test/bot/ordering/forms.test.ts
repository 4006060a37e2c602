import assert from "node:assert/strict";
import { test } from "node:test";
import { contentOf } from "../../../sandbox/telegram/rendering.ts";
import { buttonsOf } from "../../../sandbox/telegram/people/presses.ts";
import type { MessageView } from "../../../sandbox/telegram/view.ts";
import { until } from "../../story/until.ts";
import { input, openShop, opens, phone, service } from "../shop.ts";

const pulsa = service("TS5", [phone], { name: "Telkomsel 5.000" });

test("three fields, a select among them, keep their positions; ⬅️ keeps what was typed", async (t) => {
  const zone = input("Zone ID", { type: "number", position: 2, minLength: 4, maxLength: 5 });
  const server = {
    kind: "select" as const,
    position: 3 as const,
    label: "Server",
    options: Array.from({ length: 30 }, (_, index) => ({
      value: `s${index}`,
      label: `Server <${index}>`,
    })),
  };
  const { budi, orders } = await openShop(t, [
    service("ML", [input("User ID"), zone, server], { info: "ID ada di profil." }),
  ]);
  await opens(budi, "Layanan ML");
  await budi.sees(/ID ada di profil\.[^]*User ID/);
  budi.says("12345678");
  await budi.sees("Zone ID?");
  assert.doesNotMatch(budi.screen().split("Zone ID?")[1] ?? "", /ID ada di profil/);
  budi.says("12a");
  await budi.sees("hanya angka");
  budi.says("123");
  await budi.sees("Terlalu pendek: 3 angka. Seharusnya 4–5 angka.");
  budi.says("1234");
  await budi.sees("Server?");
  await budi.presses("⬅️");
  await budi.sees("Zone ID?");
  await budi.presses("Pakai 1234");
  await budi.sees("Server?");
  await budi.presses("▶️");
  await budi.presses("Server <14>");
  await budi.sees(/User ID: 12345678\nZone ID: 1234\nServer: Server <14>/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  const [order] = await orders(budi.id);
  assert.deepEqual(
    order?.destination.map(({ position, value }) => [position, value]),
    [
      [1, "12345678"],
      [2, "1234"],
      [3, "s14"],
    ],
  );
});

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
  telegram.updates.repeatNext(1);
  budi.says("111222");
  await budi.sees("Zone?");
  budi.says("3333");
  await budi.sees(/User ID: 111222\nZone: 3333/);
});

test("a password is deleted, masked everywhere, and never echoed when mistyped", async (t) => {
  const secret = input("Password", { type: "password", position: 2, minLength: 6 });
  const { budi, telegram, orders } = await openShop(t, [
    service("ACC", [input("Email", { type: "email" }), secret]),
  ]);
  await opens(budi, "Layanan ACC");
  await budi.sees("Email?");
  budi.says("budi@contoh");
  await budi.sees("bukan alamat email");
  budi.says("budi@contoh.id");
  await budi.sees("Password?");
  budi.says("abc");
  await budi.sees("Terlalu pendek");
  budi.says("rahasia1");
  await budi.sees("Password: ••••••");
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  assert.equal((await orders(budi.id))[0]?.destination[1]?.value, "rahasia1");
  assert.doesNotMatch(
    JSON.stringify(telegram.chat(budi.id).messages.filter(({ byBot }) => byBot)),
    /rahasia1|abc/,
  );
  assert.doesNotMatch(budi.screen(), /rahasia1/);
});

test("a password that could not be deleted counts as not heard: it is asked for again", async (t) => {
  const secret = input("Password", { type: "password" });
  const { budi, telegram } = await openShop(t, [service("ACC", [secret])]);
  await opens(budi, "Layanan ACC");
  await budi.sees("Password?");
  telegram.faults.add({ kind: "dropped", method: "deleteMessage", times: 2 });
  // Neither a good one nor one that is too long to be one.
  for (const typed of ["rahasia1", "x".repeat(4_000)]) {
    budi.says(typed);
    await budi.sees("Coba lagi sebentar lagi");
  }
  budi.says("rahasia1");
  await budi.sees("Password: ••••••");
});

test("a page of options that fails on the way is said to, and can be pressed again", async (t) => {
  const options = Array.from({ length: 30 }, (_, index) => ({
    value: `s${index}`,
    label: `Server ${index}`,
  }));
  const { budi, telegram } = await openShop(t, [
    service("ML", [{ kind: "select", position: 1, label: "Server", options }]),
  ]);
  await opens(budi, "Layanan ML");
  await budi.sees("Server?");
  telegram.faults.add({ kind: "dropped", method: "editMessageText" });
  const { text } = await budi.presses("▶️");
  assert.match(text, /Coba lagi sebentar lagi/);
  await budi.presses("▶️");
  await budi.presses("Server 14");
  await budi.sees("Server: Server 14");
});

test("an answered question loses its buttons; what was typed stays, mistyped or not", async (t) => {
  const { budi } = await openShop(t, [
    service("ACC", [input("Email", { type: "email" }), input("Nama", { position: 2 })]),
  ]);
  await opens(budi, "Layanan ACC");
  const question = await budi.sees("Email?");
  const now = (of: MessageView) =>
    budi.messages().find(({ message }) => message.message_id === of.message.message_id);
  assert.ok(now(question)?.message.reply_markup);
  const mistyped = budi.says("budi@contoh");
  await budi.sees("bukan alamat email");
  const answer = budi.says("budi@contoh.id");
  await budi.sees("Nama?");
  assert.ok(now(mistyped) && now(answer));
  assert.equal(now(question)?.message.reply_markup, undefined);
});

test("a shared contact answers a phone question, and only such", async (t) => {
  const { budi } = await openShop(t, [service("TS5", [phone, input("Nama", { position: 2 })])]);
  await opens(budi, "Layanan TS5");
  await budi.sees("Nomor HP tujuan?");
  budi.sendsSticker();
  await budi.sees("ketik jawabannya");
  budi.sharesContact("6281234567890", { own: false });
  await budi.sees("Nama?");
  budi.sharesContact("6281234567890", { own: false });
  await budi.sees("bukan tentang nomor HP");
  budi.says("Siti");
  await budi.sees("Nomor HP: 081234567890");
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

test("an operator's buttons do nothing for who is none any more", async (t) => {
  const { operator, grant } = await openShop(t, [pulsa]);
  operator.says("/stats");
  await operator.sees(/hari ini/i);
  const before = operator.screen();
  grant(operator.id, "reseller");
  const { text } = await operator.presses("30 hari");
  assert.match(text ?? "", /tidak berlaku/);
  assert.equal(operator.screen(), before);
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

test("answers sent faster than the bot reads are taken in their order", async (t) => {
  const shop = await openShop(t, [
    service("ML", [input("User ID"), input("Zone", { position: 2 })]),
  ]);
  const { budi } = shop;
  await opens(budi, "Layanan ML");
  await budi.sees("User ID?");
  budi.says("111222");
  budi.says("3333");
  await budi.sees(/User ID: 111222\nZone: 3333/);
});

const mobileLegends = service(
  "ML86",
  [
    input("User ID", { type: "tel", minLength: 5, maxLength: 12 }),
    input("Zone ID", { type: "number", position: 2, minLength: 4, maxLength: 5 }),
  ],
  { category: { name: "Pulsa & Game", slug: "games" }, name: "86 Diamonds" },
);

test("an id and its zone typed together answer both questions, each for itself", async (t) => {
  const { budi, orders } = await openShop(t, [mobileLegends]);
  await opens(budi, "86 Diamonds");
  await budi.sees(/User ID[^]*ID dan zone sekaligus: 12345678 \(1234\)/);
  budi.says("12345678 (123)");
  await budi.sees("Zone ID: Terlalu pendek: 3 angka. Seharusnya 4–5 angka.");
  budi.says("1234 (1234)");
  await budi.sees("User ID: Terlalu pendek: 4 angka");
  budi.says("12345678 (1234)");
  await budi.sees(/^Cek nomor[^]*User ID: 12345678\nZone ID: 1234/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  assert.deepEqual(
    (await orders(budi.id))[0]?.destination.map(({ position, value }) => [position, value]),
    [
      [1, "12345678"],
      [2, "1234"],
    ],
  );
});

test("digits that are no phone number are never run together or taken from a contact", async (t) => {
  const { budi } = await openShop(t, [mobileLegends]);
  await opens(budi, "86 Diamonds");
  await budi.sees("User ID?");
  assert.doesNotMatch(budi.screen(), /kontak/);
  budi.sharesContact("6281234567890");
  await budi.sees("bukan tentang nomor HP");
  budi.says("1234 5678 90");
  await budi.sees("tanpa huruf, spasi atau tanda");
  budi.says("6281234567");
  await budi.sees("Zone ID?");
  await budi.presses("⬅️");
  await budi.sees("User ID?");
  // And after ⬅️ too, both at once.
  budi.says("87654321/4321");
  await budi.sees(/^Cek nomor[^]*User ID: 87654321\nZone ID: 4321/);
  assert.doesNotMatch(budi.screen(), /⚠️/);
});

test("a phone number of 17 digits, or of another kind, is warned about on its card", async (t) => {
  const { budi, jane } = await openShop(t, [
    service("TR5", [phone], { category: { name: "Pulsa Tri", slug: "tri" }, name: "Tri 5.000" }),
  ]);
  const asks = async (number: string) => {
    await opens(budi, "Tri 5.000");
    await budi.sees("kirim kontak");
    budi.says(number);
    return contentOf(await budi.sees(/^Cek nomor/));
  };
  const long = await asks("08123456789012345");
  assert.match(long, /08123456789012345 \(0812-3456-7890-1234-5\)/);
  assert.match(long, /⚠️ Nomor ini 17 angka; nomor HP biasanya 10–13 angka/);
  assert.match(long, /Ini nomor Telkomsel, produknya untuk Tri/);
  assert.match(await asks("12345678901"), /⚠️ Nomor HP biasanya diawali 08/);
  const usual = await asks("+62 895-1234-5678");
  assert.match(usual, /089512345678/);
  assert.doesNotMatch(usual, /⚠️/);
  await opens(jane, "Tri 5.000");
  jane.says("0895123");
  await jane.sees("This number has 7 digits. A mobile number usually has 10–13");
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
