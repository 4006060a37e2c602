import { setImmediate } from "node:timers/promises";
import type { TestContext } from "node:test";
import { createBells } from "../../../src/bell.ts";
import { createLog } from "../../../src/log.ts";
import { createBalance } from "../../../src/orders/balance/balance.ts";
import { balanceScripts, createBalanceStore } from "../../../src/orders/balance/store.ts";
import type { Order } from "../../../src/orders/state/order.ts";
import { createOrderRedis } from "../../../src/orders/store/redis.ts";
import { createOrderStore } from "../../../src/orders/store/store.ts";
import type { BalanceAnswer } from "../../../src/osimesa/answers.ts";
import { connectRedis } from "../../../src/redis/connect.ts";
import { accountKeys } from "../../../src/redis/keys.ts";
import { runLua } from "../../../src/redis/lua.ts";
import { createHandClock } from "../../hand-clock.ts";
import { graceMs } from "./accounts.ts";
import { openDatabase } from "../../redis-database.ts";

const log = createLog({ level: "silent", secrets: [] });

/**
 * An account whose balance is looked after, on a real Redis whose time a test turns on: what scripts ask of its clock is
 * told them, and what lives for a time ages with it.
 */
export async function openAccount(
  context: TestContext,
  options: { lowBalanceRupiah?: number } = {},
) {
  const server = await openDatabase();
  const redis = connectRedis(server.url, log);
  await redis.connect();
  const keys = accountKeys("10001");
  /** Commands that Redis has not answered yet. */
  let busy = 0;
  const during = async <T>(work: Promise<T>): Promise<T> => {
    busy += 1;
    return work.finally(() => (busy -= 1));
  };
  const settled = async () => {
    for (let quiet = 0; quiet < 5; quiet += 1) {
      await setImmediate();
      if (busy > 0) quiet = 0;
    }
  };
  const clock = createHandClock(settled);
  const real = createOrderRedis(redis, keys.prefix);
  let away = false;
  const answered = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (away) throw new Error("Connection is closed.");
    return during(ask());
  };
  const orderRedis: typeof real = {
    ...real,
    nowMs: () => answered(async () => clock.wallMs()),
    text: (key) => answered(() => real.text(key)),
    list: (...range) => answered(() => real.list(...range)),
    hash: (key) => answered(() => real.hash(key)),
    ranked: (...range) => answered(() => real.ranked(...range)),
  };
  const store = createBalanceStore({
    redis: orderRedis,
    keys,
    run: (name, ...args) =>
      answered(() => {
        const { source } = balanceScripts.read(name);
        const atS = (clock.wallMs() / 1_000).toFixed(3);
        const told = source.replaceAll(
          "redis.call('TIME')",
          `{ math.floor(${atS}), ${atS} % 1 * 1000000 }`,
        );
        return runLua(redis, { source: told, sha: "not kept" }, keys.prefix, args);
      }),
  });
  /** When it was asked for the balance, unix ms. */
  const asked: number[] = [];
  let answer: () => Promise<BalanceAnswer> | BalanceAnswer = () => ({ kind: "none" });
  const bells = createBells(clock);
  let told = 0;
  const ring = bells.owed.ring;
  bells.owed.ring = () => {
    told += 1;
    ring();
  };
  /** A process that leads. */
  const start = () => {
    const ending = new AbortController();
    const balance = createBalance({
      store,
      orders: createOrderStore({ redis: orderRedis, keys }),
      async ask() {
        asked.push(clock.wallMs());
        return answer();
      },
      operators: () => [9001, 9002],
      bells,
      clock,
      log,
      settings: { unknownGraceMs: graceMs, lowBalanceRupiah: options.lowBalanceRupiah ?? null },
    });
    const term = { signal: ending.signal, nowMs: clock.wallMs };
    const over = balance.run(term);
    return {
      balance,
      async stop() {
        ending.abort();
        await over;
      },
    };
  };
  const stops: (() => Promise<void>)[] = [];
  context.after(async () => {
    await Promise.all(stops.map((stop) => stop()));
    redis.disconnect();
    await server.close();
  });
  return {
    redis,
    keys,
    store,
    clock,
    asked,
    nowMs: clock.wallMs,
    start() {
      const process = start();
      stops.push(process.stop);
      return process;
    },
    answers: (next: BalanceAnswer | (() => Promise<BalanceAnswer> | BalanceAnswer)) =>
      void (answer = typeof next === "function" ? next : () => next),
    has: (rupiah: number) => void (answer = () => ({ kind: "balance", rupiah })),
    redisIsAway: (is: boolean) => void (away = is),
    async passes(ms: number) {
      await clock.pass(ms);
      await settled();
      for (const key of await redis.keys(`${keys.prefix}*`)) {
        const leftMs = await redis.pttl(key);
        if (leftMs > 0) await redis.pexpire(key, Math.max(0, leftMs - ms));
      }
    },
    /** Stands in Redis as the scripts would have written it. */
    async keeps(order: Order) {
      const { state, version, confirmedAtMs, sentAtMs, changedAtMs, timeline, identity, ...facts } =
        order;
      await redis.hset(keys.order(order.id), {
        v: "1",
        facts: JSON.stringify(facts),
        state: JSON.stringify(state),
        version,
        confirmed: confirmedAtMs,
        ...(sentAtMs === null ? {} : { sent: sentAtMs }),
        changed: changedAtMs,
        ...(identity === null ? {} : { identity }),
        timeline: timeline.map(({ to, atMs }) => `${atMs}\t${to}\t\n`).join(""),
      });
      for (const name of ["unknown", "review", "placed", "succeeded", "failed"])
        await redis.zrem(keys.state(name), order.id);
      await redis.zadd(keys.state(state.name), confirmedAtMs, order.id);
    },
    /** How often the courier was woken. */
    told: () => told,
    owed: async (chatId: number) =>
      (await redis.lrange(keys.outbox(chatId), 0, -1)).map((text) => {
        const notice: unknown = JSON.parse(text);
        return notice;
      }),
  };
}
