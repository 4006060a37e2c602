import type { TestContext } from "node:test";
import { setImmediate } from "node:timers/promises";
import { Bot } from "grammy";
import type { Update } from "grammy/types";
import { z } from "zod";
import type { Handled } from "../../../src/bot/bot.ts";
import type { BotContext } from "../../../src/bot/context.ts";
import type { InHand } from "../../../src/bot/intake/in-hand.ts";
import { createPoller } from "../../../src/bot/intake/polling.ts";
import { createLog } from "../../../src/log.ts";
import { createHandClock } from "../../hand-clock.ts";

/** Each in a chat of its own, unless told. */
export const message = (id: number, chatId = 7_000 + id): Update => ({
  update_id: id,
  message: {
    message_id: id,
    date: 1,
    chat: { id: chatId, type: "private", first_name: "Budi" },
    from: { id: chatId, is_bot: false, first_name: "Budi" },
    text: "x",
  },
});
export const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, place) => message(from + place));

const polled = z.object({ offset: z.number() });
export const offsetOf = (poll: unknown) => polled.parse(poll).offset;

/** A poller whose polls wait until the test answers them, as Telegram would. */
export async function openPoller(
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
  const givenBack: number[] = [];
  const trouble = { redis: false, reply: false };
  const inHand: InHand = {
    takeOver: async () => ({ left: [...kept.values()], dropped: [] }),
    async keep(updates, done) {
      if (trouble.redis) throw new Error("down");
      for (const update of updates) kept.set(update.update_id, update);
      for (const id of done) kept.delete(id);
      if (trouble.reply) throw new Error("no answer");
    },
    async giveBack(ids) {
      if (trouble.redis) throw new Error("down");
      givenBack.push(...ids);
    },
  };
  const told: [kind: string, seconds: number][] = [];
  const reported: string[] = [];
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
      onPoll: {
        answered: () => reported.push("answered"),
        turnedAway: ({ code }) => reported.push(code),
        over: () => reported.push("over"),
      },
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
    givenBack,
    trouble,
    told,
    /** What those are told who tell the operators. */
    reported,
    said: () => said,
    givesAtOnce: (updates: readonly Update[]) => give(200, { ok: true, result: updates }),
    async gives(updates: readonly Update[]) {
      await give(200, { ok: true, result: updates });
      // What takes longer is kept, and the next poll begins.
      await clock.pass(10);
    },
    refuses: (status: number, { description = "no", retryAfterS = 0 } = {}) =>
      give(status, {
        ok: false,
        error_code: status,
        description,
        ...(retryAfterS > 0 && { parameters: { retry_after: retryAfterS } }),
      }),
    async stop() {
      stopping.abort();
      await clock.pass(0);
    },
    ended: () => ended,
  };
}
