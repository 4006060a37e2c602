import type { Redis } from "../redis/redis.ts";
import { z } from "zod";
import { json } from "../json.ts";
import type { Notice, OwedNotice } from "../orders/state/notice.ts";
import { owedJson } from "../orders/store/owed.ts";
import type { AccountKeys } from "../redis/keys.ts";
import type { RunScript } from "../redis/scripts.ts";
import type { PeopleScript } from "./scripts.ts";

/** What a reseller may wait for: that a service can be ordered, or that it costs them less. */
export const watchWishes = ["open", "price"] as const;
type WatchWish = (typeof watchWishes)[number];

/** Which watch of whom. */
export interface WatchId {
  userId: number;
  wish: WatchWish;
  serviceId: string;
}

export interface Watch extends Omit<WatchId, "userId"> {
  /** The service's name when it was asked for: it may be gone from the list. */
  name: string;
  /** What it cost them when they asked, or when they were told last. */
  priceRupiah: number;
  /** Unix ms. */
  sinceMs: number;
}

/** What resellers want to be told of. */
export interface Watches {
  /** The same watch again replaces the first. */
  add(userId: number, watch: Watch): Promise<"watching" | "full">;
  remove(id: WatchId): Promise<void>;
  /** Of one person, oldest first. */
  of(userId: number): Promise<Watch[]>;
  /** Everybody's, some at a time; one may come twice, or be gone by now. */
  all(): AsyncIterable<readonly WatchId[]>;
  read(id: WatchId): Promise<StoredWatch>;
  /** Owes its person the notice and makes of the watch what it `becomes`; null: it is forgotten. One step, taken once. */
  tell(id: WatchId, stored: StoredWatch, news: WatchNews): Promise<TellOutcome>;
  /** Does the rest of a telling that was begun, and takes off the index what is no watch any more. */
  settle(id: WatchId): Promise<TellOutcome>;
}

interface StoredWatch {
  /** null: there is none, or nobody can read it. */
  watch: Watch | null;
  /** As it lies there. */
  raw: string;
  /** Its telling was begun and not ended: to be settled, whatever has become of the service. */
  begun: boolean;
}

export interface WatchNews {
  notice: Notice;
  becomes: Watch | null;
}

/** `early`: they were told within the hour. Nothing has changed but where it is `told`. */
const tellOutcome = z.enum(["told", "early", "changed", "gone"]);
type TellOutcome = z.infer<typeof tellOutcome>;

export const maxWatches = 50;
const hourMs = 3_600_000;
const rowsASlice = 1_000;

export interface WatchesDependencies {
  redis: Pick<Redis, "hget" | "hgetall" | "sscan">;
  run: RunScript<PeopleScript>;
  keys: AccountKeys;
}

export function createWatches({ redis, run, keys }: WatchesDependencies): Watches {
  async function tell(
    id: WatchId,
    record: string,
    becomes: Watch | null,
    owed: readonly OwedNotice[],
  ): Promise<TellOutcome> {
    const [outcome] = await run(
      "tell-watch",
      id.userId,
      fieldOf(id),
      record,
      becomes === null ? "" : write(becomes),
      owedJson(owed),
      hourMs,
    );
    return tellOutcome.parse(outcome);
  }

  return {
    async add(userId, watch) {
      const [kind] = await run("watch", userId, fieldOf(watch), write(watch), maxWatches);
      return kind === "full" ? kind : "watching";
    },

    async remove(id) {
      await run("unwatch", id.userId, fieldOf(id));
    },

    async of(userId) {
      const all = Object.values(await redis.hgetall(keys.serviceWatches(userId)));
      return all
        .flatMap((text) => storedWatch.safeParse(text).data ?? [])
        .toSorted((a, b) => a.sinceMs - b.sinceMs);
    },

    async *all() {
      let cursor = "0";
      do {
        const [next, members] = await redis.sscan(
          keys.serviceWatchIndex,
          cursor,
          "COUNT",
          rowsASlice,
        );
        yield members.flatMap((member) => readId(member) ?? []);
        cursor = next;
      } while (cursor !== "0");
    },

    async read(id) {
      const [raw, owes] = await Promise.all([
        redis.hget(keys.serviceWatches(id.userId), fieldOf(id)),
        redis.hget(keys.serviceWatchesOwed, memberOf(id)),
      ]);
      return {
        watch: storedWatch.safeParse(raw).data ?? null,
        raw: raw ?? "",
        begun: owes !== null,
      };
    },

    tell: (id, { raw }, { notice, becomes }) =>
      tell(id, raw, becomes, [{ chatId: id.userId, notice }]),

    // What was begun is owed as it was written down then.
    settle: (id) => tell(id, "", null, []),
  };
}

const storedWatch = json
  .pipe(
    z.object({
      v: z.literal(1),
      wish: z.enum(watchWishes),
      serviceId: z.string(),
      name: z.string(),
      priceRupiah: z.number().int(),
      sinceMs: z.number().int(),
    }),
  )
  .transform(({ v: _version, ...watch }): Watch => watch);

const write = (watch: Watch) => JSON.stringify({ v: 1, ...watch });
const fieldOf = ({ wish, serviceId }: Pick<WatchId, "wish" | "serviceId">) =>
  `${wish} ${serviceId}`;
const memberOf = (id: WatchId) => `${id.userId} ${fieldOf(id)}`;

/** null: no member of ours. */
function readId(member: string): WatchId | null {
  const [user, name, serviceId] = member.split(" ");
  const wish = watchWishes.find((one) => one === name);
  return wish === undefined || serviceId === undefined
    ? null
    : { userId: Number(user), wish, serviceId };
}
