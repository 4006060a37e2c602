import type { Language } from "../words/dictionary.ts";
import type { Bells } from "../bell.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Outbox } from "../orders/store/outbox.ts";
import type { Term } from "../redis/lease.ts";
import type { QuietHours } from "../people/quiet.ts";
import type { Access } from "../people/access.ts";
import type { Announcement, Broadcasts, Delivery, DeliveryOutcome } from "../shop/broadcasts.ts";
import type { Screen } from "../screens/screen.ts";
import type { Messenger } from "./messenger.ts";

/** Carries broadcasts, one message after the other, and only while no notice and no card is due. */
export interface Broadcaster {
  run(term: Pick<Term, "signal" | "nowMs">): Promise<void>;
}

export interface BroadcasterDependencies {
  broadcasts: Broadcasts;
  outbox: Pick<Outbox, "due">;
  messenger: Pick<Messenger, "send">;
  access: Pick<Access, "roleOf">;
  quiet: Pick<QuietHours, "untilMs">;
  /** Whether it is still true: who gets it late must not read what was so in the night. */
  stands(what: Announcement): Promise<boolean>;
  clock: Clock;
  log: Log;
  languageOf(chatId: number): Promise<Language>;
  words(what: Announcement, language: Language): Screen;
  bells: Pick<Bells, "broadcast">;
}

/** At most 20 a second: Telegram allows 30, and the rest is for results. */
const paceMs = 50;
/** While something else is due. */
const giveWayMs = 100;
/** After one whose outcome is not clear, or a Redis that does not answer. */
const againMs = 1_000;
/** How often Redis is asked for what another process announces: nobody waits for it. */
const idleMs = 3_000;

export function createBroadcaster(deps: BroadcasterDependencies): Broadcaster {
  const { broadcasts, outbox, clock, log } = deps;

  async function deliver(
    { what, userId }: Delivery,
    signal: AbortSignal,
  ): Promise<DeliveryOutcome> {
    if ((await deps.access.roleOf(userId)) === "stranger") return "skipped";
    if (!(await deps.stands(what))) return "skipped";
    const screen = worded(what, await deps.languageOf(userId));
    if (screen === null) return "failed";
    const sent = await deps.messenger.send(userId, screen);
    switch (sent.kind) {
      case "sent":
        return "reached";
      case "blocked":
        return sent.neverStarted === true ? "never-started" : "blocked";
      case "refused":
        log.warn({ why: sent.why }, "a broadcast was refused by Telegram");
        return "failed";
      case "wait":
        // Telegram may mean this chat or the whole bot: nobody gets anything meanwhile.
        await clock.sleep(sent.ms, signal);
        return "later";
      case "unclear":
        await clock.sleep(againMs, signal);
        return "later";
    }
  }

  /** null: an error in the words; the others get theirs. */
  function worded(what: Announcement, language: Language): Screen | null {
    try {
      return deps.words(what, language);
    } catch (error) {
      log.error({ err: error }, "no words for a broadcast");
      return null;
    }
  }

  /** One message at most; answers how long to wait before the next. */
  async function step({ nowMs, signal }: Pick<Term, "signal" | "nowMs">): Promise<number> {
    const next = await broadcasts.next(nowMs());
    if (next === null) return idleMs;
    const { chats, cards } = await outbox.due(nowMs(), 1);
    if (chats.length > 0 || cards.length > 0) return giveWayMs;
    const quietUntilMs = await deps.quiet.untilMs(next.userId, nowMs());
    if (quietUntilMs !== null) {
      await broadcasts.putOff(next, quietUntilMs);
      return 0;
    }
    const startedMs = clock.monotonicMs();
    await broadcasts.done(next, await deliver(next, signal));
    return Math.max(0, paceMs - (clock.monotonicMs() - startedMs));
  }

  return {
    async run(term) {
      while (!term.signal.aborted) {
        let waitMs = againMs;
        try {
          waitMs = await step(term);
        } catch (error) {
          log.error({ err: error }, "broadcast interrupted, trying again");
        }
        if (waitMs === idleMs) await deps.bells.broadcast.wait(waitMs, term.signal);
        else await clock.sleep(waitMs, term.signal);
      }
    },
  };
}
