import assert from "node:assert/strict";
import { test } from "node:test";
import { openShop } from "./shop.ts";

test("one field: four taps and one typed number from /start to confirmed, then the voucher is pushed", async (context) => {
  const { budi, osimesa, orderRequests } = await openShop(context);
  budi.says("/start");
  await budi.sees("Toko Maju");
  await budi.presses("🛒");
  await budi.presses("Pulsa Telkomsel");
  await budi.presses("Telkomsel 5.000");
  await budi.sees("Masukkan Nomor HP");
  budi.says("+62 812-3456-7890");
  const card = await budi.sees("081234567890");
  assert.match(card.message.text ?? "", /Rp5\.925/);
  await budi.presses("✅");
  await budi.sees("SN", { timeoutMs: 3_000 }).catch((e) => console.log(String(e)));
  console.log(budi.screen());
  const [transaction] = osimesa.ledger.all();
  assert.ok(transaction);
  assert.equal(orderRequests(), 1);
});
