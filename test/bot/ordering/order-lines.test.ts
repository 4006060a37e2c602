import assert from "node:assert/strict";
import { test } from "node:test";
import { input, phone, pulsa, service } from "../goods.ts";
import { openShop } from "../shop.ts";

const games = { name: "Mobile Legends", slug: "mobile-legends" };
const goods = [
  pulsa,
  service("TS10", [phone], { name: "Telkomsel 10.000", costRupiah: 10_500 }),
  service(
    "ML86",
    [
      input("User ID", { type: "tel", minLength: 5, maxLength: 12 }),
      input("Zone ID", { type: "number", position: 2, minLength: 4, maxLength: 5 }),
    ],
    { name: "86 Diamonds", category: games },
  ),
  service(
    "GI60",
    [
      input("User ID"),
      {
        kind: "select",
        position: 2,
        label: "Server",
        options: [
          { value: "os_asia", label: "Asia" },
          { value: "os_usa", label: "America" },
        ],
      },
    ],
    { name: "60 Crystals", category: games },
  ),
  service("RBX80", [input("Username"), input("Password", { type: "password", position: 2 })], {
    name: "80 Robux",
    category: games,
  }),
];

test("one typed line and one ✅ make an order, whatever its case and separators", async (t) => {
  const { budi, orders } = await openShop(t, goods);
  budi.says("ts5#+62 812-3456-7890");
  await budi.sees(/Telkomsel 5\.000[^]*Nomor HP: 081234567890[^]*Harga: Rp5\.475/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  budi.says("ml86 12345678 (1234)");
  await budi.sees(/86 Diamonds[^]*User ID: 12345678[^]*Zone ID: 1234/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  const made = (await orders(budi.id)).map(({ service: { code }, destination }) => [
    code,
    ...destination.map(({ value }) => value),
  ]);
  assert.deepEqual(made, [
    ["ML86", "12345678", "1234"],
    ["TS5", "081234567890"],
  ]);
});

test("a choice is typed by its label or its value", async (t) => {
  const { budi } = await openShop(t, goods);
  budi.says("GI60.800123456.america");
  await budi.sees(/60 Crystals[^]*Server: America/);
  budi.says("GI60 800123456 os_asia");
  await budi.sees(/60 Crystals[^]*Server: Asia/);
});

test("that no PIN is needed is said to each person once, and it is not sent", async (t) => {
  const { budi, jane, orders } = await openShop(t, goods);
  budi.says("TS5.081234567890.1234");
  await budi.sees("PIN tidak perlu");
  await budi.sees(/Nomor HP: 081234567890/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  budi.says("TS10.081234567891.1234");
  await budi.sees(/Telkomsel 10\.000[^]*081234567891/);
  const told = budi.messages().filter(({ message }) => message.text?.includes("PIN"));
  assert.equal(told.length, 1);
  const [order] = await orders(budi.id);
  assert.deepEqual(
    order?.destination.map(({ value }) => value),
    ["081234567890"],
  );
  jane.says("TS5 081234567892 1234");
  await jane.sees("No PIN is needed");
});

test("a line that says not everything goes on in the form where it stopped", async (t) => {
  const { budi } = await openShop(t, goods);
  budi.says("ML86.12345678");
  await budi.sees(/User ID: 12345678[^]*Zone ID\?/);
  budi.says("1234");
  await budi.sees(/^Cek nomor[^]*Zone ID: 1234/);
});

test("a secret typed behind a code is deleted and asked for by itself", async (t) => {
  const { budi } = await openShop(t, goods);
  const typed = budi.says("RBX80.budi.rahasia123");
  await budi.sees(/Username: budi[^]*Password\?/);
  assert.ok(!budi.screen().includes("rahasia123"));
  assert.ok(
    !budi.messages().some(({ message }) => message.message_id === typed.message.message_id),
  );
});

test("a secret behind a code that does not exist, or in the place of another answer, is deleted and in no button", async (t) => {
  const shop = await openShop(t, [
    service("RBX", [
      input("User ID", { type: "tel" }),
      input("Server", { type: "number", position: 2 }),
      input("Password", { type: "password", position: 3 }),
    ]),
  ]);
  const { budi } = shop;
  const gone = async (line: string, answer: string) => {
    const { message_id: id } = budi.says(line).message;
    const { message } = await budi.sees(answer);
    assert.ok(!budi.messages().some((one) => one.message.message_id === id), line);
    assert.doesNotMatch(JSON.stringify(message), /rahasia/, line);
  };
  await gone("RBY.081234567890.rahasia1", "Kode RBY tidak ada");
  await budi.presses("RBX");
  await budi.sees("User ID?");
  budi.says("/start");
  await budi.sees(/Toko/);
  await gone("RBX.12345678.rahasia1", "Server: ");
});

test("one more of what asks something else by now is asked from the first question, offering what still fits", async (t) => {
  const userId = input("User ID", { type: "tel" });
  const zoneId = input("Zone ID", { type: "number", position: 2 });
  const ml = service("ML86", [userId, zoneId]);
  const shop = await openShop(t, [ml]);
  const { budi, orders } = shop;
  budi.says("ML86.12345678.1234");
  await budi.sees(/^Cek nomor/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  budi.says("ML86.12345678.1234");
  await budi.sees("Sudah Anda kirim hari ini");
  shop.sell([{ ...ml, fields: [{ ...userId, label: "Server ID" }, zoneId] }]);
  await budi.presses("2️⃣");
  await budi.seesAlert("sudah berubah");
  await budi.sees("Server ID?");
  assert.equal((await orders(budi.id)).length, 1);
});

test("a wrong part is named, with what it should be and a line that would be right", async (t) => {
  const { budi, jane, orders } = await openShop(t, goods);
  budi.says("TS5.0812");
  await budi.sees(/Nomor HP: Terlalu pendek: 4 angka[^]*TS5\.081234567890/);
  budi.says("GI60.800123456.Asai");
  await budi.sees(/Server: Pilihan itu tidak ada[^]*Asia, America/);
  budi.says("TS5.081234567890.halo");
  await budi.sees("halo tidak diminta produk ini");
  await budi.presses("🛒 Telkomsel 5.000");
  await budi.sees("Nomor HP tujuan?");
  jane.says("ML86.12345678.12");
  await jane.sees(/Zone ID: Too short[^]*Nothing was ordered/);
  assert.equal((await orders(budi.id)).length, 0);
});

test("a code that does not exist is answered with the nearest ones, which keep what was typed", async (t) => {
  const shop = await openShop(t, goods);
  const { budi } = shop;
  budi.says("TS7.081234567890");
  await budi.sees("Kode TS7 tidak ada");
  assert.deepEqual(budi.buttons(), [
    "TS5 · Telkomsel 5.000 · Rp5.475",
    "TS10 · Telkomsel 10.000 · Rp10.500",
    "🛒 Pesan",
  ]);
  // The button carries it: another process knows nothing of what was typed.
  await shop.restart();
  await budi.presses("TS5");
  await budi.sees(/^Cek nomor[^]*081234567890/);
});

test("words that could be searched for are no order line", async (t) => {
  const { budi } = await openShop(t, goods);
  for (const words of ["ml 86 diamonds", "axis 24gb", "terima kasih"]) {
    budi.says(words);
    await budi.sees("🔎");
  }
});

test("the identical line again on the same day answers with the first one's card; a second one has to be meant", async (t) => {
  const shop = await openShop(t, goods);
  const { budi, jane, orders } = shop;
  const orderLine = async (line: string) => {
    budi.says(line);
    await budi.sees(/^Cek nomor/);
    await budi.presses("✅");
    await budi.sees("Menunggu dikirim");
  };
  await orderLine("TS5.081234567890");
  budi.says("ts5 0812-3456-7890");
  await budi.sees(/Sudah Anda kirim hari ini[^]*TS5\.081234567890\.2[^]*Menunggu dikirim/);
  assert.ok(!budi.buttons().some((label) => label.startsWith("✅")));
  assert.equal((await orders(budi.id)).length, 1);
  // Of others' orders nothing is shown.
  jane.says("TS5.081234567890");
  await jane.sees(/^Check/);
  await budi.presses("2️⃣");
  await budi.sees(/^Cek nomor/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  assert.equal((await orders(budi.id)).length, 2);
  await orderLine("TS5.081234567890.3");
  assert.equal((await orders(budi.id)).length, 3);
});

test("what failed was not ordered: its line makes a card again", async (t) => {
  const { budi } = await openShop(t, goods);
  budi.says("TS5.081234567890");
  await budi.sees(/^Cek nomor/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  await budi.presses("❌");
  await budi.sees("Dibatalkan sebelum dikirim");
  budi.says("TS5.081234567890");
  await budi.sees(/^Cek nomor/);
});

test("/help shows by doing: lines of what is on sale, and three to press that order nothing", async (t) => {
  const { budi, jane, orders } = await openShop(t, goods);
  jane.says("/help");
  await jane.sees(/Faster by typing[^]*TS5\.081234567890[^]*ML86\.12345678/);
  budi.says("FORMAT");
  await budi.sees(/Lebih cepat dengan mengetik[^]*H\.TS/);
  assert.deepEqual(budi.buttons().slice(0, 3), ["⌨️ TS5", "⌨️ H.TS", "⌨️ S"]);
  await budi.presses("⌨️ H.TS");
  await budi.sees(/Harga TS[^]*TS10/);
  budi.says("/help");
  await budi.sees("Lebih cepat");
  await budi.presses("⌨️ TS5");
  await budi.sees("Nomor HP tujuan?");
  assert.equal((await orders(budi.id)).length, 0);
});
