import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { Api, type Bot, GrammyError } from "grammy";
import {
  createTelegramEmulator,
  type TelegramEmulator,
  type TelegramOptions,
} from "../../../sandbox/telegram/emulator.ts";

export interface Started {
  readonly telegram: TelegramEmulator;
  readonly api: Api;
}

/** An emulator that listens until the test ends, and grammY's Api on it. */
export async function startTelegram(t: TestContext, options?: TelegramOptions): Promise<Started> {
  const telegram = createTelegramEmulator(options);
  await telegram.listen(0);
  t.after(() => telegram.close());
  return { telegram, api: new Api(telegram.token, { apiRoot: telegram.apiRoot }) };
}

/** The same with one person, id 7001, who has pressed START. */
export async function startWithBudi(t: TestContext, options?: TelegramOptions): Promise<Started> {
  const started = await startTelegram(t, options);
  started.telegram.addUser({ id: 7001, firstName: "Budi", languageCode: "id" });
  started.telegram.startDeepLink(7001);
  return started;
}

/** Runs a grammY bot for the length of `story`, then stops bot and emulator in that order. */
export async function whileRunning(
  bot: Bot,
  telegram: TelegramEmulator,
  story: () => Promise<void>,
): Promise<void> {
  const running = bot.start();
  try {
    await story();
    await bot.stop();
    await running;
  } finally {
    await telegram.close();
    await running.catch(() => undefined);
  }
}

/** Expects Telegram's refusal in exactly these words. */
export async function refuses(call: Promise<unknown>, description: string): Promise<GrammyError> {
  const error = await call.then(
    () => assert.fail(`not refused: ${description}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof GrammyError, `refused by Telegram, not ${String(error)}`);
  assert.equal(error.description, description);
  return error;
}

/** A call as bytes on the wire, for what no client library would send. */
export async function rawCall(
  telegram: TelegramEmulator,
  method: string,
  payload: Record<string, unknown>,
  token = telegram.token,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${telegram.apiRoot}/bot${token}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(payload),
  });
  const body: unknown = await response.json();
  return { status: response.status, body };
}
