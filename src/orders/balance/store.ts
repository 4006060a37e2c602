import type { AccountKeys } from "../../redis/keys.ts";
import type { RunScript } from "../../redis/scripts.ts";
import { lineNames } from "../../line.ts";
import { orderIdSchema, type Order } from "../state/order.ts";
import type { OwedNotice } from "../state/notice.ts";
import { owedJson } from "../store/owed.ts";
import type { OrderRedis } from "../store/redis.ts";
import { owingScripts } from "../store/scripts.ts";
import { readOrders } from "../store/stored-order.ts";
import { readReading, type Reading } from "./reading.ts";

export type BalanceScript = "look" | "keep" | "missing" | "since" | "reckoned";
export const balanceScripts = owingScripts<BalanceScript>(
  ["look", "keep", "missing", "since", "reckoned"],
  new URL("lua/", import.meta.url),
);

/** Readings of the account's balance in Redis. Every method may reject: that means "unknown", never "not done". */
export interface BalanceStore {
  /** Redis's clock, unix ms. */
  nowMs(): Promise<number>;
  /** Before a balance is asked for. */
  look(): Promise<Look>;
  /** Keeps what was answered; null: Redis's clock or memory became another meanwhile, and it proves nothing. */
  keep(look: Look, rupiah: number): Promise<Reading | null>;
  /** Newest first; of three days, and not more than 150. */
  readings(): Promise<Reading[]>;
  newest(): Promise<Reading | null>;
  /** Whether it was found, less than a day ago, that nobody says a balance. */
  isMissing(): Promise<boolean>;
  noteMissing(): Promise<void>;
  /** All that may have moved money since this reading; null: too many. */
  ordersSince(reading: Reading, limit: number): Promise<Order[] | null>;
  /** Whether somebody else was seen to use the account. */
  isShared(): Promise<boolean>;
  /** The reading up to which the balance was reckoned last. */
  reckoned(): Promise<Reading | null>;
  /** Answers false where it was reckoned from there already: by another process, or before the reply was lost. */
  reckon(from: Reading, to: Reading, notices: readonly OwedNotice[]): Promise<boolean>;
}

/** As Redis stood when a reading began. */
type Look = Pick<Reading, "begunMs" | "identity" | "open">;

const dayMs = 24 * 3_600_000;
const keptReadings = 150;
const keptMs = 3 * dayMs;
/** A reading that would name more proves little, and would take much room. */
const maxOpen = 300;
/** A day's orders do not stop everybody else. */
const readAtOnce = 200;

export function createBalanceStore({
  run,
  redis,
  keys,
}: {
  run: RunScript<BalanceScript>;
  redis: OrderRedis;
  keys: AccountKeys;
}): BalanceStore {
  return {
    nowMs: redis.nowMs,

    async look() {
      const [begunMs, identity, ...open] = await run("look", maxOpen);
      return {
        begunMs: Number(begunMs),
        identity: String(identity),
        open: open[0] === "" ? null : open.map((id) => orderIdSchema.parse(id)),
      };
    },

    async keep({ begunMs, identity, open }, rupiah) {
      const openJson = JSON.stringify(open);
      const [kind, reading] = await run(
        "keep",
        begunMs,
        identity,
        rupiah,
        openJson,
        keptReadings,
        keptMs,
      );
      return kind === "kept" ? readReading(String(reading)) : null;
    },

    async readings() {
      const readings = await redis.list(keys.balance, 0, -1);
      const nowMs = await redis.nowMs();
      return readings
        .flatMap((text) => readReading(text) ?? [])
        .filter(({ endedMs }) => endedMs > nowMs - keptMs);
    },

    async newest() {
      const [text] = await redis.list(keys.balance, 0, 0);
      return text === undefined ? null : readReading(text);
    },

    isMissing: async () => (await redis.text(keys.balanceMissing)) !== null,
    noteMissing: async () => void (await run("missing", dayMs)),

    async ordersSince({ begunMs, open }, limit) {
      if (open === null) return null;
      const ids = await run("since", begunMs, limit);
      if (ids[0] === "") return null;
      const all = [...new Set([...open, ...ids.map(String)])];
      const orders: Order[] = [];
      for (let place = 0; place < all.length; place += readAtOnce)
        orders.push(...(await readOrders(redis, keys, all.slice(place, place + readAtOnce))));
      return orders;
    },

    async isShared() {
      const strict = await Promise.all(lineNames.map((line) => redis.text(keys.line(line).strict)));
      return strict.some((reason) => reason !== null);
    },

    async reckoned() {
      const text = await redis.text(keys.balanceReckoned);
      return text === null ? null : readReading(text);
    },

    async reckon(from, to, notices) {
      const [kind] = await run("reckoned", from.endedMs, JSON.stringify(to), owedJson(notices));
      return kind === "told";
    },
  };
}
