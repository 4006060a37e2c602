import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { shortId } from "../../../src/catalogue/snapshot.ts";
import { encodePress, operator as does, type Press } from "../../../src/screens/buttons/buttons.ts";
import type { Person } from "../../person.ts";
import { openCounter } from "../../redis-commands.ts";
import { category, openByHand, order, page } from "./by-hand.ts";
import { pulsa } from "../goods.ts";

const dayMs = 24 * 3_600_000;

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
