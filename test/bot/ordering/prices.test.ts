import assert from "node:assert/strict";
import { test } from "node:test";
import type { Markup, Place } from "../../../src/prices/markup.ts";
import { phone, pulsa, service } from "../goods.ts";
import { openShop, opens } from "../shop.ts";

const voucher = service("NOL", [], { name: "Voucher" });
const all: Place = { kind: "all" };
const plus = (rupiah: number): Markup => ({ kind: "rupiah", rupiah });

test("a reseller sees their own price everywhere, from the list to the card and the history", async (t) => {
  const { budi, jane, prices, orders } = await openShop(t, [pulsa, voucher]);
  await prices.setMarkup(all, null, plus(525));
  await prices.setMarkup(all, 1, plus(225));
  await prices.setLevel(jane.id, 1);
  for (const [who, price] of [
    [budi, "Rp6.000"],
    [jane, "Rp5.700"],
  ] as const) {
    await opens(who, `Telkomsel 5.000 · TS5 · ${price}`);
    await who.sees(new RegExp(`: ${price}[^]*(Nomor HP tujuan|Which phone number)`));
    who.says("081234567890");
    await who.sees(new RegExp(`^(Cek|Check)[^]*: ${price}`));
    await who.presses(new RegExp(`✅ (Pesan|Order) ${price}`));
    await who.sees(new RegExp(`(Menunggu dikirim|Waiting)[^]*: ${price}`));
    who.says("/history");
    await who.sees(new RegExp(`· ${price}`));
    assert.doesNotMatch(who.screen(), /5\.475/);
    const [order] = await orders(who.id);
    assert.equal(order?.costRupiah, 5_475);
  }
});

test("an operator's own orders are at cost", async (t) => {
  const { operator, prices } = await openShop(t, [pulsa, voucher]);
  await prices.setMarkup(all, null, plus(525));
  await opens(operator, "Voucher · NOL · Rp5.475");
  await operator.sees(/^Cek[^]*Rp5\.475/);
});

test("the list is sorted by what the reseller pays, cheapest first", async (t) => {
  const cheap = service("A", [phone], { name: "Murah", costRupiah: 5_000 });
  const dear = service("B", [phone], { name: "Mahal", costRupiah: 6_000 });
  const { budi, jane, prices } = await openShop(t, [cheap, dear]);
  await prices.setMarkup({ kind: "service", line: "game", code: "A" }, 1, plus(2_000));
  await prices.setLevel(jane.id, 1);
  const seen = async (who: typeof budi) => {
    who.says("/order");
    await who.sees(/Pilih kategori|Choose a category/);
    await who.presses("Pulsa");
    await who.sees(/Pulsa Telkomsel/);
    return who.buttons().slice(0, 2);
  };
  assert.deepEqual(await seen(budi), ["Murah · A · Rp5.000", "Mahal · B · Rp6.000"]);
  assert.deepEqual(await seen(jane), ["Mahal · B · Rp6.000", "Murah · A · Rp7.000"]);
});

test("a closed service says the reseller's own price", async (t) => {
  const shut = service("TS9", [phone], { name: "Telkomsel 9.000", inStock: false });
  const { budi, prices } = await openShop(t, [shut]);
  await prices.setMarkup(all, null, plus(525));
  await opens(budi, "🔴");
  await budi.sees(/Telkomsel 9\.000[^]*Rp6\.000/);
});

for (const [what, now, change] of [
  ["a rule that rises", "Rp6.500", plus(1_025)],
  ["a rule that falls", "Rp5.500", plus(25)],
] as const)
  test(`${what} between card and ✅ is said in both languages, and ordered only with another ✅`, async (t) => {
    const { budi, jane, prices, orders } = await openShop(t, [voucher]);
    for (const [who, changed, alert] of [
      [budi, `berubah[^]*dari Rp6.000 menjadi ${now}`, "baru saja berubah. Belum ada transaksi"],
      [jane, `changed[^]*from Rp6.000 to ${now}`, "has just changed. Nothing was ordered"],
    ] as const) {
      await prices.setMarkup(all, null, plus(525));
      await opens(who, "Voucher");
      await who.sees(/^(Cek|Check)[^]*Rp6\.000/);
      await prices.setMarkup(all, null, change);
      await who.presses("✅");
      assert.ok((await who.seesAlert(alert)).showAlert);
      const card = await who.sees(new RegExp(changed));
      assert.doesNotMatch(card.message.text ?? "", /kartu baru|new card/);
      assert.equal((await orders(who.id)).length, 0);
      await who.pressesOld(/✅ (Pesan|Order) Rp6\.000/);
      await who.seesAlert(alert);
      await who.sees(new RegExp(changed));
      assert.equal((await orders(who.id)).length, 0);
      await who.presses(new RegExp(`✅ (Pesan|Order) ${now}`));
      await who.sees(/Menunggu dikirim|Waiting/);
      const [order] = await orders(who.id);
      assert.equal(`Rp${order?.priceRupiah}`, now.replace(".", ""));
    }
  });

test("a cost that changed while the price stayed the same is no news to the reseller", async (t) => {
  const { budi, prices, sell, orders } = await openShop(t, [voucher]);
  await prices.setStep(500);
  await opens(budi, "Voucher");
  await budi.sees(/^Cek[^]*Rp5\.500/);
  sell([{ ...voucher, costRupiah: 5_490 }]);
  await budi.presses("✅ Pesan Rp5.500");
  await budi.sees("Menunggu dikirim");
  assert.equal((await orders(budi.id))[0]?.priceRupiah, 5_500);
});

test("✅ pressed again after the price has changed shows the order there is", async (t) => {
  const { budi, prices, orders } = await openShop(t, [voucher]);
  await opens(budi, "Voucher");
  await budi.sees(/^Cek/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  await prices.setMarkup(all, null, plus(1_000));
  await budi.pressesOld("✅");
  await budi.seesAlert("Tidak ada transaksi kedua");
  assert.match(budi.lastMessage().message.text ?? "", /Menunggu dikirim[^]*Rp5\.475/);
  assert.equal((await orders(budi.id)).length, 1);
});

test("a form that was opened at another price says the change on its card", async (t) => {
  const { budi, prices } = await openShop(t, [pulsa]);
  await prices.setMarkup(all, null, plus(525));
  await opens(budi, "Telkomsel 5.000");
  await budi.sees(/Rp6\.000[^]*Nomor HP tujuan/);
  await prices.setMarkup(all, null, plus(1_025));
  budi.says("081234567890");
  await budi.sees("Harga berubah sejak Anda memilih: dari Rp6.000 menjadi Rp6.500");
});
