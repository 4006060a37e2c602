import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../story/until.ts";
import { input, phone, service } from "../goods.ts";
import { openShop, opens } from "../shop.ts";

const minuteMs = 60_000;

test("categories are paged, with counts of what is open; a category of thousands is paged, open and cheap first", async (t) => {
  const services = Array.from({ length: 20_000 }, (_, index) => {
    const category = index % 200;
    return service(`S${index}`, [phone], {
      name: `Layanan ${index}`,
      costRupiah: 100_000 - index,
      inStock: index >= 10_000 || index % 400 === 0,
      category: { name: `Kategori ${category}`, slug: `kategori-${category}` },
    });
  });
  const { budi } = await openShop(t, services);
  /** The page may be drawn after the press is answered. */
  const turns = async (label: string, page: string) => {
    await budi.presses(label);
    await until(() => budi.buttons().includes(page));
  };
  budi.says("/order");
  await budi.sees(/10\.025 produk siap dijual/);
  assert.ok(budi.buttons().includes("1/13"));
  assert.ok(!budi.buttons().includes("◀️"));
  await turns("⏩", "6/13");
  await turns("▶️", "7/13");
  await turns("⏪", "2/13");
  await turns("◀️", "1/13");
  await budi.presses("Kategori 0 (75)");
  await budi.sees("75 dari 100 produk tersedia");
  assert.equal(budi.buttons()[0], "Layanan 19800 · S19800 · Rp80.200");
  await turns("⏩", "6/10");
  await turns("▶️", "7/10");
  await turns("▶️", "8/10");
  await budi.sees("stok habis");
  assert.ok(budi.buttons().some((label) => label.startsWith("🔴 Layanan")));
  await turns("⬅️", "1/13");
  assert.equal(budi.messages().filter(({ byBot }) => byBot).length, 1);
});

test("categories with nothing to order now stand below all others, marked", async (t) => {
  const { budi } = await openShop(t, [
    service("A1", [phone], { inStock: false, category: { name: "Habis", slug: "habis" } }),
    service("B1", [phone], { category: { name: "Buka", slug: "buka" } }),
    service("B2", [phone], { inStock: false, category: { name: "Buka", slug: "buka" } }),
    service("C1", [phone], { category: { name: "Buka juga", slug: "buka-juga" } }),
  ]);
  budi.says("/order");
  await budi.sees("2 produk siap dijual");
  assert.deepEqual(budi.buttons(), ["Buka (1)", "Buka juga (1)", "🌙 Habis (0)", "⬅️ Kembali"]);
});

test("categories a person orders from most stand before the others, for nobody else", async (t) => {
  const of = (code: string, name: string, inStock = true) =>
    service(code, [phone], { inStock, category: { name, slug: name.toLowerCase() } });
  const wares = [of("A1", "Axis"), of("B1", "By.U"), of("C1", "Telkomsel"), of("D1", "XL")];
  const shop = await openShop(t, wares);
  const { budi } = shop;
  const orders = async (code: string, number: string) => {
    budi.says(`${code}.${number}`);
    await budi.presses("✅");
    await budi.sees("Menunggu dikirim");
  };
  await orders("D1", "087712345678");
  await orders("C1", "081234567891");
  await orders("C1", "081234567892");
  const list = async (who = budi) => {
    who.says("/order");
    await who.sees(/Pilih kategori|category/);
    return who.buttons().slice(0, 4);
  };
  const own = ["Telkomsel (1)", "XL (1)", "Axis (1)", "By.U (1)"];
  assert.deepEqual(await list(), own);
  assert.deepEqual((await list(shop.jane))[0], "Axis (1)");
  // A session that was lost learns it at the next /start.
  await shop.storeSession(budi.id, { v: 1, language: "id" });
  assert.equal((await list())[0], "Axis (1)");
  budi.says("/start");
  await budi.sees("Toko");
  assert.deepEqual(await list(), own);
  shop.sell([...wares.slice(0, 2), of("C1", "Telkomsel", false), of("D1", "XL")]);
  assert.deepEqual(await list(), ["XL (1)", "Axis (1)", "By.U (1)", "🌙 Telkomsel (0)"]);
});

test("out of stock and in cut-off still open, with why and until when; nothing can be ordered there", async (t) => {
  const jakarta = new Date(Date.now() + 7 * 60 * minuteMs);
  const nowMinute = jakarta.getUTCHours() * 60 + jakarta.getUTCMinutes();
  const day = 24 * 60;
  const cutOff = { startMinute: (nowMinute + day - 10) % day, endMinute: (nowMinute + 90) % day };
  const { budi } = await openShop(t, [
    service("HABIS", [phone], { inStock: false, note: "Paket <30> hari & lebih" }),
    service("TUTUP", [phone], { cutOff }),
  ]);
  budi.says("/order");
  await budi.sees("0 produk siap dijual");
  await budi.presses("🌙 Pulsa");
  await budi.sees("stok habis");
  assert.deepEqual(budi.buttons(), [
    "🌙 Layanan TUTUP · Rp5.475",
    "🔴 Layanan HABIS · Rp5.475",
    "⬅️ Kembali",
  ]);
  await budi.presses("🔴");
  await budi.sees(/Paket <30> hari & lebih[^]*Stok habis/);
  await budi.presses("⬅️");
  await budi.presses("🌙");
  await budi.sees(/Cut-off, buka lagi .*\d\d:\d\d WIB/);
  assert.deepEqual(budi.buttons(), ["🔔 Kabari kalau buka", "⭐ Favorit", "⬅️ Kembali"]);
});

test("closing, vanishing or changing while a form is open is told, and nothing is ordered", async (t) => {
  const pulsa = service("TS5", [phone]);
  const shop = await openShop(t, [pulsa]);
  const { budi } = shop;
  const enter = async () => {
    shop.sell([pulsa]);
    await opens(budi, "Layanan TS5");
    await budi.sees("Nomor HP tujuan?");
  };
  await enter();
  shop.sell([{ ...pulsa, inStock: false }]);
  budi.says("081234567890");
  await budi.sees(/Stok habis[^]*baru saja tutup/);
  await enter();
  shop.sell([service("LAIN", [])]);
  budi.says("081234567890");
  await budi.sees("sudah tidak tersedia");
  await enter();
  shop.sell([{ ...pulsa, fields: [phone, input("Zone", { position: 2 })] }]);
  budi.says("081234567890");
  await budi.sees("baru saja berubah");
  await budi.presses("🔁");
  await budi.sees(/081234567890[^]*Zone\?/);
});

test("no list yet is said kindly; an old list shows its age", async (t) => {
  const shop = await openShop(t, null);
  const { budi } = shop;
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  await budi.presses("🛒");
  await budi.sees("Daftar produk belum tersedia");
  shop.sell([service("A", [])], 11 * minuteMs);
  await budi.presses("🛒");
  await budi.sees(/Daftar ini dari .*\d\d:\d\d WIB/);
});

test("a stranger sees the stranger's screen and nothing else, whatever they do", async (t) => {
  const shop = await openShop(t, [service("A", [input("User ID")])]);
  const { stranger, budi } = shop;
  stranger.starts("promo");
  await stranger.sees(/khusus untuk reseller[^]*8001/);
  for (const text of ["/order", "/status some1d", "/history", "halo"]) {
    stranger.says(text);
    await stranger.sees("8001");
  }
  await opens(budi, "Layanan A");
  await budi.sees("User ID?");
  shop.grant(budi.id, "stranger");
  budi.says("12345678");
  await budi.sees(/khusus untuk reseller[^]*7001/);
  await budi.presses("❌");
  await budi.sees("7001");
  await budi.pressesOld("Pulsa");
  await budi.sees("7001");
  assert.deepEqual(
    new Set(
      stranger
        .messages()
        .filter(({ byBot }) => byBot)
        .map(({ message }) => message.text),
    ).size,
    1,
  );
});

test("groups get no word", async (t) => {
  const shop = await openShop(t, [service("A", [])]);
  const { telegram, budi, stranger } = shop;
  telegram.addGroup({ id: -100500, title: "Grup", members: [budi.id, stranger.id] });
  telegram.sendText(budi.id, "/start@toko_sandbox_bot", { chatId: -100500 });
  telegram.sendText(budi.id, "/order@toko_sandbox_bot", { chatId: -100500 });
  // A stranger's word there would be answered in private with who the shop is for.
  telegram.sendText(stranger.id, "/start@toko_sandbox_bot", { chatId: -100500 });
  const sent = telegram.updates.pending().filter(({ message }) => message?.chat.id === -100500);
  assert.equal(sent.length, 3, "they do reach the bot");
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  // That came after them and so they have been looked at; stopping waits for whatever they led to.
  await shop.restart();
  assert.equal(telegram.chat(-100500).messages.filter(({ byBot }) => byBot).length, 0);
  assert.deepEqual(
    telegram.calls.filter(({ payload }) => Number(payload["chat_id"]) === -100500),
    [],
  );
});

test("the language follows Telegram's until one is chosen, and the choice stays", async (t) => {
  const shop = await openShop(t, [service("A", [])]);
  const { budi, jane, telegram } = shop;
  jane.says("/help");
  await jane.sees("How to order");
  budi.says("/language");
  await budi.sees("Pilih bahasa");
  await budi.presses("English");
  await budi.sees("Choose a language");
  await shop.restart();
  budi.says("/start");
  await budi.sees("What would you like to order?");
  assert.equal(
    telegram.commandsFor(jane.id).find(({ command }) => command === "order")?.description,
    "Order now",
  );
  assert.equal(
    telegram.commandsFor(budi.id).find(({ command }) => command === "order")?.description,
    "Pesan sekarang",
  );
});

test("unknown and stale buttons are answered", async (t) => {
  const { budi, telegram } = await openShop(t, [service("A", [])]);
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  const made = [
    "0zz",
    "1??:x",
    "garbage",
    "1f:none:0:x",
    "1y:unknownconfirmation",
    "1k:0000000000:",
    "1v:gone1234:0",
    "1s:gone1234:0",
  ];
  for (const data of made) {
    await fetch(`${telegram.apiRoot}/bot${telegram.token}/sendMessage`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        chat_id: budi.id,
        text: "lama",
        reply_markup: { inline_keyboard: [[{ text: "tekan", callback_data: data }]] },
      }),
    });
    await budi.presses("tekan");
  }
  await budi.sees("sudah tidak tersedia");
});

test("hostile upstream text breaks no screen", async (t) => {
  const hostile = `</b><a href="x">&amp;"'${"😀".repeat(900)}\u202E\u0000${"Z̷͖̐͒".repeat(400)}<tg-spoiler>`;
  const field = input(hostile, { placeholder: hostile });
  const select = {
    kind: "select" as const,
    position: 2 as const,
    label: hostile,
    options: [
      { value: hostile, label: hostile },
      { value: "b", label: "<b>" },
    ],
  };
  const { budi } = await openShop(t, [
    service(hostile, [field, select], {
      name: hostile,
      note: hostile.repeat(5),
      title: hostile,
      info: hostile.repeat(5),
      category: { name: hostile, slug: hostile },
    }),
  ]);
  budi.says("/order");
  await budi.sees("Pilih kategori");
  await budi.presses("</b>");
  await budi.sees("semua tersedia");
  await budi.presses("</b>");
  await budi.sees(/^Ketik/m);
  budi.says("<i>x</i>");
  await budi.sees("Pilih salah satu");
  await budi.presses("</b>");
  await budi.sees(/^Cek (nomor|harga)/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  budi.says("/history");
  await budi.sees("Riwayat");
});
