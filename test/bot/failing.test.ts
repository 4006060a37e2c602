import assert from "node:assert/strict";
import { test } from "node:test";
import { shortId } from "../../src/catalogue/snapshot.ts";
import { refSchema } from "../../src/orders/state/order.ts";
import {
  encodePress,
  operator as ofOperator,
  type Press,
} from "../../src/screens/buttons/buttons.ts";
import type { Person } from "../person.ts";
import { phone, pulsa, service } from "./goods.ts";
import { openShop, opens, type Shop } from "./shop.ts";

const voucher = service("NOL", [], { name: "Voucher" });
const shut = service("TS9", [phone], { name: "Telkomsel 9.000", inStock: false });
const ref = refSchema.parse("R1");
const broken = /Ada gangguan di sistem kami|Something went wrong on our side/;

/** A message of the bot with one button, as one from before may still stand in the chat. */
async function offers({ telegram }: Shop, who: Person, press: Press): Promise<void> {
  await fetch(`${telegram.apiRoot}/bot${telegram.token}/sendMessage`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      chat_id: who.id,
      text: "lama",
      reply_markup: { inline_keyboard: [[{ text: "tekan", callback_data: encodePress(press) }]] },
    }),
  });
}

/** The way to Telegram breaks once, when `method` is called for them. */
const breaks = ({ telegram }: Shop, method: string, who: Person) =>
  telegram.faults.add({ kind: "dropped", method, chatId: who.id });

async function openWithOrder(context: Parameters<typeof openShop>[0]) {
  const shop = await openShop(context, [voucher, pulsa, shut]);
  const { budi, operator, jane } = shop;
  for (const who of [jane, operator]) {
    who.says("/start");
    await who.sees("Toko <Budi> & Co");
  }
  await opens(budi, "Voucher");
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  const [order] = await shop.orders(budi.id);
  assert.ok(order);
  return { ...shop, order };
}

test("whatever is typed: when its answer fails on the way, that is said", async (t) => {
  const shop = await openWithOrder(t);
  const { budi, operator } = shop;
  const typed: [Person, string[]][] = [
    [
      budi,
      [
        "/start",
        "/order",
        "/status",
        "/status tidakada",
        "/history",
        "/help",
        "/language",
        "/cancel",
        "/apa",
        "halo",
        "081234567890",
        "TS5.081234567890",
        "5.081234567890",
        "TS5.081234567890\nTS5.081234567891",
        "H.TS5",
        "CEK.081234567890",
        "BTL.081234567890",
        "S",
        "MUTASI",
        "R",
        "TIKET.100000",
        "UNTIKET",
        "K.halo",
        "FORMAT",
      ],
    ],
    [
      operator,
      [
        "/start",
        "/orders",
        "/review",
        "/review ZZZZZ-ZZZZZ",
        "/review apa",
        "/resellers",
        "/resellers budi",
        "/limit",
        "/limit 7001 5000",
        "/limit 4321 5000",
        "/stats",
        "/books",
        "/broadcast",
        `/broadcast ${"a".repeat(3_900)}`,
        "/broadcast Promo",
        "/pause",
        "/resume",
      ],
    ],
  ];
  for (const [who, texts] of typed) {
    for (const text of texts) {
      breaks(shop, "sendMessage", who);
      who.says(text);
      await who.sees(broken);
    }
  }
});

test("whatever is pressed: when the screen fails on the way, that is said", async (t) => {
  const shop = await openWithOrder(t);
  const { budi, jane, operator, stranger, order } = shop;
  stranger.says("/start");
  await stranger.presses("🙋");
  const orderId = order.id;
  const page = 0;
  const edits: [Person, Press[]][] = [
    [
      budi,
      [
        { to: "main" },
        { to: "categories", page },
        { to: "services", category: shortId("game", pulsa.category.slug), page },
        { to: "services", category: "none1234", page },
        { to: "service", service: shortId("game", voucher.code), page },
        { to: "service", service: "none1234", page },
        { to: "service", service: shortId("game", shut.code), page },
        { to: "history", page },
        { to: "settings" },
        { to: "language", language: "id" },
        { to: "help" },
        { to: "ask" },
        { to: "order", orderId, page },
        { to: "check", orderId, page: null },
        { to: "cancel", orderId },
        { to: "confirm", confirmationId: "tidakada".repeat(4) },
        { to: "discard", confirmationId: "tidakada".repeat(4) },
      ],
    ],
    // Another's.
    [jane, [{ to: "cancel", orderId }]],
    [
      operator,
      (
        [
          { do: "orders", page },
          { do: "reviews", page },
          { do: "resellers", page },
          { do: "reseller", userId: 7001, page },
          { do: "enrol", userId: 7001, page, to: "out", sure: false },
          { do: "enrol", userId: 7001, page, to: "out", sure: true },
          { do: "limits", userId: 7001, page },
          { do: "limit", userId: 7001, page, limit: 500_000 },
          { do: "stats", days: 30 },
          { do: "broadcast", id: "message-9001-1", send: true },
          { do: "broadcast", id: "message-9001-1", send: false },
          { do: "decide", userId: 8001, accept: true },
        ] as const
      ).map((act): Press => ofOperator(act)),
    ],
  ];
  for (const [who, presses] of edits) {
    for (const press of presses) {
      await offers(shop, who, press);
      breaks(shop, "editMessageText", who);
      await who.presses("tekan");
      await who.sees(broken);
    }
  }
  for (const press of [{ to: "shop" }, { to: "order", orderId, page: null }] as const) {
    await offers(shop, budi, press);
    breaks(shop, "sendMessage", budi);
    await budi.presses("tekan");
    await budi.sees(broken);
  }
});

test("whatever is pressed: when the word at the top of the screen fails on the way, that is said", async (t) => {
  const shop = await openWithOrder(t);
  const { budi, operator, order, desk } = shop;
  const who = { userId: budi.id, chatId: budi.id };
  const { confirmation } = await desk.prepare({ ...who, service: voucher, answers: [] });
  await desk.discard(confirmation.id, who);
  const page = 0;
  const words: [Person, Press[]][] = [
    [
      budi,
      [
        { to: "language", language: "id" },
        { to: "cancel", orderId: order.id },
        { to: "confirm", confirmationId: confirmation.id },
        { to: "form", nonce: "none", field: 0, act: { do: "back" } },
        ofOperator({ do: "resellers", page }),
      ],
    ],
    [
      operator,
      (
        [
          { do: "enrol", userId: 7001, page, to: "in", sure: true },
          { do: "limit", userId: 7001, page, limit: 500_000 },
          { do: "decide", userId: 8001, accept: true },
          { do: "bulk", why: "none-fits" },
          { do: "never", orderId: order.id, sure: true },
        ] as const
      ).map((act): Press => ofOperator(act)),
    ],
  ];
  const fails = async (someone: Person, press: Press) => {
    await offers(shop, someone, press);
    shop.telegram.faults.add({ kind: "dropped", method: "answerCallbackQuery" });
    void someone.taps("tekan");
    await someone.sees(broken);
  };
  for (const [someone, presses] of words) for (const press of presses) await fails(someone, press);
  const { confirmation: second } = await desk.prepare({ ...who, service: voucher, answers: [] });
  const confirmed = await desk.confirm(second.id, { ...who, cardMessageId: 1 });
  assert.ok(confirmed.kind === "confirmed");
  const sending = { name: "sending", token: "t", epoch: 1 } as const;
  const placed = { name: "placed", ref, statusWord: "process", note: "" } as const;
  const succeeded = { ...placed, name: "succeeded", voucher: "SN-1" } as const;
  const { id } = await shop.move(confirmed.order, sending, placed, succeeded);
  await fails(operator, ofOperator({ do: "refund", orderId: id }));
});
