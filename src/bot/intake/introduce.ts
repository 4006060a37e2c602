import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import type { OrderBot } from "../bot.ts";

const retryMs = 3_000;

/** Ends with the work, or when `signal` is aborted: then what is under way is left to itself. */
export async function orStopped(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const ended = new AbortController();
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => resolve(), { once: true, signal: ended.signal });
  await Promise.race([work, stopped]).finally(() => ended.abort());
}

/**
 * Asks Telegram who we are, publishes the command menu and does what else comes first, until it lets all of that. Who
 * stops meanwhile does not wait for a Telegram that says nothing.
 */
export async function introduce(
  { bot, publishCommands }: OrderBot,
  { clock, log }: { clock: Clock; log: Log },
  then: () => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  const steps = [async () => void (bot.botInfo = await bot.api.getMe()), publishCommands, then];
  let said = false;
  while (!signal.aborted) {
    try {
      // Not `bot.init`, which retries a dead network without a word and without an end.
      for (const step of steps) if (!signal.aborted) await orStopped(step(), signal);
      return;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (!said && !signal.aborted)
        log.error({ why }, "Telegram does not let the bot in, trying again");
      said = true;
      await clock.sleep(retryMs, signal);
    }
  }
}
