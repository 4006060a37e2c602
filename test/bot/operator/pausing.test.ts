import assert from "node:assert/strict";
import { test } from "node:test";
import { service } from "../goods.ts";
import { openShop, opens } from "../shop.ts";

test("a reason of several lines is read whole by who picks a service while the shop is closed", async (t) => {
  const { operator, budi } = await openShop(t, [service("NOL", [], { name: "Voucher" })]);
  operator.says("/pause Stok opname\n\nsampai <jam 9>\nMaaf ya");
  await operator.sees("Toko ditutup sementara");
  await opens(budi, "Voucher");
  await budi.sees(/tidak menerima pesanan[^]*Stok opname\nsampai <jam 9>\nMaaf ya/);
});

test("✅ on a card made before says so in a window, with as much of a long reason as Telegram takes", async (t) => {
  const { operator, budi } = await openShop(t, [service("NOL", [], { name: "Voucher" })]);
  await opens(budi, "Voucher");
  await budi.sees(/^Cek/);
  operator.says(`/pause ${"stok opname ".repeat(40)}`);
  await operator.sees("Toko ditutup sementara");
  await budi.presses("✅");
  const { text, showAlert } = await budi.seesAlert(/Belum ada transaksi\. stok opname .*…$/);
  assert.equal(text.length, 200);
  assert.ok(showAlert);
});
