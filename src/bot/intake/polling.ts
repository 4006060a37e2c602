import { createSource, createUpdateFetcher } from "@grammyjs/runner";
import type { Update } from "grammy/types";
import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import { createPlaces } from "../../places.ts";
import { allowedUpdates, type OrderBot } from "../bot.ts";
import { kindOf } from "./update-kind.ts";

/** Reads updates from Telegram while it is this process's turn. */
export interface Poller {
  /** Polls until `signal` is aborted, then lets the handlers under way finish. */
  poll(signal: AbortSignal): Promise<void>;
  polling(): boolean;
}

const longPollS = 30;
const afterErrorMs = 2_000;
const acceptedAfterMs = 2_000;
/** As many as Telegram hands out: what is ignored must not make the others wait for a next poll. */
const batch = 100;
/**
 * Updates handled at the same time, up to a batch more; the others wait at Telegram. One that takes longer waits for
 * Telegram itself (a 429 of its chat) and holds up nobody.
 */
const atOnce = { quick: 100, quickMs: 1_000, most: 1_000 };
const whileFullMs = 20;

/**
 * The runner's own retry doubles its wait without end, its `run` starts at offset 0 again, which would deliver
 * updates twice, and its sink has one update fetched at a time once it is full, which lets a flood hold up everybody.
 * So one fetcher, which keeps its offset, and a loop around it. It ends on 401 and on 409 (somebody else polls with
 * this token) as on anything else: said once, tried again.
 */
export function createPoller(
  { bot, handle }: Pick<OrderBot, "bot" | "handle">,
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

  /** One poll. One that Telegram does not turn away at once is a good one, even if nobody writes for half a minute. */
  async function fetchBatch(stop: Parameters<typeof fetchUpdates>[1]): Promise<Update[]> {
    const answered = new AbortController();
    void clock
      .sleep(acceptedAfterMs, answered.signal)
      .then(() => (polling ||= !answered.signal.aborted));
    const updates = await fetchUpdates(batch, stop).finally(() => answered.abort());
    polling = true;
    return updates;
  }

  async function pollOnce(signal: AbortSignal): Promise<void> {
    const places = createPlaces(clock, atOnce);
    const begin = (update: Update) => {
      const startedMs = clock.monotonicMs();
      const handling = handle(update);
      if (handling === null) return onUpdate?.("ignored", 0);
      places.take(
        handling.finally(() =>
          onUpdate?.(kindOf(update), (clock.monotonicMs() - startedMs) / 1_000),
        ),
      );
    };
    const source = createSource<Update>({ supply: (_limit, stop) => fetchBatch(stop) });
    signal.addEventListener("abort", source.close, { once: true });
    try {
      if (signal.aborted) return;
      for await (const updates of source.generator()) {
        for (const update of updates) begin(update);
        while (places.free() === 0 && !signal.aborted) await clock.sleep(whileFullMs, signal);
      }
    } finally {
      polling = false;
      signal.removeEventListener("abort", source.close);
      // They have state to write.
      await places.ended();
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
