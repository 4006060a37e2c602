import assert from "node:assert/strict";
import { test } from "node:test";
import { BALANCE_EMPTY } from "../../sandbox/osimesa/faults.ts";
import { openShop } from "./shop.ts";
import { until } from "./until.ts";

test("from the first rule to the profit: set with buttons, seen and paid by each reseller as theirs, earned by the operator", async (context) => {
  const { operator, budi, alex, orderRequests } = await openShop(context);
  operator.says("/start");
  await operator.sees("Toko Maju");
  await operator.presses("🏷 Harga jual");
  await operator.sees("Belum ada aturan: reseller membayar harga modal");
  await operator.presses("Semua produk");
  await operator.presses("Semua reseller");
  await operator.presses("+Rp500");
  await operator.sees(/Contoh:[^]*Rp5\.925 → Rp6\.425/);
  await operator.presses("✅");
  await operator.sees("Semua reseller: modal + Rp500");
  // OsiMesa's own list price, for the second level.
  await operator.presses("Level 2");
  await operator.presses("Spesial");
  await operator.presses("✅");
  await operator.sees("Level 2: harga Spesial OsiMesa");
  operator.says("/resellers 7003");
  await operator.sees("1 reseller");
  await operator.presses(/Alex|belum/);
  await operator.presses("🏷");
  await operator.presses("Level 2");
  await operator.sees("Level harga: Level 2");

  await budi.ordersPulsa();
  const done = await budi.sees(/^✅[^]*SN/);
  assert.doesNotMatch(done.message.text ?? "", /5\.925/);
  await alex.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  alex.says("081234567891");
  const card = await alex.sees(/^Check/);
  const price = /Price: (Rp[\d.]+)/.exec(card.message.text ?? "")?.[1] ?? "";
  assert.notEqual(price, "Rp5.925");
  assert.notEqual(price, "Rp6.425");
  await alex.presses(`✅ Order ${price}`);
  await alex.sees(/^✅[^]*SN/);
  assert.doesNotMatch(budi.screen() + alex.screen(), /5\.925/);
  assert.equal(orderRequests(), 2);

  const earned = 500 + Number(price.replaceAll(/\D/g, "")) - 5_925;
  const said = `Laba: Rp${earned}`;
  operator.says("/stats");
  await operator.sees(
    new RegExp(`${said}\\n\\nLaba per kategori:\\nPulsa Telkomsel: Rp${earned}\\n`),
  );
  operator.says("/books");
  await operator.sees(new RegExp(`${said}[^]*Semuanya cocok`));
});

test("a cost that rises while an order waits: it goes on where the price still stands, else it is taken back unpaid", async (context) => {
  const { operator, budi, sari, osimesa, orderRequests } = await openShop(context);
  operator.says("/prices");
  await operator.sees("Harga jual");
  await operator.presses("🔢");
  await operator.presses("Rp1.000");
  await operator.presses("✅");
  await operator.sees("kelipatan Rp1.000");
  const listed = async () => {
    const before = osimesa.requests.count("service");
    await until(() => osimesa.requests.count("service") > before + 1);
  };
  for (const [costRupiah, ends] of [
    [5_990, /^✅[^]*SN/],
    [6_010, /^❌[^]*berubah/i],
  ] as const) {
    osimesa.shop.setPrice("TS5", 5_925);
    await listed();
    // After a refusal of the shop's own account nothing is sent until an operator says so.
    osimesa.faults.on(BALANCE_EMPTY, { types: ["order"], count: 1 });
    await sari.ordersPulsa("081234567899");
    await sari.sees(/^❌/);
    const before = orderRequests();
    await budi.ordersPulsa();
    await budi.sees(/Menunggu dikirim[^]*Rp6\.000/);
    osimesa.shop.setPrice("TS5", costRupiah);
    await listed();
    operator.says("/resume");
    await budi.sees(ends);
    assert.equal(orderRequests() - before, costRupiah < 6_000 ? 1 : 0);
  }
});
