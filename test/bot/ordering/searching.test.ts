import assert from "node:assert/strict";
import { test } from "node:test";
import { input, phone, service } from "../goods.ts";
import { openShop } from "../shop.ts";

const axis = { name: "Kuota Axis", slug: "kuota-axis" };
const games = { name: "Mobile Legends", slug: "mobile-legends" };
const player = [input("User ID"), input("Zone ID", { position: 2 })];

const list = [
  service("BR2", [phone], {
    name: "Axis Bronet 2 GB / 30 Hari",
    category: axis,
    costRupiah: 21_775,
  }),
  service("OW6", [phone], {
    name: "Axis OWSEM 24 GB + Unlimited Games / 30 Hari",
    category: axis,
    costRupiah: 41_975,
    inStock: false,
  }),
  service("OW5", [phone], {
    name: "Axis OWSEM 24 GB / 7 Hari",
    category: axis,
    costRupiah: 36_825,
  }),
  service("ML85", player, { name: "85 Diamonds", category: games, costRupiah: 23_125 }),
  service("ML170", player, { name: "170 Diamonds", category: games, costRupiah: 45_975 }),
];

test("words typed with no form open find products; one tap is at the first question", async (t) => {
  const { budi } = await openShop(t, list);
  budi.says("axis24gb");
  await budi.sees(/🔎 axis24gb[^]*2 produk[^]*🔴 stok habis/);
  assert.deepEqual(budi.buttons(), [
    "Axis OWSEM 24 GB / 7 Hari · OW5 · Rp36.825",
    "🔴 Axis OWSEM 24 GB + Unlimited Games / 30 Hari · OW6 · Rp41.975",
    "🛒 Pesan",
  ]);
  await budi.presses("Axis OWSEM 24 GB / 7 Hari");
  await budi.sees(/Axis OWSEM 24 GB \/ 7 Hari[^]*Kode: OW5[^]*Nomor HP tujuan\?/);
  budi.says("083812345678");
  await budi.sees(/^Cek[^]*0838-1234-5678[^]*Rp36\.825/);
});

test("/search and 🔎 ask what to search for, with examples; the next words are the answer", async (t) => {
  const { budi, jane } = await openShop(t, list);
  budi.says("/search ml 170");
  await budi.sees("🔎 ml 170");
  assert.equal(budi.buttons()[0], "170 Diamonds · ML170 · Rp45.975");
  jane.says("/start");
  await jane.presses("🔎");
  await jane.sees(/Search products[^]*axis 24gb/);
  jane.says("mobile legend 85");
  await jane.sees(/🔎 mobile legend 85[^]*1 product\./);
  jane.says("/search");
  await jane.sees("Search products");
  // In the middle of a form too: it is left.
  jane.says("diamond ml 85");
  await jane.presses("85 Diamonds");
  await jane.sees("User ID");
  jane.says("/search br2");
  await jane.sees("🔎 br2");
  assert.equal(jane.buttons()[0], "Axis Bronet 2 GB / 30 Hari · BR2 · Rp21.775");
});

test("pages of results carry their question: they turn after a restart", async (t) => {
  const shop = await openShop(
    t,
    Array.from({ length: 25 }, (_, index) =>
      service(`AX${index}`, [phone], {
        name: `Axis ${index + 1} GB`,
        category: axis,
        costRupiah: 1_000 + index,
      }),
    ),
  );
  const { budi } = shop;
  const long = `kuota axis ${"promo ".repeat(40)}`;
  budi.says(long);
  await budi.sees("25 produk");
  assert.ok(budi.buttons().includes("1/3"));
  await shop.restart();
  await budi.presses("▶️");
  await budi.presses("▶️");
  assert.deepEqual(budi.buttons().slice(0, 1), ["Axis 21 GB · AX20 · Rp1.020"]);
  assert.ok(budi.buttons().includes("3/3"));
  assert.equal(budi.messages().filter(({ byBot }) => byBot).length, 1);
});

test("nothing found is said, with the spelling that would be found, and 🛒; near ones are said to be only near", async (t) => {
  const { budi } = await openShop(t, list);
  budi.says("zyxwv gbx");
  await budi.sees(/Tidak ada produk untuk “zyxwv gbx”/);
  assert.deepEqual(budi.buttons(), ["🛒 Pesan"]);
  budi.says("dimonts 85");
  await budi.sees(/Tidak ada produk[^]*Mungkin maksudnya diamonds 85/);
  await budi.presses("🔎 diamonds 85");
  await budi.sees("🔎 diamonds 85");
  budi.says("axis 30gb");
  await budi.sees("Yang persis seperti itu tidak ada");
  budi.says("???");
  await budi.sees("belum paham");
});

test("what this reseller bought comes first, and another's purchases change nothing for them", async (t) => {
  const shop = await openShop(t, list);
  const { budi, jane } = shop;
  budi.says("mobile legend 170");
  await budi.presses("170 Diamonds");
  await budi.sees("User ID");
  budi.says("12345678");
  await budi.sees("Zone ID");
  budi.says("1234");
  await budi.sees(/^Cek/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  budi.says("diamond");
  await budi.sees("🔎 diamond");
  assert.equal(budi.buttons()[0], "170 Diamonds · ML170 · Rp45.975");
  jane.says("diamond");
  await jane.sees("🔎 diamond");
  assert.equal(jane.buttons()[0], "85 Diamonds · ML85 · Rp23.125");
});

test("results show what the one who asks pays", async (t) => {
  const shop = await openShop(t, list);
  await shop.prices.setMarkup({ kind: "all" }, null, { kind: "rupiah", rupiah: 500 });
  shop.budi.says("diamond ml 85");
  await shop.budi.sees("🔎 diamond ml 85");
  assert.equal(shop.budi.buttons()[0], "85 Diamonds · ML85 · Rp23.625");
  shop.operator.says("diamond ml 85");
  await shop.operator.sees("🔎 diamond ml 85");
  assert.equal(shop.operator.buttons()[0], "85 Diamonds · ML85 · Rp23.125");
});

test("without a list yet, searching says so kindly", async (t) => {
  const { budi } = await openShop(t, null);
  budi.says("axis 24gb");
  await budi.sees("Daftar produk belum tersedia");
});
