import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { z } from "zod";
import type { InlineAnswer } from "../../sandbox/telegram/world.ts";
import { refSchema, type Order } from "../../src/orders/state/order.ts";
import type { Person } from "../person.ts";
import { until } from "../story/until.ts";
import { input, phone, pulsa, service } from "./goods.ts";
import { openShop, type Shop } from "./shop.ts";

const token = service("PLN50", [input("ID Pelanggan", { type: "tel" })], {
  name: "Token PLN 50.000",
  category: { name: "Token PLN", slug: "token-pln" },
  costRupiah: 50_350,
});
const tokenSn = "6255-1234-5678-9012-0465/BUDI SANTOSO/R1/1300VA/32,5";

/** An order of theirs that succeeded. */
async function bought(
  shop: Shop,
  who: Person,
  { what = pulsa, voucher = "0041-SN-77", doubt = false } = {},
): Promise<Order> {
  const [field] = what.fields;
  assert.ok(field);
  const { position, label } = field;
  const chat = { userId: who.id, chatId: who.id };
  const answers = [{ position, label, value: "081234567890", secret: false }];
  const { confirmation } = await shop.desk.prepare({ ...chat, service: what, answers });
  const outcome = await shop.desk.confirm(confirmation.id, { ...chat, cardMessageId: 1 });
  assert.ok(outcome.kind === "confirmed");
  const ref = refSchema.parse(`ref${outcome.order.id}`);
  const placed = { ref, statusWord: "waiting", note: "" };
  return shop.move(
    outcome.order,
    { name: "sending", token: "t", epoch: 1 },
    { ...placed, name: "placed" },
    { ...placed, name: "succeeded", voucher, ...(doubt && { doubt: { kind: "missing" } }) },
  );
}

async function opened(t: TestContext) {
  const shop = await openShop(t, [pulsa, token]);
  return { shop, budi: shop.budi };
}

async function opensReceipt(who: Person, order: Order): Promise<void> {
  who.says(`/status ${order.id}`);
  await who.sees(/✅/);
  await who.presses("📄");
}

/** The receipt that came last: a picture with its text. */
async function receipt(who: Person, words: string | RegExp) {
  const { message } = await who.sees(words);
  assert.ok(message.photo !== undefined, "no picture");
  return message.caption ?? "";
}

test("📄 asks a product's selling price once, then gives a picture and a text, never the buying price", async (t) => {
  const { shop, budi } = await opened(t);
  await opensReceipt(budi, await bought(shop, budi));
  await budi.sees(/Harga jual Telkomsel 5\.000\?/);
  assert.deepEqual(budi.buttons(), ["Rp7.000", "Rp8.000", "Rp9.000", "Tanpa harga"]);
  await budi.presses("Rp7.000");
  const text = await receipt(budi, "Total");
  assert.match(text, /Toko <Budi> & Co\nStruk transaksi\n\nProduk: Telkomsel 5\.000/);
  assert.match(
    text,
    /Nomor HP: 081234567890\nWaktu: \d+ \S+ \d{4} \d\d:\d\d WIB\nNo\. transaksi: /,
  );
  assert.match(text, /SN:\n0041-SN-77\n\nTotal: Rp7\.000/);
  assert.doesNotMatch(text, /5\.475/);
  await opensReceipt(budi, await bought(shop, budi));
  assert.match(await receipt(budi, "Total"), /Rp7\.000/);
});

test("a selling price is typed as people type it, and changed below a receipt; a phone number is none", async (t) => {
  const { shop, budi } = await opened(t);
  await opensReceipt(budi, await bought(shop, budi));
  await budi.sees(/Harga jual/);
  budi.says("081234567890");
  await budi.sees(/081234567890|0812-3456-7890/);
  budi.says("6,5rb");
  assert.match(await receipt(budi, "Total"), /Rp6\.500/);
  await budi.presses("✏️ Harga jual");
  await budi.sees(/Harga jual Telkomsel/);
  await budi.presses("Tanpa harga");
  assert.doesNotMatch(await receipt(budi, "Struk transaksi"), /Total|Rp/);
});

test("a token stands in groups of four, with name, tariff and kWh apart", async (t) => {
  const { shop, budi } = await opened(t);
  await opensReceipt(budi, await bought(shop, budi, { what: token, voucher: tokenSn }));
  await budi.presses("Tanpa harga");
  const text = await receipt(budi, "Struk transaksi");
  assert.match(text, /Nama: BUDI SANTOSO\nTarif\/daya: R1\/1300VA\nkWh: 32,5\n/);
  assert.match(text, /Token:\n6255 1234 5678 9012 0465/);
});

test("shop name, footer and markup are a reseller's own, set under ⚙️, and nobody else's", async (t) => {
  const { shop, budi } = await opened(t);
  const settings = async () => {
    budi.says("/language");
    await budi.sees("⚙️");
    await budi.presses("📄");
    await budi.sees("Struk untuk pelanggan");
  };
  const types = async (button: string, text: string) => {
    await settings();
    await budi.presses(button);
    budi.says(text, { replyTo: await budi.sees(/Balas pesan ini/) });
    await budi.sees("Struk untuk pelanggan");
  };
  await types("✏️ Nama toko", "  Budi <Cell> ");
  await types("✏️ Catatan bawah", "Terima kasih!\nBuka 07.00");
  await types("✏️ Tambahan lain", "10%");
  await opensReceipt(budi, await bought(shop, budi));
  const text = await receipt(budi, "Total");
  assert.match(text, /^Budi <Cell>\n/);
  assert.match(text, /Total: Rp6\.100\n\nTerima kasih!\nBuka 07\.00$/);
  await settings();
  await budi.presses("+Rp2.000");
  await budi.sees(/Harga jual: \+Rp2\.000/);
  await opensReceipt(budi, await bought(shop, budi));
  assert.match(await receipt(budi, "Total"), /Total: Rp7\.475/);
  await settings();
  await budi.presses("Tanpa harga");
  await opensReceipt(budi, await bought(shop, budi));
  assert.doesNotMatch(await receipt(budi, "Struk transaksi"), /Total|Rp/);
  await opensReceipt(shop.jane, await bought(shop, shop.jane, { voucher: "0041-SN-78" }));
  await shop.jane.presses("No price");
  assert.match(await receipt(shop.jane, /\nReceipt/), /^Toko <Budi> & Co/);
});

test("only one's own successes have a receipt, operators' too, and none that may be no success", async (t) => {
  const { shop, budi } = await opened(t);
  const order = await bought(shop, budi);
  await opensReceipt(budi, order);
  for (const someone of [shop.jane, shop.operator]) {
    someone.says(`/status ${order.id}`);
    await someone.sees(/✅|Sukses|not|tidak/i);
    assert.ok(!someone.buttons().some((label) => label.startsWith("📄")));
  }
  const doubtful = await bought(shop, budi, { what: token, voucher: "", doubt: true });
  budi.says(`/status ${doubtful.id}`);
  await budi.sees(/Token PLN/);
  assert.ok(!budi.buttons().some((label) => label.startsWith("📄")));
});

/** Once the picture of this receipt was sent and is known. */
const pictured = ({ redis, keys }: Shop, { id }: Person, order: Order) =>
  until(async () => (await redis.exists(keys.receiptPicture(id, order.id))) === 1);

const postedSchema = z.array(
  z.object({
    type: z.enum(["photo", "article"]),
    photo_file_id: z.string().optional(),
    caption: z.string().optional(),
    input_message_content: z.object({ message_text: z.string() }).optional(),
  }),
);
const posted = ({ results }: InlineAnswer) => postedSchema.parse(results)[0];

test("a receipt is sent on by inline mode as it was sent: the picture and its text", async (t) => {
  const { shop, budi } = await opened(t);
  const order = await bought(shop, budi);
  await opensReceipt(budi, order);
  await budi.presses("Rp7.000");
  const text = await receipt(budi, "Total");
  await pictured(shop, budi, order);
  const { message } = budi.lastMessage();
  const buttons = JSON.stringify(message.reply_markup);
  const query = /"switch_inline_query":"([^"]+)"/.exec(buttons)?.[1] ?? "";
  assert.match(query, /^struk /);
  const photo = posted(await budi.asksInline(query));
  assert.equal(photo?.type, "photo");
  assert.equal(photo.photo_file_id, message.photo?.at(-1)?.file_id);
  assert.match(photo.caption ?? "", /Total: <b>Rp7\.000/);
  assert.match(text, /Total: Rp7\.000/);
});

test("a picture that Telegram does not know, or none that was sent, is no reason for no receipt: its text is posted", async (t) => {
  const { shop, budi } = await opened(t);
  const order = await bought(shop, budi);
  const before = posted(await budi.asksInline(`struk ${order.id}`));
  assert.equal(before?.type, "article");
  assert.match(before.input_message_content?.message_text ?? "", /Telkomsel 5\.000[^]*0041-SN-77/);
  assert.doesNotMatch(JSON.stringify(before), /Rp|5\.?475/);
  await shop.redis.set(shop.keys.receiptPicture(budi.id, order.id), "forgotten");
  const after = posted(await budi.asksInline(`struk ${order.id}`));
  assert.deepEqual(after, before);
});

test("a text that is too long to stand below a picture is posted without it", async (t) => {
  const { shop, budi } = await opened(t);
  const order = await bought(shop, budi, { voucher: "N".repeat(690) });
  const footer = "x".repeat(40).concat("\n").repeat(3);
  await shop.redis.hset(
    shop.keys.receipts(budi.id),
    "look",
    JSON.stringify({ v: 1, shopName: null, footer, pricing: { kind: "none" } }),
  );
  const long = await bought(shop, budi, {
    what: service("TS6", [phone], { name: "N".repeat(190), costRupiah: 6_000 }),
    voucher: "M".repeat(690),
  });
  for (const one of [order, long]) {
    await opensReceipt(budi, one);
    await pictured(shop, budi, one);
  }
  assert.equal(posted(await budi.asksInline(`struk ${order.id}`))?.type, "photo");
  assert.equal(posted(await budi.asksInline(`struk ${long.id}`))?.type, "article");
});
