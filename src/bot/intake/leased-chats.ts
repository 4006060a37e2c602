import type { Clock, Rng } from "../../clock.ts";
import type { Log } from "../../log.ts";
import { evalLua } from "../../redis/lua.ts";
import { chatKeys, chatScript, openChat, type ChatRedis, type Chats } from "./chats.ts";

export interface LeasedChatsDependencies {
  redis: ChatRedis;
  clock: Clock;
  rng: Rng;
  log: Log;
  /** How long a chat stays with a process that does not come back. */
  leaseMs: number;
  /** How long an update waits for another process to end with its chat. */
  waitMs: number;
}

const take = chatScript("take-chat");
const leave = chatScript("leave-chat");
const renew = chatScript("renew-chat");
/** Between two looks at a chat that is another's. */
const lookMs = 50;
/** A lease is renewed so often before it runs out, and at most so many times: nothing takes longer. */
const renewals = { aLease: 3, most: 60 };

/** Chats that several processes work on: each takes the chat's lease first, and writes only while it holds it. */
export function createLeasedChats(deps: LeasedChatsDependencies): Chats {
  const { redis, clock, rng, log, leaseMs, waitMs } = deps;
  /**
   * One of this process, which handles each chat's updates one after the other: a lease whose taking or letting go was
   * not heard of locks out everybody else until it ends, but not the next attempt here.
   */
  const mark = rng.id(9);

  /** Resolves when `signal` is aborted, or the lease is lost: then nothing is written under it any more. */
  async function keep(keys: readonly string[], signal: AbortSignal): Promise<void> {
    for (let time = 0; time < renewals.most; time += 1) {
      await clock.sleep(leaseMs / renewals.aLease, signal);
      if (signal.aborted) return;
      try {
        const [outcome] = await evalLua(redis, renew, keys, [mark, leaseMs]);
        if (outcome !== "kept") return;
      } catch (error) {
        // It runs on for now; the next renewal or the write will tell.
        log.warn({ err: error }, "whether a chat is still ours is not known for now");
      }
    }
  }

  return {
    async open(chatId) {
      const keys = chatKeys(chatId);
      const sinceMs = clock.monotonicMs();
      for (;;) {
        const [outcome, session, form] = await evalLua(redis, take, keys, [mark, leaseMs]);
        if (outcome === "held") {
          const ended = new AbortController();
          void keep(keys, ended.signal);
          const read = { session: String(session), form: String(form), mark };
          return openChat(redis, chatId, read, async () => {
            ended.abort();
            await evalLua(redis, leave, keys, [mark]).catch((error: unknown) =>
              // It ends by itself.
              log.warn({ err: error }, "a chat was not let go"),
            );
          });
        }
        if (clock.monotonicMs() - sinceMs >= waitMs) return "busy";
        await clock.sleep(lookMs);
      }
    },
  };
}
