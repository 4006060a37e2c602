import assert from "node:assert/strict";
import { test } from "node:test";
import { refSchema, type Order } from "../../../src/orders/state/order.ts";
import { service } from "../goods.ts";
import { openShop, type Shop } from "../shop.ts";

const voucher = service("NOL", [], { name: "Voucher" });
const placement = { ref: refSchema.parse("R1"), statusWord: "success", note: "" };

async function confirm({ desk, budi, orders }: Shop): Promise<Order> {
  const person = { userId: budi.id, chatId: budi.id };
  const { confirmation } = await desk.prepare({ ...person, service: voucher, answers: [] });
  await desk.confirm(confirmation.id, { ...person, cardMessageId: 1 });
  const [order] = await orders(budi.id);
  assert.ok(order);
  return order;
}

/** One succeeded, for which the supplier charged less than its list says, one failed, one not finished. */
async function trade(shop: Shop): Promise<Order> {
  const succeeded = {
    name: "succeeded",
    ...placement,
    voucher: "V",
    chargedRupiah: 5_000,
  } as const;
  await shop.move(
    await confirm(shop),
    { name: "sending", token: "t", epoch: 1 },
    { name: "placed", ...placement },
    succeeded,
  );
  const cancelled = { reason: "withdrawn", why: "cancelled" } as const;
  await shop.move(await confirm(shop), { name: "failed", failure: cancelled });
  return confirm(shop);
}

test("/books says what was sold, charged, earned, held and owed, in both languages", async (context) => {
  const shop = await openShop(context, [voucher]);
  const { operator, jane, grant } = shop;
  operator.says("/books");
  await operator.sees(/^📚 Pembukuan[^]*Penjualan: Rp0\n[^]*✅ Semuanya cocok\n[^]*: 0 catatan/);
  await trade(shop);
  operator.says("/books");
  await operator.sees(
    /Penjualan: Rp5\.475\n.*supplier: Rp5\.000\nLaba: Rp475\n\n.*1 transaksi yang belum selesai: Rp5\.475\nBelum dibayar reseller: Rp5\.475\nSaldo reseller: Rp0\n\n✅ Semuanya cocok\n.*6 catatan, 4 akun, 1 transaksi/,
  );
  grant(7002, "operator");
  jane.says("/books");
  await jane.sees(
    /^📚 Books[^]*Sales: Rp5\.475\n.*supplier: Rp5\.000\nProfit: Rp475\n\n.*\(1\): Rp5\.475\nNot paid by resellers yet: Rp5\.475\n.*: Rp0\n\n✅ It all adds up\n.*6 entries, 4 accounts, 1 order not finished/,
  );
});

test("/books names what does not add up", async (context) => {
  const shop = await openShop(context, [voucher]);
  const { operator, redis, keys } = shop;
  await trade(shop);
  await redis.hset(keys.booksAccount("purse:7001"), "debits", 6_500);
  await redis.rpush(keys.booksJournal, "a hand was here");
  operator.says("/books");
  const { message } = await operator.sees(/⚠️ Ada yang tidak cocok/);
  assert.match(message.text ?? "", /Catatan ke-7 tidak bisa dibaca/);
  assert.match(message.text ?? "", /purse:7001: tertulis −Rp6\.500, seharusnya −Rp5\.475/);
  assert.doesNotMatch(message.text ?? "", /Semuanya cocok/);
});

test("/books names an open order whose price is not held", async (context) => {
  const shop = await openShop(context, [voucher]);
  const { operator, redis, keys } = shop;
  const open = await trade(shop);
  // As if its hold had never been written.
  const [line = ""] = await redis.lrange(keys.booksJournal, -1, -1);
  assert.match(line, new RegExp(`^pending\torder:${open.id}`));
  await redis.rpop(keys.booksJournal);
  await redis.del(keys.booksTransfer(`order:${open.id}`));
  operator.says("/books");
  await operator.sees(new RegExp(`⚠️[^]*Transaksi ${open.id}: uangnya tidak sesuai`));
});
