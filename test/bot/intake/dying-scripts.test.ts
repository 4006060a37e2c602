import assert from "node:assert/strict";
import { test } from "node:test";
import { chatKeys, chatScript } from "../../../src/bot/intake/chats.ts";
import { allowanceKey } from "../../../src/redis/keys.ts";
import { readLua, type Lua } from "../../../src/redis/lua.ts";
import { openPeople } from "../../people/shop.ts";
import { diesKey, diesText, dying, noDeath, type Death } from "../../simulation/redis/mortal.ts";

/**
 * Redis does not roll back a script that dies. Whichever of its commands fails, or all from one on: a chat and a person are
 * blocked for no longer than a lease or a window lasts, what is stored of the chat stays, and repeated it is carried out.
 */

interface Story {
  script: Lua;
  keys: readonly string[];
  args: readonly (string | number)[];
  before?: Record<string, string>;
  /** What a repeat may answer: one that did not hear of the first counts twice. */
  answers: readonly (readonly unknown[])[];
}

const lastsMs = 60_000;
const chat = chatKeys(7001);
const [session = "", form = "", lease = ""] = chat;
const count = allowanceKey(7001, "updates");
const stored = { [session]: '{"v":1}', [form]: '{"version":[0,1]}' };

const stories: Record<string, Story> = {
  "a chat is taken": {
    script: chatScript("take-chat"),
    keys: chat,
    args: ["mine", lastsMs],
    answers: [["held", stored[session], stored[form]]],
  },
  "a chat is taken again by who has it": {
    script: chatScript("take-chat"),
    keys: chat,
    args: ["mine", lastsMs],
    before: { [lease]: "mine" },
    answers: [["held", stored[session], stored[form]]],
  },
  "a lease is renewed": {
    script: chatScript("renew-chat"),
    keys: chat,
    args: ["mine", lastsMs],
    before: { [lease]: "mine" },
    answers: [["kept"]],
  },
  "a chat is let go": {
    script: chatScript("leave-chat"),
    keys: chat,
    args: ["mine"],
    before: { [lease]: "mine" },
    answers: [["left"]],
  },
  "the first of a window is counted": {
    script: readLua(new URL("../../../src/bot/people/lua/allow.lua", import.meta.url)),
    keys: [count],
    args: [lastsMs],
    answers: [
      [1, lastsMs],
      [2, lastsMs],
    ],
  },
  "one more is counted": {
    script: readLua(new URL("../../../src/bot/people/lua/allow.lua", import.meta.url)),
    keys: [count],
    args: [lastsMs],
    before: { [count]: "2" },
    answers: [
      [3, lastsMs],
      [4, lastsMs],
    ],
  },
};

/** Some of what was left may be over by now. */
const rough = (part: unknown) =>
  typeof part === "number" && part > lastsMs / 2 && part <= lastsMs ? lastsMs : part;

/** No script of these stories has more. */
const mostCommands = 10;

for (const [name, story] of Object.entries(stories)) {
  test(`dies anywhere, blocks nobody for longer than it lasts, and can be repeated: ${name}`, async (context) => {
    const { redis } = await openPeople(context);
    const { script, keys, args, before = {}, answers } = story;
    const run = async (death: Death) => {
      await redis.set(diesKey, diesText(death));
      return redis.eval(dying(script.source), keys.length, ...keys, ...args);
    };
    let struck = true;
    let first = 0;
    while (struck) {
      first += 1;
      assert.ok(first < mostCommands);
      for (const last of [first, Infinity]) {
        const at = `died at command ${first} to ${last}`;
        await redis.flushdb();
        await redis.mset(stored);
        for (const [key, value] of Object.entries(before))
          await redis.set(key, value, "PX", lastsMs);
        await run({ first, last }).catch((error: unknown) =>
          assert.match(String(error), /dies on purpose/),
        );
        struck = (await redis.exists("mortal:struck")) === 1;
        for (const key of [lease, count]) {
          const leftMs = await redis.pttl(key);
          // -2: there is none; -1, it never ends.
          assert.ok(leftMs === -2 || (leftMs > 0 && leftMs <= lastsMs), `${at}: ${key} ${leftMs}`);
        }
        assert.deepEqual(await redis.mget(session, form), Object.values(stored), at);
        const again = await run(noDeath);
        assert.ok(Array.isArray(again));
        const answer = JSON.stringify(again.map(rough));
        const meant = answers.map((one) => JSON.stringify(one));
        assert.ok(meant.includes(answer), `${at}, repeated: ${answer}`);
      }
    }
    assert.ok(first > 1, "it has commands that can fail");
  });
}
