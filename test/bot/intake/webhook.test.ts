import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { Bot } from "grammy";
import type { BotContext } from "../../../src/bot/context.ts";
import { createWebhookIntake } from "../../../src/bot/intake/webhook.ts";
import { createLog } from "../../../src/log.ts";
import { createHandClock } from "../../hand-clock.ts";

const minuteMs = 60_000;

test("where Telegram could not bring updates the webhook is set anew: somebody may have set another secret", async (context) => {
  const clock = createHandClock(async () => {
    for (let turns = 0; turns < 20; turns += 1) await setImmediate();
  });
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
  const intake = createWebhookIntake(
    {
      bot: new Bot<BotContext>("1:token", { client: { fetch } }),
      handle: () => null,
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
