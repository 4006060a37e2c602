import { createSource } from "@grammyjs/runner";
import type { Update } from "grammy/types";
import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import { createPlaces } from "../../places.ts";
import type { Reason } from "../../reason.ts";
import { pollTroubleOf } from "../../telegram/outcome.ts";
import { allowedUpdates, type OrderBot } from "../bot.ts";
import type { InHand } from "./in-hand.ts";
import { kindOf } from "./update-kind.ts";

/** Reads updates from Telegram while it is this process's turn. */
export interface Poller {
  /** Polls until `signal` is aborted, then lets the handlers under way finish. */
  poll(signal: AbortSignal): Promise<void>;
  polling(): boolean;
}

/** How polls go, for those who tell the operators. */
export interface PollReports {
  answered(): void;
  turnedAway(why: Reason): void;
  /** This process polls no more. */
  over(): void;
}

const longPollS = 30;
const afterErrorMs = 2_000;
/** Asked to wait for longer, it asks again after this: who was let go early would not hear of it. */
const longestRestMs = 5 * 60_000;
const acceptedAfterMs = 2_000;
/** As many as Telegram hands out: what is ignored must not make the others wait for a next poll. */
const batch = 100;
/**
 * Updates handled at the same time, up to a batch more; the others wait at Telegram. One that takes longer waits for
 * Telegram itself (a 429 of its chat) and holds up nobody.
 */
const atOnce = { quick: 100, quickMs: 1_000, most: 1_000 };
/** Between two polls of which the first may not be confirmed yet: it is answered at once, with the same and what came since. */
const unkeptMs = 500;
/** What is handled by then needs not be kept; the next poll, which confirms it, begins so much later at most. */
const soonMs = 10;
/** What could not be handled is begun again so often, with so long between; then it is given up. */
const again = { times: 10, afterMs: 2_000 };
/** What is done is told to Redis in so many at once: while it is out they become more. */
const mostDone = 1_000;
/** So many of a chat wait for those before them. The bot itself ignores who sends more at once, so these need no turn. */
const mostInLine = 100;

/**
 * The runner's own loop confirms updates before they are handled, which loses them with the process, doubles its wait
 * without end, starts at offset 0 again, which would deliver updates twice, and has one update fetched at a time once it is
 * full, which lets a flood hold up everybody. So a loop of our own, which confirms updates once each is handled or kept
 * (`in-hand.ts`), and until then asks for the same and what came after them: a person is answered also while Redis is not.
 * It ends on 401 and on 409 (somebody else polls with this token) as on anything else: said once, tried again.
 */
export function createPoller(
  { bot, handle }: Pick<OrderBot, "bot" | "handle">,
  {
    clock,
    log,
    inHand,
    onUpdate,
    onPoll,
  }: {
    clock: Clock;
    log: Log;
    inHand: InHand;
    onUpdate?: (kind: string, seconds: number) => void;
    onPoll?: PollReports;
  },
): Poller {
  /** Those that were begun and may not be confirmed yet: Telegram may bring them again. */
  const begun = new Set<number>();
  /** Those that are done and may be kept: Redis has not heard of that yet. */
  const done = new Set<number>();
  /** Those that this process left when a turn of its ended: what Redis has not heard, the next turn begins with. */
  const leaving = new Set<number>();
  let polling = false;

  /** One poll. One that Telegram does not turn away at once is a good one, even if nobody writes for half a minute. */
  async function ask(
    offset: number,
    stop: Parameters<typeof bot.api.getUpdates>[1],
  ): Promise<Update[]> {
    const answered = new AbortController();
    void clock
      .sleep(acceptedAfterMs, answered.signal)
      .then(() => (polling ||= !answered.signal.aborted));
    const updates = await bot.api
      .getUpdates(
        { timeout: longPollS, limit: batch, offset, allowed_updates: allowedUpdates },
        stop,
      )
      .finally(() => answered.abort());
    polling = true;
    onPoll?.answered();
    // Those before it are confirmed.
    for (const id of begun) if (id < offset) begun.delete(id);
    return updates;
  }

  /** Resolves to whether it is done with; what was not is handled by whoever polls next. */
  async function seeThrough(update: Update, signal: AbortSignal): Promise<boolean> {
    const startedMs = clock.monotonicMs();
    for (let time = 0; time < again.times; time += 1) {
      const handling = handle(update);
      if (handling === null) {
        onUpdate?.("ignored", 0);
        return true;
      }
      if ((await handling) === "handled") {
        onUpdate?.(kindOf(update), (clock.monotonicMs() - startedMs) / 1_000);
        return true;
      }
      // While Telegram gives no updates it takes no answers either: that time counts for nothing.
      do await clock.sleep(again.afterMs, signal);
      while (!polling && !signal.aborted);
      if (signal.aborted) return false;
    }
    log.error({ update: update.update_id }, "an update was given up");
    return true;
  }

  /** Of each chat with updates that are not done with: how many, and when the last of them ends. */
  const lines = new Map<number, { count: number; ended: Promise<boolean> }>();

  /** After what came before in its chat: an update that is begun again must not be overtaken by an answer to the next question. */
  async function inTurn(update: Update, signal: AbortSignal): Promise<boolean> {
    const chatId = (update.message ?? update.edited_message ?? update.callback_query?.message)?.chat
      .id;
    const before = chatId === undefined ? undefined : lines.get(chatId);
    if (chatId === undefined || (before !== undefined && before.count >= mostInLine))
      return seeThrough(update, signal);
    const line = before ?? { count: 0, ended: seeThrough(update, signal) };
    if (before !== undefined)
      before.ended = before.ended.then((isDone) => isDone && seeThrough(update, signal));
    line.count += 1;
    lines.set(chatId, line);
    const isDone = await line.ended;
    line.count -= 1;
    if (line.count === 0) lines.delete(chatId);
    return isDone;
  }

  async function poll(signal: AbortSignal): Promise<void> {
    const places = createPlaces(clock, atOnce);
    /** Begun and not done. `asked`: Redis was told to keep it, whether it did or not. */
    const underWay = new Map<number, { update: Update; kept: boolean; asked: boolean }>();
    let unkept = false;
    /** What is begun no more; null: what was left is not taken over yet. */
    let dropped: readonly number[] | null = null;

    const begin = (update: Update, kept: boolean) => {
      const { update_id: id } = update;
      if (underWay.has(id) || done.has(id)) return;
      if (begun.has(id)) {
        if (kept) done.add(id);
        return;
      }
      begun.add(id);
      const one = { update, kept, asked: kept };
      underWay.set(id, one);
      places.take(
        inTurn(update, signal).then((isDone) => {
          if (!isDone) return;
          underWay.delete(id);
          if (one.asked) done.add(id);
        }),
      );
    };

    async function keep(slow: readonly { update: Update }[]): Promise<void> {
      const gone = [...done].slice(0, mostDone);
      const updates = slow.map(({ update }) => update);
      if (updates.length > 0 || gone.length > 0) await inHand.keep(updates, gone);
      for (const id of gone) done.delete(id);
    }

    /** Whether it may be confirmed that all of these came. */
    async function keepSlow(): Promise<boolean> {
      const waiting = new AbortController();
      await Promise.race([places.ended(), clock.sleep(soonMs, waiting.signal)]);
      waiting.abort();
      const slow = [...underWay.values()].filter(({ kept }) => !kept);
      for (const one of slow) one.asked = true;
      try {
        await keep(slow);
        for (const one of slow) one.kept = true;
        return true;
      } catch (error) {
        // What is done and kept all the same is nothing that Telegram has to keep.
        if (slow.length === 0) return true;
        if (!unkept) log.warn({ err: error }, "updates in hand are not kept: none is confirmed");
        return false;
      }
    }

    async function leave(): Promise<void> {
      const ids = [...leaving];
      await inHand.giveBack(ids);
      for (const id of ids) leaving.delete(id);
    }

    async function takeOver(): Promise<readonly number[]> {
      await leave();
      const taken = await inHand.takeOver();
      if (taken.dropped.length > 0)
        log.error({ updates: taken.dropped }, "updates were begun too often: dropped");
      for (const update of taken.left) begin(update, true);
      return taken.dropped;
    }

    /** Until Telegram turns a poll away. What is under way then goes on: it holds up nobody else. */
    async function pollOn(): Promise<void> {
      /** The first update that the next poll does not confirm; 0: whichever Telegram has. Another may have polled since. */
      let offset = 0;
      const source = createSource<Update>({ supply: (_limit, stop) => ask(offset, stop) });
      try {
        dropped ??= await takeOver();
        if (signal.aborted) return;
        signal.addEventListener("abort", source.close, { once: true });
        for await (const updates of source.generator()) {
          for (const update of updates)
            if (!dropped.includes(update.update_id)) begin(update, false);
          unkept = !(await keepSlow());
          if (unkept) {
            await clock.sleep(unkeptMs, signal);
          } else {
            const last = updates.at(-1);
            // Where nothing waits all is confirmed; after a quiet week numbers may start anew below.
            offset = last === undefined ? 0 : last.update_id + 1;
            if (last === undefined) begun.clear();
          }
          await places.room(signal);
        }
      } finally {
        polling = false;
        signal.removeEventListener("abort", source.close);
      }
    }

    let lastProblem = "";
    while (!signal.aborted) {
      let restMs = afterErrorMs;
      try {
        await pollOn();
        lastProblem = "";
      } catch (error) {
        const trouble = pollTroubleOf(error);
        if (trouble !== null) {
          onPoll?.turnedAway(trouble.why);
          restMs = Math.max(restMs, Math.min(trouble.waitMs, longestRestMs));
        }
        const why = error instanceof Error ? error.message : String(error);
        // Seconds that are left to wait are no other problem.
        const problem = why.replace(/retry after \d+/i, "");
        if (problem !== lastProblem) log.error({ why }, "polling stopped, trying again");
        lastProblem = problem;
      }
      await clock.sleep(restMs, signal);
    }
    onPoll?.over();
    // They have state to write.
    await places.ended();
    await keep([]).catch(() => undefined);
    // What is not done only Telegram or Redis has: it is begun again by whoever is given it.
    for (const [id, { asked }] of underWay) {
      begun.delete(id);
      if (asked) leaving.add(id);
    }
    await leave().catch(() => undefined);
  }

  return { poll, polling: () => polling };
}
