import type { Bells } from "../bell.ts";
import type { Redis } from "../redis/redis.ts";
import { z } from "zod";
import { json } from "../json.ts";
import { missedWhys } from "../orders/state/notice.ts";
import { levels } from "../prices/markup.ts";
import { hashSlices } from "../redis/slices.ts";
import type { AccountKeys } from "../redis/keys.ts";
import type { RunScript } from "../redis/scripts.ts";
import type { ShopScript } from "./scripts.ts";

/** One text to many people: kept in Redis with who has not got it yet, so that a restart goes on where it was. */
export interface Broadcasts {
  /** Keeps a text until its operator has confirmed it, for an hour. */
  draft(id: string, what: Announcement): Promise<void>;
  /** Null: too old, dropped, or under way already. */
  readDraft(id: string): Promise<Announcement | null>;
  /** `before`: it was started already. */
  dropDraft(id: string): Promise<"dropped" | "before">;
  /** `before`: this one was started already. */
  start(
    id: string,
    what: Announcement,
    operatorId: number,
    recipients: readonly number[],
  ): Promise<"started" | "before">;

  /**
   * Whose quiet hours are over, else who comes next in the first broadcast under way; null: nobody, or it has just
   * ended.
   */
  next(nowMs: number): Promise<Delivery | null>;
  done(delivery: Delivery, outcome: DeliveryOutcome): Promise<void>;
  /** They get it after their quiet hours. */
  putOff(delivery: Delivery, untilMs: number): Promise<void>;
  /** Who has not got it and why, for a week; by id. */
  missed(id: string): Promise<Missed[]>;
}

const announcementSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("message"),
    text: z.string(),
    /** Telegram's id of a picture that the text stands below. */
    photo: z.string().optional(),
    /** Of the prices of those it goes to; without one it goes to all. */
    level: z.union(levels.map((level) => z.literal(level))).optional(),
  }),
  /** Orders are not taken, and why. */
  z.object({ kind: z.literal("paused"), reason: z.string() }),
  z.object({ kind: z.literal("resumed") }),
]);
export type Announcement = z.infer<typeof announcementSchema>;

export interface Delivery {
  id: string;
  what: Announcement;
  userId: number;
}

export interface Missed {
  userId: number;
  why: MissedWhy;
}

export type DeliveryOutcome =
  | "reached"
  | MissedWhy
  /** No reseller any more. */
  | "skipped"
  /** To be tried again after the others. */
  | "later";

type MissedWhy = (typeof missedWhys)[number];

const draftKeptS = 3_600;
export const broadcastKeptMs = 7 * 24 * 3_600_000;
const mostTries = 5;

export interface BroadcastDependencies {
  redis: Pick<
    Redis,
    "get" | "set" | "del" | "lindex" | "hget" | "hscan" | "zrangebyscore" | "zrem"
  >;
  run: RunScript<ShopScript>;
  keys: AccountKeys;
  bells: Pick<Bells, "broadcast">;
}

export function createBroadcasts({ redis, run, keys, bells }: BroadcastDependencies): Broadcasts {
  async function late(member: string): Promise<Delivery | null> {
    const [id = "", user] = member.split(" ");
    const what = readAnnouncement(await redis.hget(keys.broadcast(id), "what"));
    if (what !== null) return { id, what, userId: Number(user) };
    // It is forgotten by now.
    await redis.zrem(keys.broadcastsLate, member);
    return null;
  }

  return {
    async draft(id, what) {
      await redis.set(keys.broadcastDraft(id), JSON.stringify(what), "EX", draftKeptS);
    },

    async readDraft(id) {
      return readAnnouncement(await redis.get(keys.broadcastDraft(id)));
    },

    async dropDraft(id) {
      if ((await redis.hget(keys.broadcast(id), "what")) !== null) return "before";
      await redis.del(keys.broadcastDraft(id));
      return "dropped";
    },

    async start(id, what, operatorId, recipients) {
      const [kind] = await run(
        "announce",
        id,
        JSON.stringify(what),
        operatorId,
        JSON.stringify(recipients.map(String)),
        broadcastKeptMs,
      );
      bells.broadcast.ring();
      return kind === "started" ? "started" : "before";
    },

    async next(nowMs) {
      const [[member], id] = await Promise.all([
        redis.zrangebyscore(keys.broadcastsLate, 0, nowMs, "LIMIT", 0, 1),
        redis.lindex(keys.broadcasts, 0),
      ]);
      const first = member === undefined ? null : await late(member);
      if (first !== null) return first;
      if (id === null) return null;
      const [user, text] = await Promise.all([
        redis.lindex(keys.broadcastTo(id), 0),
        redis.hget(keys.broadcast(id), "what"),
      ]);
      const what = readAnnouncement(text);
      if (user !== null && what !== null) return { id, what, userId: Number(user) };
      await run("finish", id);
      bells.broadcast.ring();
      return null;
    },

    async done({ id, userId }, outcome) {
      await run("reach", id, userId, outcome, mostTries, 0);
    },

    async putOff({ id, userId }, untilMs) {
      await run("reach", id, userId, "quiet", mostTries, untilMs);
    },

    async missed(id) {
      const found = new Map<number, MissedWhy>();
      for await (const slice of hashSlices(redis, keys.broadcastMissed(id)))
        for (const [user, text] of slice) {
          const why = missedWhys.find((one) => one === text);
          if (why !== undefined) found.set(Number(user), why);
        }
      return [...found]
        .map(([userId, why]) => ({ userId, why }))
        .toSorted((one, other) => one.userId - other.userId);
    },
  };
}

function readAnnouncement(text: string | null): Announcement | null {
  return json.pipe(announcementSchema).safeParse(text).data ?? null;
}
