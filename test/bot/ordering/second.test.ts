import assert from "node:assert/strict";
import { test } from "node:test";
import { refSchema } from "../../../src/orders/state/order.ts";
import type { Person } from "../../person.ts";
import { pulsa } from "../goods.ts";
import { openShop, opens } from "../shop.ts";

const number = "081234567890";

async function cardFor(who: Person, to = number) {
  await opens(who, "Telkomsel 5.000");
  await who.sees(/Nomor HP tujuan\?|Which phone number\?/);
  who.says(to);
  return who.sees(/Cek nomor|Check number|Belum dipesan|Not ordered/);
}

for (const [language, say] of [
  ["Indonesian", { open: "yang sama persis belum selesai", more: "Memang mau satu lagi" }],
  ["English", { open: "exactly the same is not finished", more: "I do want one more" }],
] as const)
  test(`ordered twice by habit, in ${language}: the first is shown and kept; a second takes a tap of its own`, async (t) => {
    const { budi, jane, orders } = await openShop(t, [pulsa]);
    const who = language === "English" ? jane : budi;
    await cardFor(who);
    await who.presses("✅");
    await who.sees(/Menunggu dikirim|Waiting to be sent/);
    const card = await cardFor(who);
    assert.match(card.message.text ?? "", new RegExp(say.open));
    assert.ok(who.buttons().every((label) => !label.startsWith("✅")));
    await who.presses("👀");
    await who.sees(/No\. transaksi|Order number/);
    assert.equal((await orders(who.id)).length, 1);
    await who.presses(say.more, { message: card });
    await who.presses(/✅ (Pesan lagi|Order again)/, { message: card });
    await who.sees(/Menunggu dikirim|Waiting to be sent/);
    assert.equal((await orders(who.id)).length, 2);
  });

test("✅ that was on its way when the same was asked for once more orders nothing by itself", async (t) => {
  const { budi, orders } = await openShop(t, [pulsa]);
  const first = await cardFor(budi);
  const second = await cardFor(budi);
  await budi.presses("✅", { message: first });
  await budi.seesAlert("Belum dipesan");
  await budi.sees("kartu yang lebih baru");
  assert.equal((await orders(budi.id)).length, 0);
  await budi.presses("✅", { message: second });
  await budi.sees("Menunggu dikirim");
  await budi.presses("Memang mau satu lagi", { message: first });
  await budi.sees(/^Cek nomor[^]*belum selesai/);
  assert.equal((await orders(budi.id)).length, 1);
});

test("what ended today is said with its hour and its end, and ✅ reads order again", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi } = shop;
  await cardFor(budi);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  const [order] = await shop.orders(budi.id);
  assert.ok(order);
  const placed = { ref: refSchema.parse("some1d"), statusWord: "sukses", note: "" };
  await shop.move(
    order,
    { name: "sending", token: "t", epoch: 1 },
    { name: "placed", ...placed },
    { name: "succeeded", ...placed, voucher: "V1" },
  );
  const { message } = await cardFor(budi);
  assert.match(
    message.text ?? "",
    /sudah Anda isi ke tujuan yang sama, terakhir \d\d:\d\d: ✅ Sukses/,
  );
  assert.ok(budi.buttons().includes("✅ Pesan lagi Rp5.475"));
});

test("/status by number: one's own latest, operators everybody's with whose they are; another's number is word for word nobody's", async (t) => {
  const { budi, jane, operator } = await openShop(t, [pulsa]);
  for (const to of [number, "081234567891", number]) {
    const { message } = await cardFor(budi, to);
    if (message.text?.startsWith("Belum")) await budi.presses("Memang mau");
    await budi.presses("✅");
    await budi.sees("Menunggu dikirim");
  }
  budi.says("/status 0812-3456-7891");
  await budi.sees(/081234567891[^]*No\. transaksi/);
  budi.says("/status +6281234567890");
  await budi.sees(/Transaksi terakhir ke \+6281234567890\n[^]*1\. ⏳[^]*2\. ⏳/);
  await budi.presses("2");
  await budi.sees("No. transaksi");
  operator.says(`/status ${number}`);
  await operator.sees(/1\. ⏳[^]*Budi[^]*2\. ⏳[^]*Budi/);
  jane.says(`/status ${number}`);
  const foreign = await jane.sees("Order not found");
  jane.says("/status 089999999999");
  const missing = await jane.sees("Order not found");
  assert.deepEqual(
    [foreign.message.text, foreign.message.reply_markup],
    [missing.message.text, missing.message.reply_markup],
  );
});

test("that another's order of the same is under way is said, so that the customer can be asked; what others have sold is not", async (t) => {
  const { budi, jane, orders, move } = await openShop(t, [pulsa]);
  await cardFor(jane);
  await jane.presses("✅");
  await jane.sees("Waiting to be sent");
  const card = await cardFor(budi);
  assert.match(card.message.text ?? "", /Transaksi lain[^\n]*sedang berjalan/);
  budi.says(`TS5.${number}\nTS5.081299998888`);
  const batch = await budi.sees("081299998888");
  assert.match(batch.message.text ?? "", /transaksi lain yang sama sedang berjalan/);
  const [order] = await orders(jane.id);
  assert.ok(order);
  const placed = { ref: refSchema.parse("R9"), statusWord: "process", note: "" };
  await move(
    order,
    { name: "sending", token: "t", epoch: 1 },
    { ...placed, name: "placed" },
    { ...placed, name: "succeeded", voucher: "SN" },
  );
  const later = await cardFor(budi);
  assert.doesNotMatch(later.message.text ?? "", /[Tt]ransaksi lain/);
});
