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
