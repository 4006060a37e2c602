import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { refSchema, type OrderState } from "../../../src/orders/state/order.ts";
import { encodePress } from "../../../src/screens/buttons/buttons.ts";
import type { Person } from "../../person.ts";
import { input, phone, pulsa, service } from "../goods.ts";
import { openShop, opens } from "../shop.ts";

const category = { name: "Mobile Legends", slug: "mobile-legends" };
const userId = input("User ID", { type: "tel" });
const zone = input("Zone ID", { type: "number", position: 2 });
const legends = service("ML86", [userId, zone], { name: "86 Diamonds", category });
const voucher = service("GP20", [], { name: "Google Play" });

const succeeded: OrderState[] = [
  { name: "sending", token: "t", epoch: 1 },
  { name: "placed", ref: refSchema.parse("R1"), statusWord: "waiting", note: "" },
  {
    name: "succeeded",
    ref: refSchema.parse("R1"),
    statusWord: "sukses",
    note: "",
    voucher: "",
  },
];

async function openCounter(context: TestContext) {
  const shop = await openShop(context, [pulsa, legends, voucher]);
  const order = async (who: Person, product: string, ...answers: string[]) => {
    who.says("/order");
    await who.sees(/Pilih kategori|Choose a category/);
    await who.presses(product === "86 Diamonds" ? "Mobile" : "Pulsa");
    await who.presses(product);
    for (const answer of answers) {
      await who.sees(/\?/);
      who.says(answer);
    }
    await who.sees(/^(Cek|Check)/);
    await who.presses("✅");
    await who.sees(/Menunggu dikirim|Waiting/);
    const [made] = await shop.orders(who.id);
    assert.ok(made);
    return made;
  };
  /** An order of theirs that came to a good end, on their screen. */
  const ordered = async (who: Person, product: string, ...answers: string[]) => {
    const made = await order(who, product, ...answers);
    await shop.move(made, ...succeeded);
    who.says(`/status ${made.id}`);
    await who.sees(/Sukses|Success|Done/i);
  };
  return { ...shop, order, ordered };
}

test("💾 on an order is one tap, a reply names it; then it is a button wherever a phone is asked, and what it shows is what is ordered", async (t) => {
  const { budi, jane, orders, ordered } = await openCounter(t);
  await ordered(budi, "Telkomsel 5.000", "0812-3456-7890");
  await budi.presses("💾");
  const asked = await budi.sees(/^💾 Disimpan: 081234567890\n\nMau diberi nama\?/);
  budi.says("Bu  Siti <3", { replyTo: asked });
  await budi.sees(/^💾 Bu Siti <3: 081234567890\n\nMuncul sebagai tombol/);
  await opens(budi, "Telkomsel 5.000");
  await budi.sees("Nomor HP tujuan?");
  await budi.presses("💾 Bu Siti <3 · 0812-3456-7890");
  await budi.sees(/^Cek nomor[^]*Nomor HP: 081234567890/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  const [order] = await orders(budi.id);
  assert.deepEqual(
    order?.destination.map(({ value, label }) => [value, label]),
    [["081234567890", phone.label]],
  );
  await opens(jane, "Telkomsel 5.000");
  await jane.sees("Which phone number?");
  assert.ok(!jane.buttons().some((label) => label.startsWith("💾")));
});

test("a game's id and zone are one tap in its category, and not where a phone is asked", async (t) => {
  const { jane, ordered } = await openCounter(t);
  await ordered(jane, "86 Diamonds", "12345678 (1234)");
  await jane.presses("💾");
  await jane.sees("Saved: 12345678 · 1234 (Mobile Legends)");
  await opens(jane, "Telkomsel 5.000");
  await jane.sees("Which phone number?");
  assert.ok(!jane.buttons().some((label) => label.startsWith("💾")));
  jane.says("/order");
  await jane.sees("Choose a category");
  await jane.presses("Mobile");
  await jane.presses("86 Diamonds");
  await jane.sees("User ID?");
  await jane.presses("💾 12345678 · 1234");
  await jane.sees(/^Check[^]*User ID: 12345678\nZone ID: 1234/);
});

test("/save with a name and a number, or the latest order's; what is no such thing is told how", async (t) => {
  const { budi, order, restart } = await openCounter(t);
  budi.says("/save Bu Siti");
  await budi.sees(/Belum ada transaksi[^]*\/save Bu Siti 081234567890/);
  budi.says("/save Bu Siti +62 812-3456-7890");
  await budi.sees("💾 Bu Siti: 081234567890");
  for (const typed of ["/save", "/save 081234567890", "/save Andi 12345678"]) {
    budi.says(typed);
    await budi.sees("simpan tujuan transaksi terakhir");
  }
  await order(budi, "86 Diamonds", "12345678", "1234");
  await order(budi, "Google Play");
  await restart();
  budi.says("/save Andi");
  await budi.sees("💾 Andi: 12345678 · 1234 (Mobile Legends)");
  budi.says("/saved");
  await budi.sees(
    /2 nomor\.[^]*1\. Andi: 12345678 · 1234 \(Mobile Legends\)\n2\. Bu Siti: 081234567890$/,
  );
  await budi.presses("🗑 1. Andi");
  await budi.seesAlert("Dihapus");
  await budi.sees(/1 nomor\.[^]*1\. Bu Siti: 081234567890$/);
  await budi.presses("🗑 1. Bu Siti");
  await budi.sees("Belum ada");
});

test("removed meanwhile, its button asks instead; so does one of a product that asks something else by now", async (t) => {
  const { budi, sell } = await openCounter(t);
  budi.says("/save Bu Siti 081234567890");
  await budi.sees("Bu Siti");
  await opens(budi, "Telkomsel 5.000");
  await budi.sees("Nomor HP tujuan?");
  sell([{ ...pulsa, fields: [{ ...phone, maxLength: 10 }] }]);
  await budi.presses("💾");
  await budi.sees("Nomor HP tujuan?");
  assert.ok(!budi.buttons().some((label) => label.startsWith("💾")));
  sell([pulsa]);
  await opens(budi, "Telkomsel 5.000");
  await budi.sees("Nomor HP tujuan?");
  const question = budi.lastMessage();
  budi.says("/saved");
  await budi.presses("🗑");
  await budi.presses("💾", { message: question });
  await budi.seesAlert("sudah dihapus");
});

test("words that reply to nothing we asked are no name, and one name is taken once", async (t) => {
  const { budi, ordered } = await openCounter(t);
  await ordered(budi, "Telkomsel 5.000", "081234567890");
  await budi.presses("💾");
  const asked = await budi.sees("Mau diberi nama?");
  budi.says("halo");
  budi.says("/saved");
  await budi.sees(/1\. 081234567890$/);
  budi.says("Bu Siti", { replyTo: asked });
  await budi.sees("Bu Siti: 081234567890");
  budi.says("Pak Anton", { replyTo: asked });
  budi.says("/saved");
  await budi.sees(/1\. Bu Siti: 081234567890$/);
});

test("somebody else's order is nobody's to save, not even an operator's", async (t) => {
  const { budi, jane, operator, ordered, handle, orders } = await openCounter(t);
  await ordered(budi, "Telkomsel 5.000", "081234567890");
  const [order] = (await orders(budi.id)).slice(0, 1);
  assert.ok(order);
  for (const who of [jane, operator]) {
    who.starts();
    await who.sees(/Mau pesan|What would|Cari transaksi/);
    const shown = who.lastMessage().message;
    const from = { id: who.id, is_bot: false, first_name: "X" } as const;
    const chat = { id: who.id, type: "private", first_name: "X" } as const;
    const data = encodePress({ to: "saveOrder", orderId: order.id });
    const message = { message_id: shown.message_id, date: 1, chat, text: "lama" };
    await handle({
      update_id: 700_000 + who.id,
      callback_query: { id: "1", from, chat_instance: "1", data, message },
    });
    who.says("/saved");
    await who.sees(/None yet|Belum ada/);
  }
  operator.says(`/status ${order.id}`);
  await operator.sees(/Sukses/);
  assert.ok(!operator.buttons().some((label) => /^(💾|⭐)/.test(label)));
});
