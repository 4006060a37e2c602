import assert from "node:assert/strict";
import { test } from "node:test";
import { operatorCommands } from "../../../src/screens/operator/commands.ts";
import { until } from "../../story/until.ts";
import { service } from "../goods.ts";
import { openShop, opens, type Shop } from "../shop.ts";

/** Budi has this many orders that wait. */
async function orders(shop: Shop, count: number): Promise<void> {
  for (let made = 0; made < count; made += 1) {
    await opens(shop.budi, `Layanan NOL${made}`);
    await shop.budi.presses("✅");
    await until(async () => (await shop.orders(shop.budi.id)).length === made + 1);
  }
}

test("an operator's /start says how much waits, and the way back does again", async (t) => {
  const shop = await openShop(t, [service("NOL0", []), service("NOL1", [])]);
  const { operator } = shop;
  operator.says("/start");
  const idle = await operator.sees("Toko <Budi>");
  assert.ok(operator.buttons().includes("⏳ Belum selesai"));
  assert.ok(operator.buttons().includes("⚠️ Perlu dicek"));
  assert.doesNotMatch(idle.message.text ?? "", /menunggu keputusan|ditutup/);
  await orders(shop, 2);
  const [, first] = await shop.orders(shop.budi.id);
  assert.ok(first);
  await shop.redis.zadd(shop.keys.state("review"), 1, "OTHER");
  await operator.presses("📊");
  operator.says("/start");
  await operator.sees("1 transaksi menunggu keputusan Anda");
  assert.ok(operator.buttons().includes("⏳ Belum selesai (3)"));
  assert.ok(operator.buttons().includes("⚠️ Perlu dicek (1)"));
  await shop.redis.zrem(shop.keys.state("review"), "OTHER");
  await operator.presses("⚙️");
  await operator.presses("⬅️");
  await operator.sees("Toko <Budi>");
  assert.ok(operator.buttons().includes("⏳ Belum selesai (2)"));
});

test("all that operators can type is one tap from their /start", async (t) => {
  const { operator } = await openShop(t, [service("NOL", [])]);
  operator.says("/start");
  await operator.sees("Toko <Budi>");
  await operator.presses("⌨️");
  const { message } = await operator.sees("Perintah operator");
  for (const command of operatorCommands)
    assert.match(message.text ?? "", new RegExp(`/${command} – `));
  await operator.presses("⬅️");
  await operator.presses("📚");
  await operator.sees("Pembukuan");
});

test("⏸ asks before it closes the shop, and ▶️ opens it again; /start says that it is closed", async (t) => {
  const { operator, budi } = await openShop(t, [service("NOL", [])]);
  operator.says("/start");
  await operator.presses("⏸");
  await operator.sees("Tutup toko sementara?");
  await opens(budi, "Layanan NOL");
  await budi.sees("Layanan NOL");
  await operator.presses("✅ Ya, tutup");
  await operator.sees("Toko sedang ditutup");
  budi.says("/order");
  await budi.presses("Pulsa");
  await budi.presses("Layanan NOL");
  await budi.sees("Toko sedang tidak menerima pesanan");
  await operator.presses("▶️");
  await operator.presses("✅ Ya, buka");
  assert.doesNotMatch((await operator.sees("Toko <Budi>")).message.text ?? "", /ditutup/);
});

test("a note on a reseller stands with them for operators, takes the place of the last and can be taken away", async (t) => {
  const { operator, budi, redis, keys } = await openShop(t, [service("NOL", [])]);
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  operator.says("/note budi bayar tiap <Jumat>");
  await operator.sees("📝 bayar tiap <Jumat>");
  operator.says("/note 7001 lunas");
  const { message } = await operator.sees("📝 lunas");
  assert.doesNotMatch(message.text ?? "", /Jumat/);
  operator.says(`/note 7001 ${"x".repeat(301)}`);
  await operator.sees("terlalu panjang");
  operator.says("/note 7001");
  await operator.sees("Cara pakai: /note");
  operator.says("/note 4321 siapa");
  await operator.sees("bukan reseller");
  operator.says("/note 7001 -");
  await operator.sees("📝 Catatan: /note 7001");
  assert.equal(await redis.hlen(keys.notes), 0);
  budi.says("/note 7001 x");
  await budi.sees(/./);
  assert.equal(await redis.hlen(keys.notes), 0);
});
