import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { Bot } from "grammy";
import type { BotContext } from "../../../src/bot/context.ts";
import { introduce } from "../../../src/bot/intake/introduce.ts";
import { createPollingIntake } from "../../../src/bot/intake/intake.ts";
import { createLog } from "../../../src/log.ts";
import { createHandClock } from "../../hand-clock.ts";

test("who stops does not wait for a Telegram that says nothing", async (context) => {
  const clock = createHandClock(async () => {
    for (let turns = 0; turns < 20; turns += 1) await setImmediate();
  });
  const asked: string[] = [];
  const silent = Promise.withResolvers<Response>();
  // grammY's own timer would keep this process for eight minutes more.
  context.after(() => silent.resolve(Response.json({ ok: true, result: {} })));
  const bot = new Bot<BotContext>("1:token", {
    client: {
      fetch: (url: unknown) => {
        asked.push(String(url).replace(/.*\//, ""));
        return silent.promise;
      },
    },
  });
  let published = false;
  const stopping = new AbortController();
  let ended = false;
  void introduce(
    { bot, handle: () => null, publishCommands: async () => void (published = true) },
    { clock, log: createLog({ level: "silent", secrets: [] }) },
    async () => undefined,
    stopping.signal,
  ).then(() => (ended = true));
  await clock.pass(10_000);
  assert.equal(ended, false);
  stopping.abort();
  await clock.pass(0);
  assert.equal(ended, true);
  assert.deepEqual([asked, published], [["getMe"], false]);
});

test("until Telegram lets the bot in and has its menus, it is asked every three seconds, and nothing is polled", async () => {
  const clock = createHandClock(async () => {
    for (let turns = 0; turns < 20; turns += 1) await setImmediate();
  });
  const calls: [method: string, atMs: number][] = [];
  const trouble = { getMe: 2, menus: 1 };
  const bot = new Bot<BotContext>("1:token", {
    client: {
      fetch: (url: unknown, init?: { signal?: AbortSignal }) => {
        const method = String(url).replace(/.*\//, "");
        calls.push([method, clock.monotonicMs()]);
        if (method === "getUpdates")
          return new Promise<Response>((_, reject) => {
            init?.signal?.addEventListener("abort", () => reject(new Error("aborted")));
          });
        trouble.getMe -= 1;
        if (trouble.getMe >= 0) return Promise.reject(new Error("no network"));
        return Promise.resolve(
          Response.json({ ok: true, result: { id: 1, username: "toko_bot" } }),
        );
      },
    },
  });
  let said = "";
  const intake = createPollingIntake(
    {
      bot,
      handle: () => null,
      async publishCommands() {
        calls.push(["menus", clock.monotonicMs()]);
        trouble.menus -= 1;
        if (trouble.menus >= 0) throw new Error("no menus");
      },
    },
    {
      leases: {
        lease: async () => ({
          kind: "held",
          epoch: 1,
          nowMs: 0,
          memory: { identity: "a", firstIdentity: "a", sinceMs: 0, lostFromMs: null },
        }),
        release: async () => undefined,
      },
      clock,
      log: createLog({
        level: "info",
        secrets: [],
        destination: { write: (line) => (said += line) },
      }),
      holder: "me",
      leaseMs: 60_000,
      inHand: {
        takeOver: async () => ({ left: [], dropped: [] }),
        giveBack: async () => undefined,
        keep: async () => undefined,
      },
      onUpdate: () => undefined,
    },
  );
  const stopping = new AbortController();
  const running = intake.run(stopping.signal);
  await clock.pass(8_999);
  assert.deepEqual(calls, [
    ["getMe", 0],
    ["getMe", 3_000],
    ["getMe", 6_000],
    ["menus", 6_000],
  ]);
  assert.equal(intake.receiving(), false);
  await clock.pass(1);
  await clock.pass(2_000);
  assert.deepEqual(calls.slice(4), [
    ["getMe", 9_000],
    ["menus", 9_000],
    ["deleteWebhook", 9_000],
    ["getUpdates", 9_000],
  ]);
  assert.equal(bot.botInfo.username, "toko_bot");
  assert.equal(intake.receiving(), true);
  assert.equal(said.split("does not let the bot in").length, 2, said);
  stopping.abort();
  await clock.pass(2_000);
  await running;
  assert.equal(intake.receiving(), false);
});
