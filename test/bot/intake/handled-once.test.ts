import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import type { Update } from "grammy/types";
import { shortId } from "../../../src/catalogue/snapshot.ts";
import { operator as does } from "../../../src/screens/buttons/buttons.ts";
import type { Person } from "../../person.ts";
import { category, openByHand, order, page, voucher } from "./by-hand.ts";
import { pulsa } from "../goods.ts";

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
