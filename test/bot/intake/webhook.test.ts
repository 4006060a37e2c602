import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { Bot } from "grammy";
import type { Update } from "grammy/types";
import type { Handled } from "../../../src/bot/bot.ts";
import type { BotContext } from "../../../src/bot/context.ts";
import { createWebhookIntake } from "../../../src/bot/intake/webhook.ts";
import { createLog } from "../../../src/log.ts";
import { createHandClock } from "../../hand-clock.ts";

const minuteMs = 60_000;

/** An intake whose Telegram is `fetch`, and whose bot handles updates so. */
function openIntake(
  fetch: (address: unknown, init?: { body?: unknown }) => Promise<Response>,
  handle: (update: Update) => Promise<Handled> | null = () => null,
) {
  const clock = createHandClock(async () => {
    for (let turns = 0; turns < 20; turns += 1) await setImmediate();
  });
  const intake = createWebhookIntake(
    {
      bot: new Bot<BotContext>("1:token", { client: { fetch } }),
      handle,
      publishCommands: () => Promise.resolve(),
    },
    {
      address: { url: "https://bot.example.com", maxConnections: 40 },
      token: "1:token",
      clock,
      log: createLog({ level: "silent", secrets: [] }),
      onUpdate: () => undefined,
    },
  );
  return { clock, intake };
}

test("where Telegram could not bring updates the webhook is set anew: somebody may have set another secret", async (context) => {
  const sets: Record<string, unknown>[] = [];
  let erredAt: number | undefined;
  const fetch = (address: unknown, init?: { body?: unknown }): Promise<Response> => {
    const body: Record<string, unknown> =
      typeof init?.body === "string" ? JSON.parse(init.body) : {};
    if (String(address).endsWith("/setWebhook")) sets.push(body);
    const result = String(address).endsWith("/getWebhookInfo")
      ? { url: sets[0]?.["url"], last_error_date: erredAt, last_error_message: "401" }
      : { id: 1, is_bot: true, first_name: "Bot" };
    return Promise.resolve(Response.json({ ok: true, result }));
  };
  const { clock, intake } = openIntake(fetch);
  const stopping = new AbortController();
  const running = intake.run(stopping.signal);
  context.after(async () => {
    stopping.abort();
    await clock.pass(minuteMs);
    await running;
  });
  await clock.pass(0);
  assert.equal(sets.length, 1, "at the start");
  await clock.pass(minuteMs);
  assert.equal(sets.length, 1, "all is well");
  erredAt = 1_774_522_600;
  await clock.pass(minuteMs);
  assert.deepEqual(sets[1], sets[0], "with its secret again");
  await clock.pass(minuteMs);
  assert.equal(sets.length, 2, "once for what went wrong once");
});

test("what Telegram brings is answered once it is handled, as it was handled, and not before", async (context) => {
  const fetch = (): Promise<Response> =>
    Promise.resolve(Response.json({ ok: true, result: { id: 1, is_bot: true, first_name: "B" } }));
  const handling = new Map<number, PromiseWithResolvers<Handled>>();
  const { clock, intake } = openIntake(fetch, ({ update_id: id }) => {
    const one = Promise.withResolvers<Handled>();
    handling.set(id, one);
    return one.promise;
  });
  const answers: string[] = [];
  const take = (id: number) =>
    void intake.take({ update_id: id }).then((answer) => answers.push(`${id} ${answer}`));
  take(1);
  await clock.pass(0);
  assert.deepEqual(answers, ["1 again"], "it does not run yet");
  const stopping = new AbortController();
  const running = intake.run(stopping.signal);
  context.after(async () => {
    stopping.abort();
    for (const { resolve } of handling.values()) resolve("handled");
    await running;
  });
  await clock.pass(0);
  take(2);
  take(3);
  await clock.pass(minuteMs);
  assert.deepEqual(answers.slice(1), []);
  handling.get(3)?.resolve("again");
  await clock.pass(0);
  assert.deepEqual(answers.slice(1), ["3 again"]);
  stopping.abort();
  await clock.pass(0);
  take(4);
  let isOver = false;
  void running.then(() => (isOver = true));
  await clock.pass(minuteMs);
  assert.deepEqual(
    [isOver, answers.slice(2)],
    [false, ["4 again"]],
    "what is under way ends first",
  );
  handling.get(2)?.resolve("handled");
  await clock.pass(0);
  assert.deepEqual([isOver, answers.slice(3)], [true, ["2 handled"]]);
});
