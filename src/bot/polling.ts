import {
  createConcurrentSink,
  createRunner,
  createSource,
  createUpdateFetcher,
} from "@grammyjs/runner";
import type { Bot, BotError, Context } from "grammy";
import type { Update } from "grammy/types";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { allowedUpdates } from "./bot.ts";

/** Reads updates from Telegram while it is this process's turn. */
export interface Poller {
  /** Polls until `signal` is aborted, then lets the handlers under way finish. */
  poll(signal: AbortSignal): Promise<void>;
  polling(): boolean;
}

const longPollS = 30;
const afterErrorMs = 2_000;
const acceptedAfterMs = 2_000;
/** Updates handled at the same time; more wait at Telegram. */
const atOnce = 100;

/**
 * The runner's own retry doubles its wait without end and its `run` starts at offset 0 again, which would deliver
 * updates twice; so one fetcher, which keeps its offset, and a new runner after each error. The runner ends on
 * 401 and on 409 (somebody else polls with this token) as on anything else: said once, tried again.
 */
export function createPoller<C extends Context>(
  bot: Bot<C>,
  {
    clock,
    log,
    onUpdate,
  }: { clock: Clock; log: Log; onUpdate?: (kind: string, seconds: number) => void },
): Poller {
  const fetchUpdates = createUpdateFetcher(bot, {
    fetch: { timeout: longPollS, allowed_updates: allowedUpdates },
    maxRetryTime: 0,
    silent: true,
  });
  let polling = false;

  async function pollOnce(signal: AbortSignal): Promise<void> {
    const source = createSource<Update>({
      async supply(limit, stop) {
        // A poll that Telegram does not turn away at once is a good one, even if nobody writes for half a minute.
        const accepted = new AbortController();
        void clock
          .sleep(acceptedAfterMs, accepted.signal)
          .then(() => (polling ||= !accepted.signal.aborted));
        const updates = await fetchUpdates(limit, stop).finally(() => accepted.abort());
        polling = true;
        return updates;
      },
    });
    // The runner's own end does not wait for handlers, and they have state to write.
    const underWay = new Set<Promise<void>>();
    const handle = (update: Update) => {
      const startedMs = clock.monotonicMs();
      const handling = bot.handleUpdate(update).finally(() => {
        underWay.delete(handling);
        onUpdate?.(kindOf(update), (clock.monotonicMs() - startedMs) / 1_000);
      });
      underWay.add(handling);
      return handling;
    };
    const sink = createConcurrentSink<Update, BotError<C>>(
      { consume: handle },
      async (error) => void (await bot.errorHandler(error)),
      { concurrency: atOnce },
    );
    const runner = createRunner(source, sink);
    const stop = () => void runner.stop().catch(() => undefined);
    runner.start();
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    try {
      await runner.task();
    } finally {
      polling = false;
      await Promise.allSettled(underWay);
      signal.removeEventListener("abort", stop);
    }
  }

  return {
    async poll(signal) {
      let lastProblem = "";
      while (!signal.aborted) {
        try {
          await pollOnce(signal);
          lastProblem = "";
        } catch (error) {
          const problem = error instanceof Error ? error.message : String(error);
          if (problem !== lastProblem) log.error({ why: problem }, "polling stopped, trying again");
          lastProblem = problem;
        }
        await clock.sleep(afterErrorMs, signal);
      }
    },
    polling: () => polling,
  };
}

/** Which field of the update is filled: one of those the bot asks for. */
function kindOf(update: Update): string {
  return allowedUpdates.find((kind) => kind in update) ?? "other";
}
