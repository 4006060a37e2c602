import assert from "node:assert/strict";
import { test } from "node:test";
import { createCostChanges } from "../../../src/catalogue/cost-changes.ts";
import { createSnapshot } from "../../../src/catalogue/snapshot.ts";
import { phone, service } from "../goods.ts";
import { openShop } from "../shop.ts";

const goods = (costRupiah: number) =>
  Array.from({ length: 17 }, (_, place) =>
    service(`TS${place}`, [phone], {
      name: `Telkomsel <${place}>`,
      costRupiah: place === 0 ? 10_000 - costRupiah : costRupiah,
    }),
  );

test("today's changes of costs are one tap from /prices, paged, in both languages", async (t) => {
  const { operator, jane, grant, redis, keys } = await openShop(t, goods(5_000));
  const costChanges = createCostChanges({ redis, keys });
  operator.says("/prices");
  await operator.sees("Harga jual");
  await operator.presses("📈");
  await operator.sees(/Perubahan modal hari ini\n\nBelum ada modal yang berubah/);
  for (const costRupiah of [5_000, 5_100])
    await costChanges.note(createSnapshot(goods(costRupiah), Date.now()));
  await operator.presses("⬅️");
  await operator.presses("📈");
  await operator.sees(
    /16 produk naik, 1 turun[^]*\d\d:\d\d · Telkomsel <0> \(TS0\): Rp5\.000 → Rp4\.900 \(▼ Rp100\)\n[^]*Telkomsel <1> \(TS1\): Rp5\.000 → Rp5\.100 \(▲ Rp100\)/,
  );
  assert.ok(operator.buttons().includes("1/2"));
  await operator.presses("▶️");
  await operator.sees(/Telkomsel <9>/);
  grant(jane.id, "operator");
  jane.says("/prices");
  await jane.presses("📈");
  await jane.sees(/Today's changes of costs\n\n16 products dearer, 1 cheaper/);
  grant(jane.id, "reseller");
  await jane.presses("▶️");
  await jane.seesAlert(/.+/);
});
