import assert from "node:assert/strict";
import { test } from "node:test";
import { phone, pulsa, service } from "../goods.ts";
import { openShop, opens } from "../shop.ts";

const empty = service("TS25", [phone], { name: "Telkomsel 25.000", inStock: false });
const others = Array.from({ length: 20 }, (_, place) =>
  service(`S${place}`, [phone], { category: { name: `Kategori ${place}`, slug: `k${place}` } }),
);

test("⭐ once, then one tap from 🛒; a closed one with its sign; pressed again it is none any more", async (t) => {
  const { budi, jane, sell } = await openShop(t, [pulsa, empty, ...others]);
  await opens(budi, "🔴 Telkomsel 25.000");
  await budi.sees("Stok habis");
  await budi.presses("⭐");
  await budi.seesAlert("Masuk favorit");
  await budi.presses("⬅️");
  await budi.presses("Telkomsel 5.000");
  await budi.sees("Nomor HP tujuan?");
  await budi.presses("⭐");
  await budi.seesAlert("Masuk favorit");
  budi.says("081234567890");
  await budi.sees(/^Cek nomor/);
  budi.says("/order");
  await budi.sees("Pilih kategori");
  assert.deepEqual(budi.buttons().slice(0, 3), [
    "⭐ 🔴 Telkomsel 25.000 · Rp5.475",
    "⭐ Telkomsel 5.000 · Rp5.475",
    "Pulsa Telkomsel (1)",
  ]);
  await budi.presses("▶️");
  await budi.sees("Pilih kategori");
  assert.ok(!budi.buttons().some((label) => label.startsWith("⭐")));
  await budi.presses("◀️");
  await budi.presses("⭐ Telkomsel 5.000");
  await budi.sees("Nomor HP tujuan?");
  await budi.presses("⭐ Favorit");
  await budi.seesAlert("Bukan favorit lagi");
  sell([pulsa]);
  budi.says("/order");
  await budi.sees("Pilih kategori");
  assert.equal(budi.buttons()[0], "Pulsa Telkomsel (1)");
  jane.says("/order");
  await jane.sees("Choose a category");
  assert.equal(jane.buttons()[0], "Pulsa Telkomsel (1)");
});

test("a ninth favourite is refused with the way out", async (t) => {
  const { jane } = await openShop(t, others);
  for (let place = 0; place < 9; place += 1) {
    jane.says("/order");
    await jane.sees("Choose a category");
    await jane.presses(`Kategori ${place} `);
    await jane.presses(`Layanan S${place}`);
    await jane.sees("Which phone number?");
    await jane.presses("⭐ Favourite");
  }
  await jane.seesAlert(/You have 8 favourites/);
});

test("a session that was lost learns the favourites again, one that was kept asks nobody", async (t) => {
  const { budi, redis, keys, storeSession } = await openShop(t, [pulsa]);
  await opens(budi, "Telkomsel 5.000");
  await budi.sees("Nomor HP tujuan?");
  await budi.presses("⭐");
  await storeSession(budi.id, { v: 1, language: "id" });
  budi.says("/order");
  await budi.sees("Pilih kategori");
  assert.match(budi.buttons()[0] ?? "", /^⭐/);
  await redis.del(keys.favourites(budi.id));
  await budi.presses("⬅️");
  await budi.presses("🛒");
  await budi.sees("Pilih kategori");
  assert.match(budi.buttons()[0] ?? "", /^⭐/);
});
