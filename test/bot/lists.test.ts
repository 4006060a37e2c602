import assert from "node:assert/strict";
import { test } from "node:test";
import type { Order } from "../../src/orders/state/order.ts";
import { encodePress } from "../../src/screens/buttons/buttons.ts";
import { phone, service } from "./goods.ts";
import { openShop, type Shop } from "./shop.ts";

const minuteMs = 60_000;
const voucher = service("NOL", [], { name: "Voucher" });
const sending = { name: "sending", token: "t", epoch: 1 } as const;
const review = { name: "review", why: { code: "noted", detail: "" } } as const;
const withdrawn = {
  name: "failed",
  failure: { reason: "withdrawn", why: "cancelled" },
} as const;

/** As many confirmed orders of Budi's, the oldest first. */
async function confirmMany({ desk, budi, orders }: Shop, count: number): Promise<Order[]> {
  for (let made = 0; made < count; made += 1) {
    const person = { userId: budi.id, chatId: budi.id };
    const wish = { ...person, service: voucher, answers: [] };
    const { confirmation } = await desk.prepare(wish);
    await desk.confirm(confirmation.id, { ...person, cardMessageId: 1 });
  }
  return (await orders(budi.id)).toReversed();
}

test("/orders pages through what is open, ten at a time; a page that is no more shows the last", async (t) => {
  const shop = await openShop(t, [voucher]);
  const { operator } = shop;
  const orders = await confirmMany(shop, 11);
  operator.says("/orders");
  await operator.sees(/11 transaksi belum selesai[^]*10\. /);
  assert.ok(operator.buttons().includes("1/2"));
  const [first, last] = [orders[0], orders.at(-1)];
  assert.ok(first && last);
  await operator.presses("▶️");
  const second = await operator.sees(/1\. /);
  assert.doesNotMatch(second.message.text ?? "", /2\. /);
  await operator.presses("◀️");
  await operator.sees("10. ");
  await shop.move(first, withdrawn);
  await operator.presses("▶️");
  await operator.sees(/10 transaksi belum selesai[^]*10\. /);
  assert.ok(!operator.buttons().includes("▶️"));
  await operator.presses("10");
  await operator.sees(/Reseller: Budi · 7001|Reseller: 7001/);
});

test("/review pages through what needs a person, ten at a time; a page that is no more shows the last", async (t) => {
  const shop = await openShop(t, [voucher]);
  const { operator } = shop;
  const orders = await confirmMany(shop, 11);
  for (const order of orders) await shop.move(order, sending, review);
  operator.says("/review");
  await operator.sees(/11 transaksi perlu dicek[^]*10\. /);
  assert.ok(operator.buttons().includes("1/2"));
  const stale = operator.lastMessage();
  const [first] = orders;
  assert.ok(first);
  const moved = (await shop.orders(7001)).find(({ id }) => id === first.id);
  assert.ok(moved);
  await shop.move(moved, { name: "failed", failure: { reason: "never-placed" } });
  await operator.presses("▶️", { message: stale });
  await operator.sees(/10 transaksi perlu dicek[^]*10\. /);
});

test("a page of the history that is not there shows the last one", async (t) => {
  const shop = await openShop(t, [voucher]);
  const { budi, telegram } = shop;
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  await confirmMany(shop, 21);
  const data = encodePress({ to: "history", page: 9 });
  await fetch(`${telegram.apiRoot}/bot${telegram.token}/sendMessage`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      chat_id: budi.id,
      text: "lama",
      reply_markup: { inline_keyboard: [[{ text: "▶️", callback_data: data }]] },
    }),
  });
  await budi.presses("▶️");
  await budi.sees(/21 transaksi[^]*1\. /);
  assert.ok(budi.buttons().includes("3/3"));
});

test("/status with more open than fit shows ten, and then how many more there are", async (t) => {
  const shop = await openShop(t, [voucher]);
  const { budi } = shop;
  await confirmMany(shop, 12);
  budi.says("/status");
  await budi.sees(/12 transaksi belum selesai[^]*\n10\. [^]*2 lagi/);
});

test("⬅️ from a category leads to the page it was found on", async (t) => {
  const services = Array.from({ length: 40 }, (_, index) =>
    service(`S${index}`, [phone], {
      category: { name: `Kategori ${index}`, slug: `kategori-${index}` },
    }),
  );
  const { budi } = await openShop(t, services);
  budi.says("/order");
  await budi.sees("Pilih kategori");
  assert.ok(budi.buttons().includes("1/3"));
  await budi.presses("▶️");
  await budi.presses("Kategori 20");
  await budi.sees("Kategori 20");
  await budi.presses("⬅️");
  await budi.sees("Pilih kategori");
  assert.ok(budi.buttons().includes("2/3"));
});

test("/limit takes an amount, none or the usual one", async (t) => {
  const { operator, budi } = await openShop(t, [voucher]);
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  for (const [typed, shown] of [
    ["1.500.000", /Limit harian: Rp1\.500\.000/],
    ["none", /Limit harian: tanpa limit\n/],
    ["Rp250000", /Limit harian: Rp250\.000/],
    ["default", /Limit harian: tanpa limit \(umum\)/],
  ] as const) {
    operator.says(`/limit 7001 ${typed}`);
    await operator.sees(shown);
  }
});

test("a list that nobody refreshed is only called old after ten refreshes", async (t) => {
  const shop = await openShop(t, [voucher]);
  const { budi } = shop;
  shop.sell([voucher], 9 * minuteMs);
  budi.says("/order");
  const young = await budi.sees("Pilih kategori");
  assert.doesNotMatch(young.message.text ?? "", /Daftar ini dari/);
  shop.sell([voucher], 11 * minuteMs);
  budi.says("/order");
  await budi.sees("Daftar ini dari");
});

test("what closes is shown closed within a minute, without a new list", async (t) => {
  const jakarta = new Date(Date.now() + 7 * 60 * minuteMs);
  const nextMinute = jakarta.getUTCHours() * 60 + jakarta.getUTCMinutes() + 2;
  const day = 24 * 60;
  const cutOff = { startMinute: nextMinute % day, endMinute: (nextMinute + 30) % day };
  const shop = await openShop(t, [
    service("A", [phone], { cutOff, costRupiah: 1_000 }),
    service("B", [phone], { costRupiah: 2_000 }),
  ]);
  const { budi } = shop;
  const looks = async () => {
    budi.says("/order");
    await budi.sees("Pilih kategori");
    await budi.presses("Pulsa");
    return { text: (await budi.sees("produk")).message.text ?? "", buttons: budi.buttons() };
  };
  assert.match((await looks()).buttons[0] ?? "", /^Layanan A/);
  shop.later(2 * minuteMs);
  const { text, buttons } = await looks();
  assert.match(text, /1 dari 2 produk tersedia/);
  assert.deepEqual(buttons.slice(0, 2), ["Layanan B · Rp2.000", "🌙 Layanan A · Rp1.000"]);
});

test("a form says once what it is for: the service, its price, note, title and info", async (t) => {
  const shop = await openShop(t, [
    service("ML", [phone], {
      name: "86 Diamonds",
      note: "Proses 1–5 menit",
      title: "Lengkapi data akun",
      info: "ID ada di profil.",
    }),
  ]);
  const { budi } = shop;
  budi.says("/order");
  await budi.sees("Pilih kategori");
  await budi.presses("Pulsa");
  await budi.presses("86 Diamonds");
  await budi.sees(
    /86 Diamonds[^]*Rp5\.475[^]*Proses 1–5 menit[^]*Lengkapi data akun\nID ada di profil\.[^]*0812xxxx/,
  );
});
