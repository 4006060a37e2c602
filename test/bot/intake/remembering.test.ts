import assert from "node:assert/strict";
import { once } from "node:events";
import { test, type TestContext } from "node:test";
import type { Update } from "grammy/types";
import { z } from "zod";
import { shortId } from "../../../src/catalogue/snapshot.ts";
import { encodePress, operator as does, type Press } from "../../../src/screens/buttons/buttons.ts";
import type { Person } from "../../person.ts";
import { openCounter } from "../../redis-commands.ts";
import { openShop, phone, service } from "../shop.ts";

const dayMs = 24 * 3_600_000;
const voucher = service("NOL", [], { name: "Voucher" });
const pulsa = service("TS5", [phone], { name: "Telkomsel 5.000" });
const category = shortId("game", pulsa.category.slug);
const page = 0;

/** Updates are handed to the bot one by one, each dealt with before the next. */
async function openByHand(context: TestContext) {
  const shop = await openShop(context, [voucher, pulsa]);
  const { telegram, budi, operator, redis } = shop;
  let lastId = 500_000;
  const from = ({ id }: Person) => ({
    id,
    is_bot: false as const,
    first_name: id === budi.id ? "Budi" : "Bos",
    language_code: "id",
  });
  const chat = (who: Person) => ({
    id: who.id,
    type: "private" as const,
    first_name: from(who).first_name,
  });
  const date = 1;
  const stands = {
    says(who: Person, text: string): Update {
      const entities = text.startsWith("/")
        ? [{ type: "bot_command" as const, offset: 0, length: text.length }]
        : [];
      const message = { message_id: 1, date, from: from(who), chat: chat(who), text, entities };
      return { update_id: (lastId += 1), message };
    },
    presses(who: Person, press: Press): Update {
      const message_id = telegram.chat(who.id).messages.findLast(({ byBot }) => byBot)
        ?.message.message_id;
      assert.ok(message_id);
      return {
        update_id: (lastId += 1),
        callback_query: {
          id: String(lastId),
          from: from(who),
          chat_instance: "1",
          data: encodePress(press),
          message: { message_id, date, chat: chat(who), text: "lama" },
        },
      };
    },
  };
  for (const who of [budi, operator]) {
    who.starts();
    await who.sees(/Mau pesan apa|Cari transaksi/);
    await shop.handle(stands.says(who, "/help"));
  }
  const session = async ({ id }: Person) =>
    kept.parse(JSON.parse((await redis.get(`session:{${id}}`)) ?? "{}"));
  const screen = (who: Person) => telegram.chat(who.id).messages.length;
  return { ...shop, ...stands, session, screen };
}

const kept = z.looseObject({
  handled: z.array(z.number()).default([]),
  form: z.unknown().optional(),
});

async function order({ shop }: { shop: Awaited<ReturnType<typeof openByHand>> }) {
  const { budi, handle, presses, redis, orders } = shop;
  await handle(presses(budi, { to: "service", service: shortId("game", voucher.code), page }));
  const [card] = await redis.keys("*confirmation:*");
  assert.ok(card);
  const confirmationId = card.slice(card.lastIndexOf(":") + 1);
  await handle(presses(budi, { to: "confirm", confirmationId }));
  const [order] = await orders(budi.id);
  assert.ok(order);
  return order;
}

test("a press that only shows something is one round trip to Redis and writes nothing", async (context) => {
  const shop = await openByHand(context);
  const { budi, handle, presses, redis } = shop;
  const during = await openCounter(context, redis);
  const browsing: Press[] = [
    { to: "main" },
    { to: "categories", page },
    { to: "services", category, page },
    { to: "help" },
    { to: "settings" },
  ];
  for (const press of browsing) {
    const { commands, writes, roundTrips } = await during(() => handle(presses(budi, press)));
    assert.deepEqual(writes, [], press.to);
    assert.deepEqual(commands.toSorted(), ["hget", "hmget", "mget", "sismember"], press.to);
    assert.equal(roundTrips, 1, press.to);
  }
});

test("the history, an order and an operator's lists write nothing either", async (context) => {
  const shop = await openByHand(context);
  const { budi, operator, handle, presses, redis } = shop;
  const { id: orderId } = await order({ shop });
  const during = await openCounter(context, redis);
  const shown: [Person, Press][] = [
    [budi, { to: "history", page }],
    [budi, { to: "order", orderId, page }],
    [budi, { to: "check", orderId, page }],
    ...(
      [
        { do: "orders", page },
        { do: "reviews", page },
        { do: "resellers", page },
        { do: "reseller", userId: 7001, page },
        { do: "limits", userId: 7001, page },
        { do: "levels", userId: 7001, page },
        { do: "prices", act: { what: "rules", page } },
        { do: "prices", act: { what: "place", place: "a" } },
        { do: "prices", act: { what: "tryMarkup", place: "a", level: null, markup: null } },
        { do: "stats", days: 30 },
      ] as const
    ).map((act): [Person, Press] => [operator, does(act)]),
  ];
  for (const [who, press] of shown) {
    const { writes } = await during(() => handle(presses(who, press)));
    assert.deepEqual(writes, [], encodePress(press));
  }
});

test("with a form open, help is shown without a write, and the form hears what is typed", async (context) => {
  const { budi, handle, presses, says, redis, session } = await openByHand(context);
  await handle(presses(budi, { to: "service", service: shortId("game", pulsa.code), page }));
  assert.ok((await session(budi)).form);
  const during = await openCounter(context, redis);
  const { writes, roundTrips } = await during(() => handle(presses(budi, { to: "help" })));
  assert.deepEqual(writes, []);
  assert.equal(roundTrips, 1);
  await handle(says(budi, "081212345678"));
  assert.match(budi.screen(), /Telkomsel 5\.000[^]*0812/);
  assert.equal((await session(budi)).form, undefined);
});

test("whatever changes something is marked, and handled no second time, in another process either", async (context) => {
  const shop = await openByHand(context);
  const { budi, operator, handle, presses, says, session, screen, restart } = shop;
  const { id: orderId } = await order({ shop });
  const open = { to: "service", service: shortId("game", pulsa.code), page } as const;
  const acts: [Person, () => Update][] = [
    [budi, () => presses(budi, open)],
    [budi, () => says(budi, "bukan nomor")],
    // Leaves the form.
    [budi, () => presses(budi, { to: "categories", page })],
    [budi, () => presses(budi, { to: "language", language: "en" })],
    [budi, () => presses(budi, { to: "language", language: "id" })],
    // New messages.
    [budi, () => presses(budi, { to: "shop" })],
    [budi, () => presses(budi, { to: "order", orderId, page: null })],
    [budi, () => says(budi, "/order")],
    [budi, () => says(budi, "halo")],
    [budi, () => presses(budi, { to: "cancel", orderId })],
    ...(
      [
        { do: "enrol", userId: 7002, page, to: "out", sure: true },
        { do: "limit", userId: 7002, page, limit: 500_000 },
        { do: "broadcast", id: "message-9001-1", send: false },
        { do: "decide", userId: 8001, accept: true },
        { do: "never", orderId, sure: true },
        { do: "attach", orderId, candidate: "x", sure: true },
      ] as const
    ).map((act): [Person, () => Update] => [operator, () => presses(operator, does(act))]),
    [operator, () => says(operator, "/resellers budi")],
  ];
  const happened: [Person, Update][] = [];
  for (const [who, make] of acts) {
    const update = make();
    await handle(update);
    const { handled } = await session(who);
    assert.ok(handled.includes(update.update_id), JSON.stringify(update));
    happened.push([who, update]);
  }
  const before = [screen(budi), screen(operator)];
  await restart();
  const [calls, sessions] = [
    shop.telegram.calls.length,
    await Promise.all([budi, operator].map(session)),
  ];
  for (const [, update] of happened) await handle(update);
  assert.deepEqual([screen(budi), screen(operator)], before);
  assert.deepEqual(await Promise.all([budi, operator].map(session)), sessions);
  const said = shop.telegram.calls.slice(calls).map(({ method }) => method);
  assert.deepEqual(
    [...new Set(said)].filter((method) => /^(send|edit|delete)/.test(method)),
    [],
  );
});

test("a page turned before a form was opened is marked with it: delivered again it does not leave the form", async (context) => {
  const { budi, handle, presses, session, restart } = await openByHand(context);
  const turned = [
    presses(budi, { to: "categories", page }),
    presses(budi, { to: "services", category, page }),
  ];
  for (const update of turned) await handle(update);
  const marked = async () => {
    const { handled } = await session(budi);
    return turned.map(({ update_id }) => handled.includes(update_id));
  };
  assert.deepEqual(await marked(), [false, false]);
  await handle(presses(budi, { to: "service", service: shortId("game", pulsa.code), page }));
  await restart();
  for (const update of turned) await handle(update);
  assert.ok((await session(budi)).form);
  assert.deepEqual(await marked(), [true, true]);
});

test("a press that comes again to the same process is not handled again, written or not", async (context) => {
  const { budi, handle, presses, telegram } = await openByHand(context);
  const turned = presses(budi, { to: "categories", page });
  await handle(turned);
  telegram.clearCalls();
  await handle(turned);
  const methods = telegram.calls.map(({ method }) => method);
  assert.ok(!methods.includes("editMessageText"), methods.join());
});

test("whoever only browses keeps their session: its month begins anew once a day", async (context) => {
  const { budi, handle, presses, redis, later } = await openByHand(context);
  const key = `session:{${budi.id}}`;
  const turn = () => handle(presses(budi, { to: "categories", page }));
  const renewed = async () => {
    await redis.expire(key, 60);
    await turn();
    return (await redis.ttl(key)) > 60;
  };
  await handle(presses(budi, { to: "shop" }));
  later(dayMs - 60_000);
  assert.equal(await renewed(), false);
  later(120_000);
  assert.equal(await renewed(), true);
  assert.equal(await renewed(), false);
  // The clock was set back.
  later(-3 * dayMs);
  assert.equal(await renewed(), true);
  assert.equal(await renewed(), false);
});

test("a session stored before it knew when is stored with the next press", async (context) => {
  const { budi, handle, presses, storeSession, session } = await openByHand(context);
  await storeSession(budi.id, { v: 1, language: "id", name: "Budi" });
  await handle(presses(budi, { to: "categories", page }));
  assert.ok((await session(budi))["writtenAtMs"]);
});

test("leaving half a form is a change too, whichever half is stored", async (context) => {
  const shop = await openByHand(context);
  const { budi, handle, presses, redis, session } = shop;
  const open = () =>
    handle(presses(budi, { to: "service", service: shortId("game", pulsa.code), page }));
  const leave = async () => {
    const update = presses(budi, { to: "categories", page });
    await handle(update);
    return (await session(budi)).handled.includes(update.update_id);
  };
  await open();
  await redis.del(`conversation:{${budi.id}}`);
  assert.ok(await leave());
  assert.equal((await session(budi)).form, undefined);

  await open();
  const { form: _lost, ...without } = await session(budi);
  await redis.set(`session:{${budi.id}}`, JSON.stringify(without));
  assert.ok(await leave());
  assert.equal(await redis.exists(`conversation:{${budi.id}}`), 0);
});

test("an update that is handled again makes the same card: two messages of it, one order", async (context) => {
  const shop = await openByHand(context);
  const { budi, handle, presses, redis, orders, restart } = shop;
  const before = await redis.get(`session:{${budi.id}}`);
  assert.ok(before);
  const wants = presses(budi, { to: "service", service: shortId("game", voucher.code), page });
  await handle(wants);
  // The process died before it wrote what it had shown.
  await redis.set(`session:{${budi.id}}`, before);
  await restart();
  await handle(wants);
  const cards = await redis.keys("*confirmation:*");
  assert.equal(cards.length, 1);
  const confirmationId = cards[0]?.slice(cards[0].lastIndexOf(":") + 1) ?? "";
  await handle(presses(budi, { to: "confirm", confirmationId }));
  await handle(presses(budi, { to: "confirm", confirmationId }));
  assert.equal((await orders(budi.id)).length, 1);
});

test("handled again at another price it is another card, and the one before orders nothing unread", async (context) => {
  const shop = await openByHand(context);
  const { budi, handle, presses, redis, orders, sell } = shop;
  const before = await redis.get(`session:{${budi.id}}`);
  assert.ok(before);
  const wants = presses(budi, { to: "service", service: shortId("game", voucher.code), page });
  await handle(wants);
  const [old] = await redis.keys("*confirmation:*");
  await redis.set(`session:{${budi.id}}`, before);
  await shop.restart();
  sell([{ ...voucher, costRupiah: 9_000 }, pulsa]);
  await handle(wants);
  const cards = await redis.keys("*confirmation:*");
  assert.equal(cards.length, 2);
  const idOf = (key = "") => key.slice(key.lastIndexOf(":") + 1);
  const fresh = cards.find((key) => key !== old);
  await handle(presses(budi, { to: "confirm", confirmationId: idOf(fresh) }));
  await handle(presses(budi, { to: "confirm", confirmationId: idOf(old) }));
  assert.deepEqual(
    (await orders(budi.id)).map(({ priceRupiah }) => priceRupiah),
    [9_000],
  );
});

test("the same number in another press makes another card: numbers start anew after a quiet week", async (context) => {
  const shop = await openByHand(context);
  const { budi, handle, presses, redis, storeSession } = shop;
  const wants = presses(budi, { to: "service", service: shortId("game", voucher.code), page });
  await handle(wants);
  assert.ok(wants.callback_query);
  await storeSession(budi.id, { v: 1, language: "id" });
  await handle({ ...wants, callback_query: { ...wants.callback_query, id: "another" } });
  assert.equal((await redis.keys("*confirmation:*")).length, 2);
});

test("who was overtaken by another process writes nothing over it, and handles the update on what that left", async (context) => {
  const { budi, handle, says, session, redis, telegram } = await openByHand(context);
  telegram.faults.add({ kind: "slow", method: "sendMessage", delayMs: 300 });
  const sending = once(telegram.events, "faults");
  const asks = says(budi, "/help");
  const handling = handle(asks);
  await sending;
  const other = { v: 1, language: "en", handled: [1, 2], writtenAtMs: Date.now() };
  await redis.set(`session:{${budi.id}}`, JSON.stringify(other));
  await handling;
  const now = await session(budi);
  assert.deepEqual(now.handled, [1, 2, asks.update_id]);
  assert.equal(now["language"], "en");
  assert.match(budi.screen(), /How to order/i);
});

test("an update whose handling another process recorded meanwhile is not handled a second time", async (context) => {
  const { budi, handle, says, session, redis, telegram, screen } = await openByHand(context);
  telegram.faults.add({ kind: "slow", method: "sendMessage", delayMs: 300 });
  const sending = once(telegram.events, "faults");
  const before = screen(budi);
  const asks = says(budi, "/help");
  const handling = handle(asks);
  await sending;
  const other = { v: 1, language: "en", handled: [asks.update_id], writtenAtMs: Date.now() };
  await redis.set(`session:{${budi.id}}`, JSON.stringify(other));
  await handling;
  assert.equal(screen(budi), before + 1);
  assert.deepEqual((await session(budi)).handled, [asks.update_id]);
});

test("an update that Telegram takes no answer to, not even that it failed, holds up nothing: it is not handled again", async (context) => {
  const { budi, handle, says, session, telegram } = await openByHand(context);
  const reason = "have no rights to send a message";
  const refused = telegram.faults.add({
    kind: "bad_request",
    reason,
    method: "sendMessage",
    times: Infinity,
  });
  const asks = says(budi, "/help");
  const calls = telegram.calls.length;
  await handle(asks);
  // The answer and the apology.
  assert.equal(telegram.calls.length - calls, 2);
  assert.deepEqual((await session(budi)).handled.at(-1), asks.update_id);
  telegram.faults.clear(refused);
  await handle(asks);
  assert.equal(telegram.calls.length - calls, 2);
});

test("what an update changes of its chat is written once, together with the mark that it was handled", async (context) => {
  const { budi, handle, presses, redis } = await openByHand(context);
  const during = await openCounter(context, redis);
  const press = presses(budi, { to: "language", language: "en" });
  const { commands } = await during(() => handle(press));
  assert.deepEqual(
    commands.filter((name) => name.startsWith("eval")),
    ["evalsha"],
  );
});
