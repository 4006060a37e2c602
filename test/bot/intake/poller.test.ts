import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { setImmediate } from "node:timers/promises";
import { Bot } from "grammy";
import type { Update } from "grammy/types";
import { z } from "zod";
import type { Handled } from "../../../src/bot/bot.ts";
import type { InHand } from "../../../src/bot/intake/in-hand.ts";
import type { BotContext } from "../../../src/bot/context.ts";
import { createPoller } from "../../../src/bot/intake/polling.ts";
import { createLog } from "../../../src/log.ts";
import { createHandClock } from "../../hand-clock.ts";

/** Each in a chat of its own, unless told. */
const message = (id: number, chatId = 7_000 + id): Update => ({
  update_id: id,
  message: {
    message_id: id,
    date: 1,
    chat: { id: chatId, type: "private", first_name: "Budi" },
    from: { id: chatId, is_bot: false, first_name: "Budi" },
    text: "x",
  },
});
const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, place) => message(from + place));

const polled = z.object({ offset: z.number() });
const offsetOf = (poll: unknown) => polled.parse(poll).offset;

/** A poller whose polls wait until the test answers them, as Telegram would. */
async function openPoller(
  context: TestContext,
  handle: (update: Update) => Promise<Handled> | null = () => Promise.resolve("handled"),
  left: readonly Update[] = [],
) {
  // Until whoever was woken sleeps again: an answer goes through grammY and the runner.
  const settled = async () => {
    for (let turns = 0; turns < 20; turns += 1) await setImmediate();
  };
  const clock = createHandClock(settled);
  const polls: unknown[] = [];
  let answer: ((status: number, body: object) => void) | undefined;
  const bot = new Bot<BotContext>("1:token", {
    client: {
      fetch: (_url: unknown, init?: { body?: unknown; signal?: AbortSignal }) =>
        new Promise<Response>((resolve, reject) => {
          polls.push(JSON.parse(String(init?.body)));
          answer = (status, body) => resolve(Response.json(body, { status }));
          init?.signal?.addEventListener("abort", () => reject(new Error("aborted")));
        }),
    },
  });
  /** What is kept, as Redis would have it. */
  const kept = new Map<number, Update>(left.map((update) => [update.update_id, update]));
  const trouble = { redis: false, reply: false };
  const inHand: InHand = {
    takeOver: async () => ({ left: [...kept.values()], dropped: [] }),
    async keep(updates, done) {
      if (trouble.redis) throw new Error("down");
      for (const update of updates) kept.set(update.update_id, update);
      for (const id of done) kept.delete(id);
      if (trouble.reply) throw new Error("no answer");
    },
  };
  const told: [kind: string, seconds: number][] = [];
  let said = "";
  const poller = createPoller(
    { bot, handle },
    {
      clock,
      inHand,
      log: createLog({
        level: "info",
        secrets: [],
        destination: { write: (line) => (said += line) },
      }),
      onUpdate: (...update) => told.push(update),
    },
  );
  const stopping = new AbortController();
  let ended = false;
  const running = poller.poll(stopping.signal).then(() => (ended = true));
  await clock.pass(0);
  context.after(async () => {
    stopping.abort();
    await clock.pass(1_000);
    await running;
  });
  const give = async (status: number, body: object) => {
    answer?.(status, body);
    await clock.pass(0);
  };
  return {
    poller,
    clock,
    polls,
    kept,
    trouble,
    told,
    said: () => said,
    async gives(updates: readonly Update[]) {
      await give(200, { ok: true, result: updates });
      // What takes longer is kept, and the next poll begins.
      await clock.pass(10);
    },
    refuses: (status: number) => give(status, { ok: false, error_code: status, description: "no" }),
    async stop() {
      stopping.abort();
      await clock.pass(0);
    },
    ended: () => ended,
  };
}

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

test("a hundred under way hold up the next poll, for a second and no longer; an ignored one holds nothing", async (context) => {
  const hanging = Promise.withResolvers<Handled>();
  const { polls, clock, gives } = await openPoller(context, ({ update_id: id }) =>
    id > 10_000 ? null : hanging.promise,
  );
  await gives([...many(1, 99), ...many(10_001, 50)]);
  assert.equal(polls.length, 2);
  await gives(many(100, 1));
  await clock.pass(960);
  assert.equal(polls.length, 2);
  await clock.pass(20);
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
  await clock.pass(20);
  assert.equal(polls.length, 12);
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
