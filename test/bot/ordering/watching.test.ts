import assert from "node:assert/strict";
import { test } from "node:test";
import { phone, service } from "../goods.ts";
import { openShop, opens } from "../shop.ts";

const empty = service("TS25", [phone], { name: "Telkomsel 25.000", inStock: false });
const pulsa = service("TS5", [phone], { name: "Telkomsel <5.000>" });

test("🔔 on what is out of stock is one tap; /watch shows it and 🗑 takes it away", async (t) => {
  const { budi, jane } = await openShop(t, [empty]);
  await opens(budi, "🔴 Telkomsel 25.000");
  await budi.sees("Stok habis");
  await budi.presses("🔔");
  assert.ok((await budi.seesAlert(/bisa dipesan lagi, kami kabari satu kali.*\/watch/)).showAlert);
  await budi.presses("🔔");
  budi.says("/watch");
  await budi.sees(/^🔔 Pantauan\n\n1 produk\.[^]*1\. Telkomsel 25\.000 – kalau buka$/);
  jane.says("/watch");
  await jane.sees(/^🔔 Watches\n\nNone yet/);
  await budi.presses("🗑 1. Telkomsel 25.000");
  await budi.sees(/^🔔 Pantauan\n\nBelum ada/);
  await budi.presses("🛒");
  await budi.sees("Pilih kategori");
});

test("to be told of a lower price is one tap on the first question, which stays open", async (t) => {
  const { budi, jane } = await openShop(t, [pulsa]);
  await opens(jane, "Telkomsel");
  await jane.sees("Which phone number?");
  await jane.presses("🔔");
  await jane.seesAlert("costs less than Rp5.475");
  jane.says("081234567890");
  await jane.sees(/^Check/);
  jane.says("/watch");
  await jane.sees(/1\. Telkomsel <5\.000> – below Rp5\.475$/);
  await jane.presses("🗑");
  await jane.sees("None yet");
  budi.says("/start");
  await budi.presses("⚙️");
  await budi.presses("🔔 Pantauan");
  await budi.sees("Belum ada");
});

test("pressed too late: what is open by now, and what is gone, is said so", async (t) => {
  const { budi, sell } = await openShop(t, [empty]);
  await opens(budi, "🔴");
  await budi.sees("Stok habis");
  sell([{ ...empty, inStock: true }]);
  await budi.presses("🔔");
  await budi.seesAlert("sudah bisa dipesan");
  sell([empty]);
  await budi.presses("🔔");
  await budi.seesAlert("kami kabari");
  sell([pulsa]);
  await budi.presses("🔔");
  await budi.seesAlert("tidak berlaku");
  budi.says("/watch");
  await budi.sees("Telkomsel 25.000 – kalau buka (sedang tidak ada di daftar)");
});

test("fifty watches are paged, and one more is refused with the way out", async (t) => {
  const { budi, redis, keys } = await openShop(t, [empty]);
  const stored = Array.from({ length: 50 }, (_, place) => {
    const serviceId = String(place).padStart(8, "0");
    const watch = {
      v: 1,
      wish: "price",
      serviceId,
      name: `P${place}`,
      priceRupiah: 9,
      sinceMs: place,
    };
    return [`price ${serviceId}`, JSON.stringify(watch)];
  });
  await redis.hset(keys.serviceWatches(budi.id), Object.fromEntries(stored));
  await opens(budi, "🔴");
  await budi.sees("Stok habis");
  await budi.presses("🔔");
  await budi.seesAlert(/Pantauan sudah 50.*\/watch/);
  budi.says("/watch");
  await budi.sees(/50 produk[^]*10\. P9/);
  await budi.presses("▶️");
  await budi.sees(/11\. P10[^]*20\. P19/);
  await budi.presses("🗑 11.");
  await budi.sees(/^🔔 Pantauan\n\n49 produk[^]*11\. P11/);
});
