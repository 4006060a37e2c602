import assert from "node:assert/strict";
import { test } from "node:test";
import type { Service } from "../../../src/catalogue/service.ts";
import { refSchema } from "../../../src/orders/state/order.ts";
import { input, phone, service } from "../goods.ts";
import { openShop, type Shop } from "../shop.ts";

const category = (name: string) => ({ name, slug: name.toLowerCase().replaceAll(/\W+/g, "-") });
const sells = (code: string, of: string, name: string, change: Partial<Service> = {}): Service =>
  service(code, [phone], { name, category: category(of), ...change });

const meter = input("Nomor Meter", { type: "number", minLength: 11, maxLength: 12 });
const strict = input("Nomor HP", { type: "tel", minLength: 10, maxLength: 13 });
const goods: Service[] = [
  sells("DN20", "Saldo E-Wallet", "DANA 20.000"),
  sells("TS5", "Pulsa Telkomsel", "Telkomsel 5.000", { costRupiah: 5_400 }),
  sells("TS10", "Pulsa Telkomsel", "Telkomsel 10.000", { costRupiah: 10_400 }),
  sells("TT10", "Telkomsel Transfer", "Telkomsel Transfer 10.000", { inStock: false }),
  service("SMS", [phone, input("Nama", { position: 2 })], {
    name: "Tsel 100 SMS",
    category: category("Paket SMS"),
  }),
  sells("SMX", "Paket SMS", "XL 100 SMS"),
  sells("XL10", "Pulsa XL", "XL 10.000", { fields: [strict] }),
  service("PLN20", [meter], { name: "Token 20.000", category: category("Token PLN") }),
];

test("a number alone, one tap on its category, one on a product: the card, with the number as typed", async (t) => {
  const { budi, orders } = await openShop(t, goods);
  budi.says("+62 812-3456-7890");
  await budi.sees(/📱 Telkomsel 081234567890 \(0812-3456-7890\)[^]*Mau isi apa\?/);
  assert.deepEqual(budi.buttons().slice(0, 4), [
    "Pulsa Telkomsel (2)",
    "Paket SMS (1)",
    "Saldo E-Wallet (1)",
    "🌙 Telkomsel Transfer (0)",
  ]);
  await budi.presses("Pulsa Telkomsel");
  await budi.sees(/🛒 Pulsa Telkomsel[^]*Untuk 081234567890/);
  await budi.presses("Telkomsel 10.000");
  await budi.sees(/^Cek[^]*Telkomsel 10\.000[^]*081234567890/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  assert.equal((await orders(budi.id))[0]?.destination[0]?.value, "081234567890");
});

test("⬅️ on the card comes back to the number's list, and a card left so is no order", async (t) => {
  const { budi, orders } = await openShop(t, goods);
  budi.says("10.081234567890");
  await budi.sees(/^Cek[^]*Telkomsel 10\.000/);
  await budi.presses("⬅️");
  await budi.sees(/🛒 Pulsa Telkomsel[^]*Untuk 081234567890/);
  await budi.presses("Telkomsel 5.000");
  await budi.sees(/^Cek[^]*Telkomsel 5\.000[^]*081234567890/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  const all = await orders(budi.id);
  assert.deepEqual(
    all.map((order) => order.service.code),
    ["TS5"],
  );
});

test("another number typed into the form: ⬅️ does not lead to the first one's list", async (t) => {
  const { budi } = await openShop(t, goods);
  budi.says("081234567890");
  await budi.sees("Mau isi apa?");
  await budi.presses("Paket SMS");
  await budi.presses("Tsel 100 SMS");
  await budi.sees("Nama?");
  await budi.presses("⬅️");
  await budi.sees("Nomor HP tujuan?");
  budi.says("081299999999");
  await budi.sees("Nama?");
  budi.says("Ani");
  await budi.sees(/^Cek[^]*081299999999/);
  assert.ok(!budi.buttons().some((label) => label.startsWith("⬅️")));
});

test("in English too, and a shared contact is a number typed", async (t) => {
  const { jane } = await openShop(t, goods);
  jane.sharesContact("+6287712345678", { own: false });
  await jane.sees(/📱 XL 087712345678[^]*What is it for\?/);
  await jane.presses("Pulsa XL");
  await jane.sees(/For 087712345678/);
  await jane.presses("XL 10.000");
  await jane.sees(/^Check[^]*087712345678/);
});

test("of a category for several operators only the number's own is shown", async (t) => {
  const { budi } = await openShop(t, goods);
  budi.says("081234567890");
  await budi.sees("Mau isi apa?");
  await budi.presses("Paket SMS");
  await budi.sees("Untuk 081234567890");
  assert.ok(budi.buttons().some((label) => label.startsWith("Tsel 100 SMS")));
  assert.ok(!budi.buttons().some((label) => label.startsWith("XL 100 SMS")));
});

test("what else the product asks is asked, with the number kept; ⬅️ comes back to the number's list, and again", async (t) => {
  const { budi } = await openShop(t, goods);
  budi.says("081234567890");
  await budi.sees("Mau isi apa?");
  await budi.presses("Paket SMS");
  await budi.presses("Tsel 100 SMS");
  await budi.sees(/081234567890[^]*Nama\?/);
  await budi.presses("⬅️");
  await budi.sees("Nomor HP tujuan?");
  assert.ok(budi.buttons().includes("Pakai 081234567890"));
  await budi.presses("⬅️");
  await budi.sees(/🛒 Paket SMS[^]*Untuk 081234567890/);
  await budi.presses("⬅️");
  await budi.sees(/📱 Telkomsel 081234567890/);
});

/** The card that stands, ordered and done. */
async function done({ budi, orders, move }: Shop): Promise<void> {
  await budi.sees(/^Cek/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  const [order] = await orders(budi.id);
  assert.ok(order);
  const ref = refSchema.parse(`ref${order.id}`);
  const result = { ref, statusWord: "success", note: "" };
  await move(
    order,
    { name: "sending", token: "t", epoch: 1 },
    { name: "placed", ...result },
    { name: "succeeded", ...result, voucher: "1" },
  );
}

test("what the number bought last stands on top: one message, one tap to its card, ✅", async (t) => {
  const shop = await openShop(t, goods);
  const { budi, jane } = shop;
  budi.says("TS5.081234567890");
  await done(shop);
  budi.says("DN20.081234567890");
  await done(shop);
  budi.says("TS10.081299999999");
  await done(shop);
  budi.says("+62 812-3456-7890");
  await budi.sees("Mau isi apa?");
  assert.deepEqual(budi.buttons().slice(0, 3), [
    "🔁 DANA 20.000 · 081234567890",
    "🔁 Telkomsel 5.000 · 081234567890",
    "Pulsa Telkomsel (2)",
  ]);
  await budi.presses("🔁 Telkomsel 5.000");
  await budi.sees(/^Cek[^]*Telkomsel 5\.000[^]*081234567890/);
  jane.says("081234567890");
  await jane.sees("What is it for?");
  assert.ok(!jane.buttons().some((label) => label.startsWith("🔁")), "another reseller's");
});

test("what is closed says until when, and ⬅️ comes back to the number's list", async (t) => {
  const { budi } = await openShop(t, goods);
  budi.says("081234567890");
  await budi.sees("Mau isi apa?");
  await budi.presses("🌙 Telkomsel Transfer");
  await budi.presses("🔴 Telkomsel Transfer 10.000");
  await budi.sees("Stok habis");
  await budi.presses("⬅️");
  await budi.sees(/🛒 Telkomsel Transfer[^]*Untuk 081234567890/);
});

test("a number that the product's own bounds refuse is asked for again, with what is wrong", async (t) => {
  const { budi } = await openShop(t, goods);
  budi.says("08771234567890123");
  await budi.sees(/17 angka[^]*Mau isi apa/);
  await budi.presses("Pulsa XL");
  await budi.presses("XL 10.000");
  await budi.sees("Terlalu panjang: 17 angka. Seharusnya 10–13 angka.");
  budi.says("087712345678");
  await budi.sees(/^Cek[^]*087712345678/);
});

test("a number that a closed product would refuse is told that it is closed, and nothing else", async (t) => {
  const closed = sells("XL10", "Pulsa XL", "XL 10.000", { fields: [strict], inStock: false });
  const { budi } = await openShop(t, [closed]);
  budi.says("08771234567890123");
  await budi.sees("Mau isi apa?");
  await budi.presses("🌙 Pulsa XL");
  await budi.presses("🔴 XL 10.000");
  await budi.sees("Stok habis");
  budi.says("halo");
  await budi.sees(/tidak|belum/i);
  assert.doesNotMatch(budi.screen(), /Terlalu panjang/);
});

test("its buttons work after a restart, and when the list has changed they say so", async (t) => {
  const shop = await openShop(t, goods);
  const { budi } = shop;
  budi.says("081234567890");
  await budi.sees("Mau isi apa?");
  await shop.restart();
  await budi.presses("Pulsa Telkomsel");
  await budi.sees("Untuk 081234567890");
  shop.sell(goods.filter(({ code }) => code !== "TS10"));
  await budi.presses("Telkomsel 10.000");
  await budi.sees("sudah tidak tersedia");
  budi.says("081234567890");
  await budi.sees("Mau isi apa?");
  shop.sell(goods.filter(({ category: { name } }) => name !== "Pulsa Telkomsel"));
  await budi.presses("Pulsa Telkomsel");
  await budi.sees("Mau isi apa?");
  assert.ok(!budi.buttons().some((label) => label.startsWith("Pulsa Telkomsel")));
  shop.sell(null);
  await budi.presses("Saldo E-Wallet");
  await budi.sees("Daftar produk belum tersedia");
});

test("a meter's number leads to tokens; digits that nothing asks for get the word how a number is typed", async (t) => {
  const { budi } = await openShop(t, goods);
  budi.says("14123456789");
  await budi.sees(/🔢 14123456789[^]*bukan nomor HP/);
  await budi.presses("Token PLN");
  await budi.presses("Token 20.000");
  await budi.sees(/^Cek[^]*14123456789/);
  budi.says("1412345678901");
  await budi.sees(/bukan nomor HP[^]*081234567890/);
});

test("a number without its first 0 is one tap from its own screen", async (t) => {
  const { budi } = await openShop(t, goods);
  budi.says("81234567890");
  await budi.sees("🔢 81234567890");
  await budi.presses("📱 081234567890");
  await budi.sees(/📱 Telkomsel 081234567890/);
});

test("a number from abroad has no buttons that would carry it", async (t) => {
  const { budi } = await openShop(t, goods);
  budi.says("+12025550100");
  await budi.sees(/\+12025550100[^]*bukan nomor HP/);
  assert.deepEqual(budi.buttons(), ["🛒 Pesan", "⬅️ Kembali"]);
});

test("a number of no known operator is said to be one, and offered what any phone takes", async (t) => {
  const { budi } = await openShop(t, goods);
  budi.says("084112345678");
  await budi.sees(/Awalan ini bukan milik operator/);
  assert.equal(budi.buttons()[0], "Saldo E-Wallet (1)");
});

test("nominal and number: the operator's product, straight to the card", async (t) => {
  const { budi, jane } = await openShop(t, goods);
  budi.says("10rb 0812 3456 7890");
  await budi.sees(/^Cek[^]*Telkomsel 10\.000[^]*081234567890/);
  jane.says("10.087712345678");
  await jane.sees(/^Check[^]*XL 10\.000[^]*087712345678/);
});

test("a PIN behind it is left out, and said not to be needed, once", async (t) => {
  const { budi } = await openShop(t, goods);
  const said = () => budi.screen().split("PIN tidak perlu").length - 1;
  budi.says("10.081234567890.1234");
  await budi.sees(/^Cek[^]*081234567890 /);
  assert.equal(said(), 1);
  await budi.presses("❌");
  budi.says("5.081234567890.1234");
  await budi.sees(/^Cek[^]*Telkomsel 5\.000/);
  assert.equal(said(), 1);
});

test("no product of that nominal: said, with what there is for the number", async (t) => {
  const { budi } = await openShop(t, goods);
  budi.says("25.081234567890");
  await budi.sees(/Telkomsel Rp25\.000 tidak ada/);
  await budi.presses("Pulsa Telkomsel");
  await budi.sees("Untuk 081234567890");
});

test("before the first list there is nothing to choose from, and that is said", async (t) => {
  const { budi } = await openShop(t, null);
  budi.says("081234567890");
  await budi.sees("Daftar produk belum tersedia");
  budi.says("10.081234567890");
  await budi.sees("Daftar produk belum tersedia");
});

test("a number in an open form is that form's answer", async (t) => {
  const { budi } = await openShop(t, goods);
  budi.says("/order");
  await budi.sees("Pilih kategori");
  await budi.presses("Saldo E-Wallet");
  await budi.presses("DANA 20.000");
  await budi.sees("Nomor HP tujuan?");
  budi.says("081234567890");
  await budi.sees(/^Cek[^]*DANA 20\.000/);
});
