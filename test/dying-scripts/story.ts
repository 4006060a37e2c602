import type { Redis } from "ioredis";
import type { ComplaintScript } from "../../src/complaints/scripts.ts";
import type { MoneyScript } from "../../src/money/scripts.ts";
import type { OrderScript } from "../../src/orders/store/scripts.ts";
import type { PeopleScript } from "../../src/people/scripts.ts";
import type { PriceScript } from "../../src/prices/price-list.ts";
import type { LeaseScript } from "../../src/redis/leases.ts";
import type { ShopScript } from "../../src/shop/scripts.ts";
import type { WatchScript } from "../../src/watch/scripts.ts";
import { stopClock } from "../simulation/redis/mortal.ts";

export const prefix = "osimesa:{dying}:";
export const nowMs = 1_790_000_000_000;

export type ScriptName =
  | OrderScript
  | MoneyScript
  | LeaseScript
  | PeopleScript
  | PriceScript
  | ShopScript
  | WatchScript
  | ComplaintScript;
export type Call = readonly [ScriptName, ...(string | number)[]];

export interface Story {
  before?: readonly Call[];
  /** What no script writes, or not at that time. */
  spoil?(redis: Redis, run: (call: Call) => Promise<unknown>): Promise<unknown>;
  dies: Call;
}

export const operators = '["9001","9002"]';
export const owed = (id: string, ...chats: string[]) =>
  JSON.stringify(chats.map((chat) => ({ chat, notice: JSON.stringify({ kind: "result", id }) })));

/** Time passes: what is decided in the millisecond of a doubt does not count. */
export const later = (redis: Redis) => stopClock(redis, nowMs + 1_000);
