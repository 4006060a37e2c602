import type { Redis } from "../redis/redis.ts";
import type { Bells } from "../bell.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { isHung } from "../orders/state/hung.ts";
import { isFinal, type Order } from "../orders/state/order.ts";
import { owedJson } from "../orders/store/owed.ts";
import { createOrderRedis } from "../orders/store/redis.ts";
import { readOrders } from "../orders/store/stored-order.ts";
import type { AccountKeys } from "../redis/keys.ts";
import type { Term } from "../redis/lease.ts";
import { createScripts } from "../redis/scripts.ts";
import { watchScripts } from "./scripts.ts";

/** Tells resellers, once of each order, that it takes long and need not be sent again. */
export interface HungOrders {
  run(term: Pick<Term, "signal">): Promise<void>;
}

const lookMs = 10_000;
/** Orders beyond so many of a state are looked at once some of these are over. */
const maxOpen = 10_000;
/** Told at one look. */
const maxTold = 200;
const openStates = ["confirmed", "sending", "unknown", "placed", "review"] as const;

export function createHungOrders(deps: {
  settings: { hungAfterMs: number };
  redis: Redis;
  keys: AccountKeys;
  bells: Pick<Bells, "owed">;
  clock: Clock;
  log: Log;
}): HungOrders {
  const { settings, redis, keys, bells, clock, log } = deps;
  const { hungAfterMs } = settings;
  const run = createScripts(redis, keys.prefix, watchScripts);
  const orders = createOrderRedis(redis, keys.prefix);

  async function look(): Promise<void> {
    const untilMs = (await orders.nowMs()) - hungAfterMs;
    const old = await Promise.all(
      openStates.map((name) => orders.scored(keys.state(name), -Infinity, untilMs, maxOpen)),
    );
    const open = new Set(old.flat());
    const told = new Set(await redis.hkeys(keys.hung));
    const found = await readOrders(
      orders,
      keys,
      [...open].filter((id) => !told.has(id)),
    );
    const hung = found.filter((order) => isHung(order, untilMs)).slice(0, maxTold);
    const outcomes = await Promise.all(hung.map(tell));
    if (outcomes.includes("told")) bells.owed.ring();
    await forget([...told].filter((id) => !open.has(id)));
  }

  async function tell({ id, chatId, version }: Order): Promise<unknown> {
    const notice = { kind: "hung" as const, id: `hung:${id}`, orderId: id };
    const [outcome] = await run("tell-hung", id, version, owedJson([{ chatId, notice }]));
    return outcome;
  }

  /** What is over hangs never again. */
  async function forget(ids: readonly string[]): Promise<void> {
    const found = await readOrders(orders, keys, ids);
    const still = new Set<string>(found.filter((order) => !isFinal(order)).map(({ id }) => id));
    const over = ids.filter((id) => !still.has(id));
    if (over.length > 0) await redis.hdel(keys.hung, ...over);
  }

  return {
    async run({ signal }) {
      while (!signal.aborted) {
        try {
          await look();
        } catch (error) {
          log.warn({ err: error }, "nobody is told of orders that take long for now");
        }
        await clock.sleep(lookMs, signal);
      }
    },
  };
}
