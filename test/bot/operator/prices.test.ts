import assert from "node:assert/strict";
import { test } from "node:test";
import type { Markup, Place } from "../../../src/prices/markup.ts";
import { phone, service } from "../goods.ts";
import { openShop } from "../shop.ts";

const listPrices = { standar: 6_000, premium: 5_800, spesial: 5_600 };
const pulsa = service("TS5", [phone], { name: "Telkomsel 5.000", listPrices });
const dear = service("TS50", [phone], { name: "Telkomsel 50.000", costRupiah: 49_500 });
const middle = service("TS25", [phone], { name: "Telkomsel 25.000", costRupiah: 25_100 });
const game = service("ML86", [], {
  name: "86 Diamonds",
  costRupiah: 19_400,
  category: { name: "Mobile Legends", slug: "mobile-legends" },
});
const goods = [pulsa, dear, middle, game];
const all: Place = { kind: "all" };
const plus = (rupiah: number): Markup => ({ kind: "rupiah", rupiah });

test("a rule for all products: chosen, seen on three real products before and after, adjusted, saved, in both languages", async (t) => {
  const { operator, jane, budi, prices, grant } = await openShop(t, goods);
  const price = async () => (await prices.of(budi.id))(pulsa);
  operator.says("/prices");
  await operator.sees(/^🏷 Harga jual\n\nBelum ada aturan[^]*Pembulatan: tidak/);
  await operator.presses("Semua produk");
  await operator.sees(/^🏷 Semua produk\n\nSemua reseller: tidak ada aturan\nLevel 1: tidak ada/);
  await operator.presses("Semua reseller");
  await operator.presses("+Rp500");
  await operator.sees(
    /tidak ada aturan → modal \+ Rp500\n\nHarga 4 dari 4 produk berubah\.\nContoh:\nTelkomsel 5\.000 · modal Rp5\.475\n\s*Rp5\.475 → Rp5\.975\n86 Diamonds · modal Rp19\.400\n\s*Rp19\.400 → Rp19\.900\nTelkomsel 50\.000 · modal Rp49\.500\n\s*Rp49\.500 → Rp50\.000/,
  );
  await operator.presses("+Rp50");
  await operator.sees("modal + Rp550");
  assert.equal(await price(), 5_475);
  await operator.presses("✅");
  await operator.seesAlert("Harga jual disimpan");
  await operator.sees(/Semua reseller: modal \+ Rp550\nLevel 1: tidak ada aturan/);
  assert.equal(await price(), 6_025);

  grant(jane.id, "operator");
  jane.says("/prices");
  await jane.sees(/^🏷 Selling prices\n\nAll products: cost \+ Rp550\n\nRounding: none/);
  await jane.presses("All products");
  await jane.presses("All resellers");
  await jane.presses("+0.5%");
  await jane.sees(
    /cost \+ Rp550 → cost \+ 0\.5%\n[^]*Telkomsel 5\.000 · cost Rp5\.475\n\s*Rp6\.025 → Rp5\.503/,
  );
  await jane.presses("−0.1%");
  await jane.sees("cost + 0.4%");
  await jane.presses("⬅️");
  await jane.presses("Standar".toLowerCase());
  await jane.sees(/OsiMesa's standar price\n[^]*Rp6\.025 → Rp6\.000/);
  await jane.presses("⬅️");
  await jane.presses("🗑");
  await jane.sees(/cost \+ Rp550 → no rule[^]*Rp6\.025 → Rp5\.475/);
  await jane.presses("✅");
  await jane.sees(/All resellers: no rule/);
  assert.equal(await price(), 5_475);
});

test("rules of a category, a product and a level; what a nearer rule covers is not shown as changing", async (t) => {
  const { operator, budi, jane, prices } = await openShop(t, goods);
  await prices.setLevel(jane.id, 2);
  operator.says("/prices 2 Gold");
  await operator.sees("Harga jual");
  await operator.presses("📂");
  await operator.presses("Pulsa Telkomsel");
  await operator.sees(/^🏷 Pulsa Telkomsel\n[^]*Gold \(level 2\): tidak ada aturan/);
  await operator.presses("Gold");
  await operator.presses("+Rp300");
  await operator.sees(
    /Gold \(level 2\)\ntidak ada aturan → modal \+ Rp300\n\nHarga 3 dari 3 produk/,
  );
  await operator.presses("✅");
  await operator.sees("Gold (level 2): modal + Rp300");
  await operator.presses("📦");
  await operator.sees("Pilih produk");
  await operator.presses("Telkomsel 5.000 · Rp5.475");
  await operator.sees(/^🏷 Telkomsel 5\.000 \(TS5\)/);
  await operator.presses("Semua reseller");
  await operator.presses("Premium");
  await operator.sees(/Harga 1 dari 1 produk[^]*Rp5\.475 → Rp5\.800/);
  await operator.presses("✅");
  await operator.sees("Semua reseller: harga Premium OsiMesa");
  await operator.presses("⬅️");
  await operator.sees(
    /Pulsa Telkomsel · Gold \(level 2\): modal \+ Rp300\nTelkomsel 5\.000 \(TS5\): harga Premium OsiMesa\n/,
  );
  const priced = async (id: number) => goods.map(await prices.of(id));
  assert.deepEqual(await priced(budi.id), [5_800, 49_500, 25_100, 19_400]);
  assert.deepEqual(await priced(jane.id), [5_800, 49_800, 25_400, 19_400]);
  // From the list of rules back to one of them.
  await operator.presses("Pulsa Telkomsel");
  await operator.presses("Gold");
  await operator.presses("Harga modal");
  await operator.sees(
    /Harga 2 dari 3 produk berubah\.\nContoh:\nTelkomsel 25\.000 · modal[^]*Telkomsel 50\.000 · modal/,
  );
});

test("rounding: chosen, seen before and after, saved", async (t) => {
  const { operator, budi, prices } = await openShop(t, goods);
  operator.says("/prices");
  await operator.sees("Harga jual");
  await operator.presses("🔢");
  await operator.presses("Rp500");
  await operator.sees(/kelipatan Rp500\n\nHarga 3 dari 4[^]*Rp5\.475 → Rp5\.500/);
  assert.equal((await prices.of(budi.id))(pulsa), 5_475);
  await operator.presses("✅");
  await operator.sees("Pembulatan: ke atas, kelipatan Rp500");
  assert.equal((await prices.of(budi.id))(pulsa), 5_500);
  await operator.presses("🔢");
  assert.ok(operator.buttons().includes("✔️ Rp500"));
  await operator.presses("Tidak dibulatkan");
  await operator.sees("Pembulatan: tidak");
  await operator.presses("✅");
  assert.equal((await prices.of(budi.id))(pulsa), 5_475);
});

test("a reseller's level is a button of theirs, under the name operators gave it", async (t) => {
  const { operator, budi, jane, prices, grant } = await openShop(t, goods);
  await prices.setMarkup(all, null, plus(500));
  await prices.setMarkup(all, 3, plus(200));
  await prices.nameLevel(3, "Agen <A> & B");
  operator.says(`/resellers ${budi.id}`);
  await operator.sees("1 reseller");
  await operator.presses(/Budi|belum/);
  const before = await operator.sees("Limit harian");
  assert.doesNotMatch(before.message.text ?? "", /Level/);
  await operator.presses("🏷 Level harga");
  await operator.sees("Level harga: tanpa level");
  await operator.presses("Agen <A> & B");
  await operator.seesAlert("Level disimpan");
  await operator.sees("Level harga: Agen <A> & B (level 3)");
  assert.equal((await prices.of(budi.id))(pulsa), 5_675);
  await operator.presses("🏷 Level harga");
  assert.ok(operator.buttons().includes("✔️ Agen <A> & B (level 3)"));
  await operator.presses("Tanpa level");
  await operator.sees("Boleh memesan");
  assert.equal((await prices.of(budi.id))(pulsa), 5_975);
  grant(jane.id, "operator");
  jane.says(`/resellers ${budi.id}`);
  await jane.sees("reseller");
  await jane.presses(/Budi|has not/);
  await jane.presses("🏷 Price level");
  await jane.sees("Price level: none");
});

test("a level gets a name and loses it; what is no such command is answered with how to type it", async (t) => {
  const { operator, prices } = await openShop(t, goods);
  for (const typed of ["/prices 6 Gold", "/prices Gold", "/prices 2"]) {
    operator.says(typed);
    await operator.sees("Cara pakai: /prices");
  }
  operator.says(`/prices 2 ${"G".repeat(21)}`);
  await operator.sees("paling banyak 20 huruf");
  assert.equal((await prices.rules()).names.size, 0);
  operator.says("/prices 2   Gold  member");
  await operator.sees("Harga jual");
  assert.deepEqual([...(await prices.rules()).names], [[2, "Gold member"]]);
  operator.says("/prices 2 -");
  await operator.sees("Harga jual");
  assert.equal((await prices.rules()).names.size, 0);
});

test("a rule of what is sold no more is still listed, and can be taken out; one nobody can read is said", async (t) => {
  const { operator, prices, sell, redis, keys } = await openShop(t, goods);
  await prices.setMarkup({ kind: "service", line: "game", code: "TS5" }, null, plus(500));
  await prices.setMarkup({ kind: "category", line: "game", slug: "mobile-legends" }, 1, plus(9));
  await redis.hset(keys.priceRules, "rule 0 all", "by a hand");
  sell([dear]);
  operator.says("/prices");
  await operator.sees(
    /mobile-legends \(tidak ada di daftar OsiMesa\) · Level 1: modal \+ Rp9\nTS5 \(tidak ada di daftar OsiMesa\): modal \+ Rp500\n[^]*⚠️ 1 aturan tidak terbaca/,
  );
  await operator.presses("TS5");
  await operator.presses("Semua reseller");
  await operator.presses("🗑");
  await operator.sees("Tidak ada harga yang berubah");
  await operator.presses("✅");
  await operator.sees("Semua reseller: tidak ada aturan");
  assert.deepEqual([...(await prices.rules()).markups.keys()], ["1 category mobile-legends"]);
  await operator.pressesOld("Semua reseller");
  await operator.seesAlert("sudah tidak ada");
});

test("many rules are paged; with as many as there may be no more can be set", async (t) => {
  const { operator, prices, redis, keys } = await openShop(t, goods);
  const rule = JSON.stringify({ v: 1, ...plus(100) });
  const many = Array.from({ length: 1_000 }, (_, code) => [`rule 0 service X${code}`, rule]);
  await redis.hset(keys.priceRules, Object.fromEntries(many));
  operator.says("/prices");
  await operator.sees("Harga jual");
  assert.ok(operator.buttons().includes("1/100"));
  await operator.presses("▶️");
  await operator.presses("Semua produk");
  await operator.presses("Semua reseller");
  await operator.presses("+Rp500");
  await operator.presses("✅");
  await operator.seesAlert("Aturannya sudah terlalu banyak");
  assert.equal((await prices.rules()).markups.size, 1_000);
});
