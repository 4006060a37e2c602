import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { buttonsOf } from "../../../sandbox/telegram/people/presses.ts";
import type { MessageView } from "../../../sandbox/telegram/view.ts";
import { until } from "../../story/until.ts";
import { input, phone, pulsa, service } from "../goods.ts";
import { openShop, opens } from "../shop.ts";

const minutes = 60_000;

/** Budi's card for 081234567890. */
async function openCard(t: TestContext) {
  const shop = await openShop(t, [pulsa]);
  await opens(shop.budi, "Telkomsel 5.000");
  await shop.budi.sees("Nomor HP tujuan?");
  shop.budi.says("081234567890");
  const card = await shop.budi.sees(/^Cek nomor[^]*081234567890/);
  const destinations = async () =>
    (await shop.orders(shop.budi.id)).map(({ destination }) => destination[0]?.value);
  return { ...shop, card, destinations };
}

const labels = (all: readonly MessageView[], { message }: MessageView) =>
  buttonsOf(
    all.find((one) => one.message.message_id === message.message_id)?.message.reply_markup,
  ).map(({ button }) => button.text);

test("a number typed while the card stands replaces it: the old card can order nothing, in place of its buttons stands nothing", async (t) => {
  const { budi, card, destinations } = await openCard(t);
  budi.says("0812-3456-7899");
  const fresh = await budi.sees(/^Cek nomor[^]*081234567899/);
  assert.notEqual(fresh.message.message_id, card.message.message_id);
  assert.equal(budi.lastMessage().message.message_id, fresh.message.message_id);
  assert.deepEqual(labels(budi.messages(), card), []);
  await budi.pressesOld("✅", { message: card });
  await budi.seesAlert("Kartu ini sudah dibatalkan");
  assert.deepEqual(await destinations(), []);
  await budi.presses("✅", { message: fresh });
  await budi.sees("Menunggu dikirim");
  assert.deepEqual(await destinations(), ["081234567899"]);
});

test("corrected twice, only the last number is ordered, once", async (t) => {
  const { budi, destinations } = await openCard(t);
  for (const number of ["081234567891", "081234567892"]) {
    budi.says(number);
    await budi.sees(RegExp(`^Cek nomor[^]*${number}`));
  }
  await Promise.all([budi.taps("✅"), budi.taps("✅")]);
  await budi.sees("Menunggu dikirim");
  assert.deepEqual(await destinations(), ["081234567892"]);
});

test("✅ that counted though its answer was lost, then another number: the order is shown, and no second card", async (t) => {
  const shop = await openCard(t);
  const { budi, desk, breakDesk, destinations } = shop;
  breakDesk({
    confirm: async (id, person) => {
      await desk.confirm(id, person);
      throw new Error("lost");
    },
  });
  await budi.presses("✅");
  await budi.seesAlert("Menekan ✅ sekali lagi aman");
  breakDesk({});
  budi.says("081234567899");
  await budi.sees(/✅ sudah ditekan lebih dulu[^]*Menunggu dikirim[^]*081234567890/);
  assert.deepEqual(await destinations(), ["081234567890"]);
  assert.equal(budi.screen().split("Cek nomor").length, 2, budi.screen());
});

test("a card that was used, discarded, left or is five minutes old is not corrected by what is typed", async (t) => {
  const ends: [string, (shop: Awaited<ReturnType<typeof openCard>>) => Promise<unknown>][] = [
    [
      "used",
      async ({ budi }) => {
        await budi.presses("✅");
        await budi.sees("Menunggu dikirim");
      },
    ],
    [
      "discarded",
      async ({ budi }) => {
        await budi.presses("❌");
        await budi.sees("Dibatalkan");
      },
    ],
    [
      "left",
      async ({ budi }) => {
        budi.says("/order");
        await budi.sees("Pilih kategori");
      },
    ],
    ["old", async ({ later }) => later(5 * minutes)],
  ];
  for (const [name, end] of ends)
    await t.test(name, async (t) => {
      const shop = await openCard(t);
      await end(shop);
      const before = (await shop.destinations()).length;
      shop.budi.says("axis 081234567899");
      await shop.budi.sees(/./);
      shop.budi.says("081234567899");
      const answer = await shop.budi.sees(/./);
      assert.doesNotMatch(answer.message.text ?? "", /Cek nomor/, shop.budi.screen());
      assert.equal((await shop.destinations()).length, before);
    });
});

test("no new card for now: the number typed once more still corrects", async (t) => {
  const { budi, card, breakDesk, destinations } = await openCard(t);
  breakDesk({ prepare: () => Promise.reject(new Error("down")) });
  budi.says("081234567899");
  await budi.sees("Coba lagi sebentar lagi");
  breakDesk({});
  budi.says("081234567899");
  await budi.sees(/^Cek nomor[^]*081234567899/);
  await budi.pressesOld("✅", { message: card });
  assert.deepEqual(await destinations(), []);
});

test("✏️ asks from the first question again and offers what was answered; the card it stood on is spent", async (t) => {
  const shop = await openShop(t, [
    service("ML", [
      input("User ID", { type: "tel" }),
      input("Zone ID", { type: "number", position: 2 }),
    ]),
    service("NOL", [], { name: "Voucher" }),
  ]);
  const { budi, orders } = shop;
  await opens(budi, "Layanan ML");
  budi.says("12345678 (1234)");
  const card = await budi.sees(/^Cek nomor/);
  await budi.presses("✏️");
  await budi.sees("User ID?");
  assert.ok(budi.buttons().includes("Pakai 12345678"));
  budi.says("87654321");
  await budi.sees("Zone ID?");
  await budi.presses("Pakai 1234");
  await budi.sees(/User ID: 87654321[^\n]*\nZone ID: 1234/);
  await budi.pressesOld("✅", { message: card });
  await budi.seesAlert("Kartu ini sudah dibatalkan");
  assert.deepEqual(await orders(budi.id), []);
  await opens(budi, "Voucher");
  await budi.sees(/^Cek harga/);
  assert.ok(!budi.buttons().some((label) => label.startsWith("✏️")), "nothing to change");
});

test("the next customer's id typed on a card asks for its own zone: no card with another player's", async (t) => {
  const shop = await openShop(t, [
    service("ML", [
      input("User ID", { type: "tel" }),
      input("Zone ID", { type: "number", position: 2 }),
    ]),
  ]);
  const { budi, orders } = shop;
  await opens(budi, "Layanan ML");
  budi.says("12345678 (1234)");
  const card = await budi.sees(/^Cek nomor/);
  budi.says("87654321");
  await budi.sees("Zone ID?");
  assert.ok(budi.buttons().includes("Pakai 1234"));
  await budi.pressesOld("✅", { message: card });
  await budi.seesAlert("Kartu ini sudah dibatalkan");
  budi.says("4321");
  await budi.sees(/User ID: 87654321[^\n]*\nZone ID: 4321/);
  assert.deepEqual(await orders(budi.id), []);
});

test("a number typed on a card whose form changed meanwhile is asked from the first question", async (t) => {
  const name = input("Nama", { position: 2 });
  const named = service("TS5", [phone, name], { name: "Telkomsel 5.000" });
  const shop = await openShop(t, [named]);
  const { budi } = shop;
  budi.says("TS5.081234567890.Budi");
  await budi.sees(/^Cek nomor/);
  shop.sell([{ ...named, fields: [phone, { ...name, label: "Kota" }] }]);
  budi.says("081234567899");
  await budi.sees("Nomor HP tujuan?");
  assert.ok(budi.buttons().includes("Pakai 081234567899"));
});

test("a nominal and a number typed on a card make no number of both", async (t) => {
  const { budi, card, destinations } = await openCard(t);
  budi.says("10 0812-3456-7899");
  await budi.sees(/081234567899/);
  assert.doesNotMatch(budi.screen(), /1008123/);
  await budi.presses("✅", { message: card });
  await budi.sees("Menunggu dikirim");
  assert.deepEqual(await destinations(), ["081234567890"]);
});

test("✏️ and typing anew ask a secret again", async (t) => {
  const shop = await openShop(t, [
    service("ACC", [
      input("User ID", { type: "tel" }),
      input("Password", { type: "password", position: 2 }),
    ]),
  ]);
  const { budi, redis } = shop;
  await opens(budi, "Layanan ACC");
  budi.says("12345678");
  await budi.sees("Password?");
  budi.says("rahasia1");
  await budi.sees(/^Cek nomor[^]*••••••/);
  const session = await until(async () => {
    const stored = (await redis.get(`session:{${budi.id}}`)) ?? "";
    return stored.includes('"card"') ? stored : undefined;
  });
  assert.match(session, /12345678/);
  assert.doesNotMatch(session, /rahasia1/);
  budi.says("87654321");
  await budi.sees(/User ID: 87654321[^]*Password\?/);
  assert.ok(!budi.buttons().some((label) => label.startsWith("Pakai")));
  budi.says("rahasia2");
  await budi.sees(/^Cek nomor[^]*87654321/);
  await budi.presses("✏️");
  await budi.sees("User ID?");
  await budi.presses("Pakai 87654321");
  await budi.sees("Password?");
  assert.ok(!budi.buttons().some((label) => label.startsWith("Pakai")));
});

test("✏️ after ✅ shows the order", async (t) => {
  const { budi, destinations } = await openCard(t);
  const [first] = [budi.lastMessage()];
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  await budi.pressesOld("✏️", { message: first });
  await budi.seesAlert("✅ sudah ditekan lebih dulu");
  assert.deepEqual(await destinations(), ["081234567890"]);
});

test("✏️ or ❌ tapped twice does what it does once", async (t) => {
  const { budi, card, destinations } = await openCard(t);
  await budi.presses("✏️");
  await budi.sees("Nomor HP tujuan?");
  await budi.pressesOld("✏️", { message: card });
  await budi.presses("Pakai 081234567890");
  const fresh = await budi.sees(/^Cek nomor[^]*081234567890/);
  await budi.presses("❌");
  await budi.sees("Dibatalkan");
  await budi.pressesOld("❌", { message: fresh });
  await budi.seesAlert("Kartu ini sudah dibatalkan");
  assert.deepEqual(budi.buttons(), ["🔁 Telkomsel 5.000", "🛒 Pesan"]);
  assert.deepEqual(await destinations(), []);
});

test("✏️ whose answer was lost is pressed again, and what was answered is still there", async (t) => {
  const { budi, desk, breakDesk } = await openCard(t);
  breakDesk({
    async discard(...all) {
      await desk.discard(...all);
      throw new Error("lost");
    },
  });
  await budi.presses("✏️");
  await budi.seesAlert(/aman/);
  breakDesk({});
  await budi.presses("✏️");
  await budi.sees("Nomor HP tujuan?");
  await budi.presses("Pakai 081234567890");
  await budi.sees(/^Cek nomor[^]*081234567890/);
});

test("nobody edits or discards another's card", async (t) => {
  const shop = await openCard(t);
  const { budi, jane, handle } = shop;
  jane.says("/start");
  const start = await jane.sees("What would you like");
  const edit = buttonsOf(budi.lastMessage().message.reply_markup).find(({ button }) =>
    button.text.startsWith("✏️"),
  );
  assert.ok(edit && "callback_data" in edit.button);
  const { callback_data: data } = edit.button;
  const chat = { id: jane.id, type: "private" as const, first_name: "Jane" };
  await handle({
    update_id: 900_001,
    callback_query: {
      id: "1",
      from: { id: jane.id, is_bot: false, first_name: "Jane" },
      chat_instance: "1",
      data,
      message: { message_id: start.message.message_id, date: 1, chat, text: "old" },
    },
  });
  await jane.sees(/history/);
  assert.doesNotMatch(jane.screen(), /081234567890|Telkomsel/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
});
