import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import type { InlineAnswer } from "../../sandbox/telegram/world.ts";
import { refSchema } from "../../src/orders/state/order.ts";
import type { Person } from "../person.ts";
import { phone, service } from "./goods.ts";
import { openShop, type Shop } from "./shop.ts";

const axis = service("OW6", [phone], {
  name: "Axis OWSEM 24 GB / 30 Hari",
  category: { name: "Kuota Axis", slug: "kuota-axis" },
  costRupiah: 41_975,
});
const pulsa = service("TS5", [phone], { name: "Telkomsel 5.000", costRupiah: 5_925 });

const articleSchema = z.object({
  title: z.string(),
  description: z.string(),
  input_message_content: z.object({ message_text: z.string() }),
  reply_markup: z
    .object({ inline_keyboard: z.array(z.array(z.object({ url: z.string() }))) })
    .optional(),
});
const articles = ({ results }: InlineAnswer) => z.array(articleSchema).parse(results);

/** An order of theirs that succeeded. */
async function bought(shop: Shop, who: Person, number: string) {
  const [field] = pulsa.fields;
  assert.ok(field);
  const { position, label } = field;
  const chat = { userId: who.id, chatId: who.id };
  const { confirmation } = await shop.desk.prepare({
    ...chat,
    service: pulsa,
    answers: [{ position, label, value: number, secret: false }],
  });
  const outcome = await shop.desk.confirm(confirmation.id, { ...chat, cardMessageId: 1 });
  assert.ok(outcome.kind === "confirmed");
  const placed = { ref: refSchema.parse(`ref${number}`), statusWord: "waiting", note: "" };
  return shop.move(
    outcome.order,
    { name: "sending", token: "t", epoch: 1 },
    { ...placed, name: "placed" },
    { ...placed, name: "succeeded", voucher: "0123-SN" },
  );
}

test("@bot axis 24 finds products for a reseller: personal, kept briefly, and nothing posted says a price", async (t) => {
  const shop = await openShop(t, [axis, pulsa]);
  const answer = await shop.budi.asksInline("axis 24");
  assert.equal(answer.isPersonal, true);
  assert.ok(answer.cacheTimeS <= 10, String(answer.cacheTimeS));
  const [found, ...others] = articles(answer);
  assert.equal(others.length, 0);
  assert.equal(found?.title, "Axis OWSEM 24 GB / 30 Hari");
  assert.match(found.description, /OW6/);
  assert.doesNotMatch(JSON.stringify(answer), /Rp|41\.?975/);
});

test("what is posted opens the bot on that service, in the middle of a form too", async (t) => {
  const shop = await openShop(t, [axis, pulsa]);
  const [found] = articles(await shop.budi.asksInline("axis 24"));
  const url = found?.reply_markup?.inline_keyboard[0]?.[0]?.url ?? "";
  assert.match(url, new RegExp(`^https://t\\.me/${shop.telegram.bot.username}\\?start=`));
  const payload = new URL(url).searchParams.get("start") ?? "";
  shop.jane.says("TS5");
  await shop.jane.sees("Telkomsel 5.000");
  shop.jane.starts(payload);
  await shop.jane.sees(/Axis OWSEM 24 GB[^]*Which phone number/);
  shop.jane.says("083812345678");
  await shop.jane.sees(/^Check[^]*Axis OWSEM 24 GB/);
  shop.stranger.starts(payload);
  await shop.stranger.sees("8001");
  assert.doesNotMatch(shop.stranger.screen(), /Axis/);
  shop.sell([pulsa]);
  shop.budi.starts(payload);
  await shop.budi.sees("sudah tidak tersedia");
});

test("who may not order gets no results and a button into the bot", async (t) => {
  const shop = await openShop(t, [axis]);
  for (const question of ["axis 24", "OW6", "struk AAAAA11111", ""]) {
    const { results, button } = await shop.stranger.asksInline(question);
    assert.deepEqual(results, []);
    assert.match(JSON.stringify(button), /Toko <Budi> & Co/);
  }
});

test("the receipt of an own order that succeeded can be posted: product, number and SN, never what it cost", async (t) => {
  const shop = await openShop(t, [axis, pulsa]);
  const order = await bought(shop, shop.budi, "081234567890");
  const [receipt, ...others] = articles(await shop.budi.asksInline(`struk ${order.id}`));
  assert.equal(others.length, 0);
  const text = receipt?.input_message_content.message_text ?? "";
  assert.match(text, /Toko &lt;Budi&gt; &amp; Co[^]*Telkomsel 5\.000[^]*081234567890[^]*0123-SN/);
  assert.doesNotMatch(text, /Rp|5\.?925/);
  assert.deepEqual((await shop.jane.asksInline(`struk ${order.id}`)).results, []);
  // An operator's posts are theirs: another's receipt is none of them.
  assert.deepEqual((await shop.operator.asksInline(`struk ${order.id}`)).results, []);
});

test("an order that has not succeeded has no receipt", async (t) => {
  const shop = await openShop(t, [pulsa]);
  shop.budi.says("TS5.081234567890");
  await shop.budi.presses("✅");
  await shop.budi.sees("Menunggu dikirim");
  const [order] = await shop.orders(shop.budi.id);
  assert.ok(order);
  assert.deepEqual((await shop.budi.asksInline(`struk ${order.id}`)).results, []);
});
