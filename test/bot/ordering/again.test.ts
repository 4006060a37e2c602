import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { buttonsOf } from "../../../sandbox/telegram/people/presses.ts";
import type { Service } from "../../../src/catalogue/service.ts";
import { orderIdSchema, refSchema, type OrderState } from "../../../src/orders/state/order.ts";
import { reason } from "../../../src/reason.ts";
import { result, results } from "../../../src/screens/notices/orders.ts";
import { noNames } from "../../../src/words/person.ts";
import { wordsIn } from "../../../src/words/dictionary.ts";
import type { Person } from "../../person.ts";
import { openCounter } from "../../redis-commands.ts";
import { everyState, noon, orderIn } from "../../words/sample-orders.ts";
import { input, openShop, phone, service, type Shop } from "../shop.ts";

const pulsa = service("TS5", [phone], { name: "Telkomsel 5.000" });
const sending = { name: "sending", token: "t", epoch: 1 } as const;
const placed = {
  name: "placed",
  ref: refSchema.parse("some1d"),
  statusWord: "waiting",
  note: "",
} as const;
let refs = 0;
const done = (): OrderState[] => {
  const ref = refSchema.parse(`ref${(refs += 1)}`);
  return [sending, { ...placed, ref }, { ...placed, name: "succeeded", ref, voucher: ref }];
};
const refused: OrderState[] = [
  sending,
  { name: "failed", failure: { reason: "refused", message: "Nomor salah", shop: false } },
];
const unclear: OrderState[] = [sending, { name: "unknown", why: reason("timeout", "") }];

/** An order of theirs, as far as these states; left out: as far as success. */
async function ordered(
  shop: Shop,
  who: Person,
  sold: Service,
  values: readonly string[],
  states = done(),
) {
  const { confirmation } = await shop.desk.prepare({
    userId: who.id,
    chatId: who.id,
    service: sold,
    answers: sold.fields.map(({ position, label, ...field }, index) => ({
      position,
      label,
      value: values[index] ?? "",
      secret: field.kind === "input" && field.type === "password",
    })),
  });
  const outcome = await shop.desk.confirm(confirmation.id, {
    userId: who.id,
    chatId: who.id,
    cardMessageId: 1,
  });
  assert.equal(outcome.kind, "confirmed");
  assert.ok(outcome.kind === "confirmed");
  return shop.move(outcome.order, ...states);
}

const repeats = (who: Person) => who.buttons().filter((label) => label.startsWith("🔁"));

async function openWith(t: TestContext, sold: readonly Service[] = [pulsa]) {
  const shop = await openShop(t, sold);
  return { ...shop, number: "081234567890" };
}

test("🔁 on a finished order's card: the same thing at today's price in a new message, two taps and nothing typed", async (t) => {
  const shop = await openWith(t);
  const { budi, orders } = shop;
  for (const [states, label, number] of [
    [done(), "✅ Pesan lagi Rp6.000", "081234567890"],
    [refused, "✅ Pesan Rp6.000", "081234567891"],
  ] as const) {
    shop.sell([pulsa]);
    const order = await ordered(shop, budi, pulsa, [number], [...states]);
    const before = (await orders(budi.id)).length;
    shop.sell([{ ...pulsa, costRupiah: 6_000 }]);
    budi.says(`/status ${order.id}`);
    const card = await budi.sees("No. transaksi");
    await budi.presses("🔁");
    const fresh = await budi.sees(RegExp(`^Cek nomor[^]*${number}[^]*Rp6.000`));
    assert.notEqual(fresh.message.message_id, card.message.message_id, "the order's card stays");
    await budi.presses(label);
    await budi.sees("Menunggu dikirim");
    const all = await orders(budi.id);
    assert.equal(all.length, before + 1);
    assert.equal(all[0]?.destination[0]?.value, number);
  }
});

test("🔁 is on results that are pushed, one for each where they share a message, wherever another may be ordered", () => {
  const id = orderIdSchema.parse("K7QXM2PA4Z");
  for (const state of everyState) {
    const order = orderIn(state);
    const over = state.name === "succeeded" || state.name === "failed";
    const doubtful = state.name === "succeeded" && state.doubt !== undefined;
    const waits =
      state.name === "failed" &&
      state.failure.reason === "withdrawn" &&
      state.failure.waitedFor !== undefined;
    const view = {
      order,
      words: wordsIn("id"),
      language: "id" as const,
      timeZone: "Asia/Jakarta",
      nowMs: noon,
      names: noNames,
      money: null,
      complaint: null,
    };
    const count = (screen: ReturnType<typeof result>) =>
      screen.keyboard.flat().filter(({ label }) => label.startsWith("🔁")).length;
    const expected = over && !doubtful && !waits ? 1 : 0;
    assert.equal(count(result({ kind: "result", id, orderId: order.id }, view)), expected);
    assert.equal(count(results([order, order], wordsIn("id"))), 2 * expected);
  }
});

test("🔁 in the history, and only on one's own: another reseller's and an operator's press get nothing of it", async (t) => {
  const shop = await openWith(t);
  const { budi, jane, operator, handle } = shop;
  const order = await ordered(shop, budi, pulsa, ["081234567890"]);
  budi.says("/history");
  await budi.sees("1 transaksi");
  await budi.presses("1");
  await budi.sees("No. transaksi");
  const again = buttonsOf(budi.lastMessage().message.reply_markup).find(({ button }) =>
    button.text.startsWith("🔁"),
  );
  assert.ok(again && "callback_data" in again.button);
  const { callback_data: data } = again.button;
  operator.says(`/status ${order.id}`);
  await operator.sees("Reseller:");
  assert.deepEqual(repeats(operator), []);
  for (const [update_id, who] of [
    [900_001, jane],
    [900_002, operator],
  ] as const) {
    who.says("/help");
    const { message } = await who.sees(/./);
    const chat = { id: who.id, type: "private" as const, first_name: "X" };
    await handle({
      update_id,
      callback_query: {
        id: "1",
        from: { id: who.id, is_bot: false, first_name: "X" },
        chat_instance: "1",
        data,
        message: { message_id: message.message_id, date: 1, chat, text: "old" },
      },
    });
    await who.sees(/not found|tidak ditemukan/);
    assert.doesNotMatch(who.lastMessage().message.text ?? "", /081234567890|Telkomsel/);
  }
});

test("🔁 asks a secret again and nothing else", async (t) => {
  const account = service("ACC", [
    input("User ID"),
    input("Password", { type: "password", position: 2 }),
  ]);
  const shop = await openWith(t, [account]);
  const { budi } = shop;
  const order = await ordered(shop, budi, account, ["budi", "rahasia1"]);
  budi.says(`/status ${order.id}`);
  await budi.sees("No. transaksi");
  await budi.presses("🔁");
  await budi.sees(/User ID: budi[^]*Password\?/);
  budi.says("rahasia2");
  await budi.sees(/^Cek nomor[^]*User ID: budi[^]*••••••/);
});

test("🔁 of a service that asks something else by now says so, and asks, offering what still fits", async (t) => {
  const userId = input("User ID", { type: "tel" });
  const zoneId = input("Zone ID", { type: "number", position: 2 });
  const ml = service("ML", [userId, zoneId]);
  const changes: [string, Service][] = [
    ["a label", { ...ml, fields: [{ ...userId, label: "Player ID" }, zoneId] }],
    ["one field less", { ...ml, fields: [userId] }],
    ["one field more", { ...ml, fields: [userId, zoneId, input("Server", { position: 3 })] }],
  ];
  for (const [name, changed] of changes)
    await t.test(name, async (t) => {
      const shop = await openWith(t, [ml]);
      const { budi } = shop;
      const order = await ordered(shop, budi, ml, ["12345678", "1234"]);
      shop.sell([changed]);
      budi.says(`/status ${order.id}`);
      await budi.sees("No. transaksi");
      await budi.presses("🔁");
      await budi.seesAlert("sudah berubah");
      await budi.sees(/(User|Player) ID\?/);
      assert.ok(budi.buttons().includes("Pakai 12345678"));
    });
  await t.test("what does not fit is not offered", async (t) => {
    const shop = await openWith(t, [ml]);
    const { budi } = shop;
    const order = await ordered(shop, budi, ml, ["12345678", "1234"]);
    shop.sell([{ ...ml, fields: [{ ...userId, maxLength: 6 }, zoneId] }]);
    budi.says(`/status ${order.id}`);
    await budi.sees("No. transaksi");
    await budi.presses("🔁");
    await budi.seesAlert("sudah berubah");
    await budi.sees("User ID?");
    assert.ok(!budi.buttons().some((label) => label.startsWith("Pakai")));
  });
});

test("🔁 of a service that is gone or closed says so below the order; a closed one goes on with the number once it opens", async (t) => {
  const shop = await openWith(t);
  const { budi, number } = shop;
  const order = await ordered(shop, budi, pulsa, [number]);
  budi.says(`/status ${order.id}`);
  await budi.sees("No. transaksi");
  shop.sell([]);
  await budi.presses("🔁");
  await budi.sees("Produk ini sudah tidak tersedia");
  shop.sell([{ ...pulsa, inStock: false }]);
  await budi.presses("🔁 Pesan lagi");
  await budi.sees("Stok habis");
  const closed = budi.lastMessage();
  shop.sell([pulsa]);
  await budi.presses("🔁 Coba lagi");
  await budi.sees(RegExp(`^Cek nomor[^]*${number}`));
  await budi.presses("❌");
  await budi.sees("Dibatalkan");
  // Of another chat of before, or kept no longer: another was kept since.
  shop.sell([{ ...pulsa, inStock: false }]);
  budi.says(`/status ${order.id}`);
  await budi.sees("No. transaksi");
  await budi.presses("🔁 Pesan lagi");
  await budi.sees("Stok habis");
  await budi.pressesOld("🔁 Coba lagi", { message: closed });
  await budi.seesAlert("pesanan yang sudah lewat");
});

test("/start offers the last five things bought, each once, newest first; what failed or is under way is none", async (t) => {
  const tri = service("TRI", [phone], { name: "Tri 1 GB dengan nama yang panjang sekali" });
  const shop = await openWith(t, [pulsa, tri]);
  const { budi, jane } = shop;
  const numbers = ["1", "2", "3", "4", "5", "6"].map((last) => `08123456789${last}`);
  for (const number of [...numbers, numbers[2] ?? ""]) await ordered(shop, budi, pulsa, [number]);
  await ordered(shop, budi, tri, ["089612345678"]);
  await ordered(shop, budi, pulsa, ["081200000000"], refused);
  await ordered(shop, budi, pulsa, [numbers[5] ?? ""], unclear);
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  assert.deepEqual(repeats(budi), [
    "🔁 Tri 1 GB dengan nama… · 089612345678",
    "🔁 Telkomsel 5.000 · 081234567893",
    "🔁 Telkomsel 5.000 · 081234567895",
    "🔁 Telkomsel 5.000 · 081234567894",
    "🔁 Telkomsel 5.000 · 081234567892",
  ]);
  assert.equal(budi.buttons()[5], "🛒 Pesan");
  const start = budi.lastMessage();
  await budi.presses(/🔁.*893/);
  const card = await budi.sees(/^Cek nomor[^]*081234567893/);
  assert.equal(card.message.message_id, start.message.message_id, "in the same message");
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  // It is under way now: no screen offers it again.
  budi.says("/order");
  await budi.sees("Pilih kategori");
  await budi.presses("⬅️");
  await budi.sees("Mau pesan apa");
  assert.equal(repeats(budi).length, 4);
  assert.ok(!repeats(budi).some((label) => label.endsWith("893")));
  jane.says("/start");
  await jane.sees("What would you like");
  assert.deepEqual(repeats(jane), []);
});

test("what is under way is not offered either where the answer to ✅ was lost and it was pressed again", async (t) => {
  const shop = await openWith(t);
  const { budi, desk, breakDesk } = shop;
  await ordered(shop, budi, pulsa, ["081234567892"]);
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  await budi.presses("🔁");
  await budi.sees(/^Cek nomor/);
  breakDesk({
    async confirm(...all) {
      await desk.confirm(...all);
      throw new Error("lost");
    },
  });
  await budi.presses("✅");
  await budi.seesAlert("Menekan ✅ sekali lagi aman");
  breakDesk({});
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  budi.says("/order");
  await budi.sees("Pilih kategori");
  await budi.presses("⬅️");
  await budi.sees("Mau pesan apa");
  assert.deepEqual(repeats(budi), []);
});

test("/start is five round trips to Redis at most, the way back to it one, whatever was bought", async (t) => {
  const shop = await openWith(t);
  const { budi, redis, handle } = shop;
  for (const last of ["1", "2", "3"]) await ordered(shop, budi, pulsa, [`08123456789${last}`]);
  budi.says("/start");
  const { message } = await budi.sees("Mau pesan apa");
  const from = { id: budi.id, is_bot: false, first_name: "Budi", language_code: "id" };
  const chat = { id: budi.id, type: "private" as const, first_name: "Budi" };
  const entities = [{ type: "bot_command" as const, offset: 0, length: 6 }];
  const typed = { message_id: 1, date: 1, from, chat, text: "/start", entities };
  // In the chat's line it comes after what the first one has left to write.
  await handle({ update_id: 900_000, message: typed });
  const during = await openCounter(t, redis);
  const start = await during(() => handle({ update_id: 900_001, message: typed }));
  assert.ok(start.roundTrips <= 5, `${start.roundTrips}`);
  assert.deepEqual(start.writes, ["set"]);
  const back = await during(() =>
    handle({
      update_id: 900_002,
      callback_query: {
        id: "1",
        from,
        chat_instance: "1",
        data: "1m",
        message: { message_id: message.message_id, date: 1, chat, text: "old" },
      },
    }),
  );
  assert.deepEqual([back.roundTrips, back.writes], [1, []]);
  assert.equal(repeats(budi).length, 3);
});

test("❌ offers the same service again: on a card, in a form, by /cancel", async (t) => {
  const { budi } = await openWith(t);
  const asks = async () => {
    await budi.presses("🔁 Telkomsel 5.000");
    await budi.sees("Nomor HP tujuan?");
  };
  budi.says("/order");
  await budi.sees("Pilih kategori");
  await budi.presses("Pulsa");
  await budi.presses("Telkomsel");
  await budi.sees("Nomor HP tujuan?");
  await budi.presses("❌");
  await budi.sees(/Dibatalkan[^]*tidak ada yang terpotong/);
  await asks();
  budi.says("/cancel");
  await budi.sees(/Dibatalkan[^]*tidak ada yang terpotong/);
  await asks();
  budi.says("081234567890");
  await budi.sees(/^Cek nomor/);
  await budi.presses("❌");
  await budi.sees(/Dibatalkan[^]*tidak ada yang terpotong/);
  await asks();
});

test("❌ on an order that was not sent offers it again, number and all", async (t) => {
  const shop = await openWith(t);
  const { budi, number } = shop;
  const order = await ordered(shop, budi, pulsa, [number], []);
  budi.says(`/status ${order.id}`);
  await budi.sees("Menunggu dikirim");
  await budi.presses("❌");
  await budi.sees("Dibatalkan sebelum dikirim");
  await budi.presses("🔁");
  await budi.sees(RegExp(`^Cek nomor[^]*${number}`));
});

test("a form that was lost goes on with what was answered in it, but for secrets", async (t) => {
  const account = service("ACC", [
    input("User ID"),
    input("Password", { type: "password", position: 2 }),
    input("Zone", { position: 3 }),
  ]);
  const { budi, loseForms } = await openWith(t, [account]);
  budi.says("/order");
  await budi.sees("Pilih kategori");
  await budi.presses("Pulsa");
  await budi.presses("Layanan ACC");
  await budi.sees("User ID?");
  budi.says("budi");
  await budi.sees("Password?");
  budi.says("rahasia1");
  await budi.sees("Zone?");
  await loseForms();
  budi.says("1234");
  await budi.sees("terlalu lama dibuka");
  await budi.presses("🔁 Coba lagi");
  await budi.sees(/User ID: budi[^]*Password\?/);
});
