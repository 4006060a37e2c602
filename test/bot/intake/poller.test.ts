import assert from "node:assert/strict";
import { test } from "node:test";
import type { Handled } from "../../../src/bot/bot.ts";
import { many, message, offsetOf, openPoller } from "./hand-fed-poller.ts";

test("each poll asks for a hundred updates of the five kinds, for half a minute, after those it was given", async (context) => {
  const { polls, gives } = await openPoller(context);
  await gives([]);
  await gives([message(5), message(7)]);
  const poll = {
    timeout: 30,
    limit: 100,
    allowed_updates: [
      "message",
      "edited_message",
      "callback_query",
      "inline_query",
      "my_chat_member",
    ],
  };
  assert.deepEqual(polls, [
    { ...poll, offset: 0 },
    { ...poll, offset: 0 },
    { ...poll, offset: 8 },
  ]);
});

test("it polls once a poll was answered, or not turned away for two seconds", async (context) => {
  const quick = await openPoller(context);
  assert.equal(quick.poller.polling(), false);
  await quick.gives([]);
  assert.equal(quick.poller.polling(), true);
  const quiet = await openPoller(context);
  await quiet.clock.pass(1_999);
  assert.equal(quiet.poller.polling(), false);
  await quiet.clock.pass(1);
  assert.equal(quiet.poller.polling(), true);
});

test("turned away it does not poll, says so once, and tries again after two seconds", async (context) => {
  const { poller, clock, polls, refuses, gives, said } = await openPoller(context);
  await gives([]);
  await refuses(409);
  assert.equal(poller.polling(), false);
  await clock.pass(1_999);
  assert.equal(polls.length, 2);
  await clock.pass(1);
  assert.equal(polls.length, 3);
  await refuses(409);
  await clock.pass(2_000);
  assert.equal(poller.polling(), false, "what was turned away is no poll, however long ago");
  await refuses(500);
  await clock.pass(2_000);
  const lines = said().trim().split("\n");
  assert.equal(lines.length, 2, said());
  assert.match(lines[0] ?? "", /409: no[^\n]*polling stopped, trying again/);
  await gives([]);
  assert.equal(poller.polling(), true);
});

test("asked to wait, it waits so long, five minutes at most, and the seconds that are left are said once", async (context) => {
  const { clock, polls, refuses, said } = await openPoller(context);
  const asksFor = (retryAfterS: number) =>
    refuses(429, { description: `Too Many Requests: retry after ${retryAfterS}`, retryAfterS });
  for (const [asked, restMs] of [
    [40, 40_000],
    [3_000, 300_000],
    [2_700, 300_000],
  ] as const) {
    const before = polls.length;
    await asksFor(asked);
    await clock.pass(restMs - 1);
    assert.equal(polls.length, before, String(asked));
    await clock.pass(1);
    assert.equal(polls.length, before + 1, String(asked));
  }
  assert.equal(said().split("polling stopped").length - 1, 1, said());
});

test("what stands between it and updates is told by what it is, with each good poll and its own end", async (context) => {
  const { clock, gives, refuses, stop, reported } = await openPoller(context);
  await gives([]);
  for (const status of [409, 401, 502]) {
    await refuses(status);
    await clock.pass(2_000);
  }
  await stop();
  await clock.pass(2_000);
  assert.deepEqual(reported, [
    "answered",
    "polled-elsewhere",
    "telegram-refused",
    "telegram-refused",
    "over",
  ]);
});

test("what could not be answered when Telegram went away is begun again once it is back, and given up no sooner than else", async (context) => {
  const begun: number[] = [];
  const { clock, gives, refuses, told, said } = await openPoller(context, ({ update_id: id }) => {
    begun.push(id);
    return Promise.resolve("again");
  });
  await gives([message(1)]);
  await refuses(502);
  for (let polls = 0; polls < 100; polls += 1) {
    await clock.pass(2_000);
    await refuses(502);
  }
  const before = begun.length;
  assert.ok(before < 3, `begun ${before} times`);
  await clock.pass(2_000);
  await gives([]);
  await clock.pass(2_000);
  assert.equal(begun.length, before + 1);
  await clock.pass(20_000);
  assert.equal(begun.length, 10);
  assert.match(said(), /given up/);
  assert.deepEqual(told, []);
});

test("of each update is told its kind and how long it took, of an ignored one that it was ignored", async (context) => {
  const slow = Promise.withResolvers<Handled>();
  const { told, clock, gives } = await openPoller(context, ({ update_id: id }) =>
    id === 1 ? slow.promise : id === 2 ? null : Promise.resolve("handled"),
  );
  await clock.pass(700);
  await gives([message(1), message(2), message(3)]);
  await gives([{ update_id: 4 }]);
  await clock.pass(1_500);
  slow.resolve("handled");
  await clock.pass(0);
  assert.deepEqual(told, [
    ["ignored", 0],
    ["message", 0],
    ["other", 0],
    ["message", 1.52],
  ]);
});

test("a poll waits 10 ms for what came to be handled, and no longer", async (context) => {
  const slow = Promise.withResolvers<Handled>();
  const { polls, kept, clock, givesAtOnce } = await openPoller(context, () => slow.promise);
  await givesAtOnce(many(1, 10));
  await clock.pass(9);
  assert.deepEqual(polls.map(offsetOf), [0]);
  await clock.pass(1);
  assert.deepEqual(polls.map(offsetOf), [0, 11]);
  assert.equal(kept.size, 10);
  slow.resolve("handled");
});

test("a hundred under way hold up the next poll, for a second and no longer; an ignored one holds nothing", async (context) => {
  const hanging = Promise.withResolvers<Handled>();
  const { polls, clock, gives } = await openPoller(context, ({ update_id: id }) =>
    id > 10_000 ? null : hanging.promise,
  );
  await gives([...many(1, 99), ...many(10_001, 50)]);
  assert.equal(polls.length, 2);
  await gives(many(100, 1));
  // The first of them began 20 ms ago.
  await clock.pass(979);
  assert.equal(polls.length, 2);
  await clock.pass(1);
  assert.equal(polls.length, 3);
  // Nine more hundreds make a thousand.
  for (let hundred = 2; hundred <= 10; hundred += 1) {
    assert.equal(polls.length, hundred + 1);
    await gives(many(100 * hundred, 100));
    await clock.pass(1_000);
  }
  await clock.pass(60_000);
  assert.equal(polls.length, 11, "a standstill of everything stays bounded");
  hanging.resolve("handled");
  await clock.pass(0);
  assert.equal(polls.length, 12, "as soon as one is done");
});

test("who stops polls no more, and ends once what is under way is done", async (context) => {
  const underWay = Promise.withResolvers<Handled>();
  const { polls, poller, gives, stop, ended, said } = await openPoller(
    context,
    () => underWay.promise,
  );
  await gives([message(1)]);
  assert.equal(polls.length, 2);
  await stop();
  assert.equal(poller.polling(), false);
  assert.equal(ended(), false);
  underWay.resolve("handled");
  await stop();
  assert.equal(ended(), true);
  assert.equal(polls.length, 2);
  assert.equal(said(), "");
});

test("who stops while all is full does not wait for room", async (context) => {
  const underWay = Promise.withResolvers<Handled>();
  const { polls, gives, stop, ended } = await openPoller(context, () => underWay.promise);
  await gives(many(1, 100));
  await stop();
  underWay.resolve("handled");
  await stop();
  assert.equal(ended(), true);
  assert.equal(polls.length, 1);
});
