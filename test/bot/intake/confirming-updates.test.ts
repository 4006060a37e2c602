import assert from "node:assert/strict";
import { test } from "node:test";
import type { Handled } from "../../../src/bot/bot.ts";
import { many, message, offsetOf, openPoller } from "./hand-fed-poller.ts";

test("what comes after an update is confirmed once that is handled or kept", async (context) => {
  const slow = Promise.withResolvers<Handled>();
  const { polls, kept, clock, gives } = await openPoller(context, ({ update_id: id }) =>
    id === 1 ? slow.promise : Promise.resolve("handled"),
  );
  await gives([message(1), message(2)]);
  assert.deepEqual([...kept.keys()], [1], "only what is slow is kept");
  assert.deepEqual(polls.map(offsetOf), [0, 3]);
  slow.resolve("handled");
  await clock.pass(0);
  await gives([message(3)]);
  assert.deepEqual([...kept.keys()], []);
});

test("while Redis keeps nothing the same is asked for and what comes after it: each is begun once, none confirmed", async (context) => {
  const slow = Promise.withResolvers<Handled>();
  const begun: number[] = [];
  const { polls, kept, trouble, clock, gives, said } = await openPoller(
    context,
    ({ update_id: id }) => {
      begun.push(id);
      return id === 1 ? slow.promise : Promise.resolve("handled");
    },
  );
  trouble.redis = true;
  await gives([message(1), message(2)]);
  await clock.pass(499);
  assert.equal(polls.length, 1);
  await clock.pass(1);
  await gives([message(1), message(2), message(3)]);
  await clock.pass(500);
  assert.deepEqual(polls.map(offsetOf), [0, 0, 0]);
  assert.deepEqual(begun, [1, 2, 3]);
  assert.equal(said().match(/none is confirmed/g)?.length, 1, said());
  trouble.redis = false;
  await gives([message(1), message(2), message(3)]);
  assert.deepEqual(polls.map(offsetOf), [0, 0, 0, 4]);
  assert.deepEqual([...kept.keys()], [1]);
  assert.deepEqual(begun, [1, 2, 3]);
  slow.resolve("handled");
  await clock.pass(0);
  await gives([]);
  assert.deepEqual([...kept.keys()], []);
});

test("when nothing waits any number may come next, also a lower one", async (context) => {
  const begun: number[] = [];
  const { polls, gives } = await openPoller(context, ({ update_id: id }) => {
    begun.push(id);
    return Promise.resolve("handled");
  });
  await gives([message(500)]);
  await gives([]);
  await gives([message(3)]);
  assert.deepEqual(polls.map(offsetOf), [0, 501, 0, 4]);
  assert.deepEqual(begun, [500, 3]);
});

test("what is done though Redis could not be told so is not begun again by the same process", async (context) => {
  const begun: number[] = [];
  const slow = Promise.withResolvers<Handled>();
  const { kept, trouble, clock, gives, refuses } = await openPoller(
    context,
    ({ update_id: id }) => {
      begun.push(id);
      return id === 1 ? slow.promise : Promise.resolve("handled");
    },
  );
  await gives([message(1)]);
  assert.deepEqual([...kept.keys()], [1]);
  trouble.redis = true;
  slow.resolve("handled");
  await clock.pass(0);
  await gives([message(2)]);
  await clock.pass(500);
  await refuses(409);
  trouble.redis = false;
  await clock.pass(2_000);
  await gives([message(2)]);
  assert.deepEqual(begun, [1, 2]);
  assert.deepEqual([...kept.keys()], []);
});

test("what another process left is handled first, once, though Telegram brings it again", async (context) => {
  const begun: number[] = [];
  const hanging = Promise.withResolvers<Handled>();
  const { kept, gives } = await openPoller(
    context,
    ({ update_id: id }) => {
      begun.push(id);
      return id === 4 ? hanging.promise : Promise.resolve("handled");
    },
    [message(4), message(5)],
  );
  assert.deepEqual(begun, [4, 5]);
  await gives([message(4), message(6)]);
  assert.deepEqual(begun, [4, 5, 6]);
  assert.deepEqual([...kept.keys()], [4]);
  hanging.resolve("handled");
});

test("what was not handled is begun again, and left to whoever polls next when this process stops", async (context) => {
  const outcomes: Handled[] = ["again", "handled", "again"];
  let begun = 0;
  const { kept, clock, gives, stop, ended } = await openPoller(context, () => {
    begun += 1;
    return Promise.resolve(outcomes.shift() ?? "again");
  });
  await gives([message(1)]);
  assert.deepEqual([begun, [...kept.keys()]], [1, [1]]);
  await clock.pass(2_000);
  assert.equal(begun, 2);
  await gives([message(2)]);
  assert.deepEqual([begun, [...kept.keys()]], [3, [2]]);
  await stop();
  await stop();
  assert.equal(ended(), true);
  assert.deepEqual([...kept.keys()], [2]);
});

test("what is begun again is not overtaken in its chat; other chats go on", async (context) => {
  const begun: number[] = [];
  let trouble = true;
  const { clock, kept, gives, stop } = await openPoller(context, ({ update_id: id }) => {
    begun.push(id);
    return Promise.resolve(id < 10 && trouble ? "again" : "handled");
  });
  await gives([message(1, 7001), message(2, 7001), message(10, 7002)]);
  await gives([message(3, 7001)]);
  assert.deepEqual(begun, [1, 10]);
  trouble = false;
  await clock.pass(2_000);
  assert.deepEqual(begun, [1, 10, 1, 2, 3]);
  trouble = true;
  await gives([message(4, 7001), message(5, 7001)]);
  await stop();
  assert.deepEqual(begun.slice(5), [4]);
  assert.deepEqual([...kept.keys()], [4, 5], "left, in their order, to whoever polls next");
});

test("of one chat a hundred wait in line: more go to the bot at once, which ignores who hurries", async (context) => {
  const begun: number[] = [];
  const hanging = Promise.withResolvers<Handled>();
  const { clock, gives } = await openPoller(context, ({ update_id: id }) => {
    begun.push(id);
    return id === 1 ? hanging.promise : Promise.resolve("handled");
  });
  const all = Array.from({ length: 102 }, (_, place) => message(1 + place, 7001));
  await gives(all.slice(0, 100));
  // They give their places away.
  await clock.pass(1_100);
  await gives(all.slice(100));
  const whileFull = [...begun];
  hanging.resolve("handled");
  assert.deepEqual(whileFull, [1, 101, 102]);
});

test("what is left when a turn ends is given back, at the next turn if Redis did not hear it before", async (context) => {
  const post = await openPoller(context, () => Promise.resolve("again"));
  await post.gives([message(5)]);
  post.trouble.redis = true;
  await post.stop();
  await post.clock.pass(2_000);
  assert.ok(post.ended());
  assert.deepEqual([[...post.kept.keys()], post.givenBack], [[5], []]);
  post.trouble.redis = false;
  const next = new AbortController();
  const running = post.poller.poll(next.signal);
  await post.clock.pass(0);
  assert.deepEqual(post.givenBack, [5]);
  next.abort();
  await post.clock.pass(2_000);
  await running;
  assert.deepEqual(post.givenBack, [5, 5], "once for each turn");
});

test("what could be neither handled nor kept when its turn ended is asked for again by the same process", async (context) => {
  const seen: number[] = [];
  const post = await openPoller(context, ({ update_id: id }) => {
    seen.push(id);
    return Promise.resolve(seen.length === 1 ? "again" : "handled");
  });
  post.trouble.redis = true;
  await post.gives([message(5)]);
  await post.stop();
  await post.clock.pass(2_000);
  assert.ok(post.ended());
  post.trouble.redis = false;
  const next = new AbortController();
  const running = post.poller.poll(next.signal);
  await post.clock.pass(0);
  assert.deepEqual(post.polls.at(-1), post.polls[0], "nothing was confirmed");
  await post.gives([message(5)]);
  assert.deepEqual(seen, [5, 5]);
  next.abort();
  await post.clock.pass(2_000);
  await running;
});

test("what Redis keeps though its answer was lost does not stay there: it would be handled again some day", async (context) => {
  const slow = Promise.withResolvers<Handled>();
  const { polls, kept, trouble, clock, gives } = await openPoller(context, () => slow.promise);
  trouble.reply = true;
  await gives([message(1)]);
  trouble.reply = false;
  assert.deepEqual([...kept.keys()], [1]);
  slow.resolve("handled");
  await clock.pass(500);
  await gives([message(1)]);
  await gives([message(2)]);
  assert.deepEqual(polls.map(offsetOf), [0, 0, 2, 3]);
  assert.deepEqual([...kept.keys()], []);
});

test("what is done and kept does not hold up others while Redis cannot be told so: Telegram hands out a hundred at a time", async (context) => {
  const slow = Promise.withResolvers<Handled>();
  const { polls, kept, trouble, clock, gives, said } = await openPoller(
    context,
    ({ update_id: id }) => (id === 1 ? slow.promise : Promise.resolve("handled")),
  );
  await gives([message(1)]);
  trouble.redis = true;
  slow.resolve("handled");
  await clock.pass(0);
  await gives(many(2, 100));
  await gives(many(102, 100));
  assert.deepEqual(polls.map(offsetOf), [0, 2, 102, 202]);
  assert.equal(said(), "");
  trouble.redis = false;
  await gives([]);
  assert.deepEqual([...kept.keys()], []);
});

test("whose turn it is again asks for whatever waits: another process polled meanwhile, and numbers may have started anew", async (context) => {
  const begun: number[] = [];
  const { poller, clock, polls, gives, stop, ended } = await openPoller(
    context,
    ({ update_id: id }) => {
      begun.push(id);
      return Promise.resolve("handled");
    },
  );
  await gives([message(500)]);
  await stop();
  await clock.pass(2_000);
  assert.ok(ended());
  const next = new AbortController();
  const running = poller.poll(next.signal);
  await clock.pass(0);
  // That 500 was confirmed was not heard: Telegram may bring it once more.
  await gives([message(3), message(500)]);
  assert.deepEqual(polls.map(offsetOf), [0, 501, 0, 501]);
  assert.deepEqual(begun, [500, 3]);
  next.abort();
  await clock.pass(2_000);
  await running;
});

test("one that takes long holds up nobody either where Telegram turned a poll away meanwhile", async (context) => {
  const slow = Promise.withResolvers<Handled>();
  const begun: number[] = [];
  const { polls, kept, clock, gives, refuses } = await openPoller(context, ({ update_id: id }) => {
    begun.push(id);
    return id === 1 ? slow.promise : Promise.resolve("handled");
  });
  await gives([message(1)]);
  await refuses(502);
  await clock.pass(2_000);
  await gives([message(1), message(2, 7001)]);
  await gives([message(3)]);
  const whileSlow = [...begun];
  slow.resolve("handled");
  await clock.pass(0);
  await gives([]);
  assert.deepEqual(polls.map(offsetOf), [0, 2, 0, 3, 4, 0]);
  assert.deepEqual(
    [whileSlow, begun],
    [
      [1, 3],
      [1, 3, 2],
    ],
  );
  assert.deepEqual([...kept.keys()], []);
});
