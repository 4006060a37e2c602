import type { TestContext } from "node:test";
import { createBells } from "../../src/bell.ts";
import { systemRng } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { createProbes, type ProbeSources } from "../../src/watch/probes.ts";
import { createSightings } from "../../src/watch/sightings.ts";
import { createWatch } from "../../src/watch/watch.ts";
import { createOutbox } from "../../src/orders/store/outbox.ts";
import { createOrderRedis } from "../../src/orders/store/redis.ts";
import { createOrderStore } from "../../src/orders/store/store.ts";
import { createSupplierHealth } from "../../src/osimesa/health.ts";
import { connectRedis } from "../../src/redis/connect.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { createHandClock } from "../hand-clock.ts";
import { openDatabase } from "../redis-database.ts";

const operators = [9001, 9002];
export const second = 1_000;
export const minute = 60 * second;

/** A watch over a shop where all is well, on a real Redis; a test changes what its sources say. */
export async function openWatch(context: TestContext, sources: Partial<ProbeSources> = {}) {
  const server = await openDatabase();
  const said: string[] = [];
  const log = createLog({
    level: "warn",
    secrets: [],
    destination: { write: (line) => void said.push(line) },
  });
  const redis = connectRedis(server.url, log);
  await redis.connect();
  const keys = accountKeys("10001");
  const orderRedis = createOrderRedis(redis, keys.prefix);
  const store = createOrderStore({ redis: orderRedis, keys });
  const outbox = createOutbox({ redis: orderRedis, keys, log });
  /** Troubles on their way to Redis. */
  let writing = 0;
  // Until whoever was woken has written what it saw; the first script of a connection takes more answers than one.
  const settled = async () => {
    do await redis.ping();
    while (writing > 0);
    await redis.ping();
  };
  const clock = createHandClock(settled);
  const supplier = createSupplierHealth(clock);
  const deadLetters = createSightings(clock, "telegram-refused");
  const all: ProbeSources = {
    sending: () => ({ kind: "unproven" }),
    progress: () => ({ kind: "well" }),
    unreadableOrders: () => ({ kind: "well" }),
    supplier,
    catalogue: () => ({ kind: "fresh", services: 100, malformed: { count: 0, examples: [] } }),
    catalogueRefreshMs: minute,
    redisMemory: async () => ({ usedBytes: 1, maxBytes: 100 }),
    replicas: { wanted: 1, check: async () => true },
    durability: async () => ({ kind: "durable" }),
    deadLetters: deadLetters.finding,
    updates: () => ({ kind: "well" }),
    unknownWords: () => ({ kind: "well" }),
    balanceRupiah: () => 50_000,
    lowBalanceRupiah: 50_000,
    ...sources,
  };
  const stops: (() => Promise<void>)[] = [];
  /** How often the courier was woken, and how often the watch slept. */
  const counted = { rung: 0, slept: 0 };
  let away = false;
  /** A process; what it answers begins a term of it, which `stop` ends. */
  const begin = () => {
    const { shop, owed } = createBells(clock);
    const watch = createWatch({
      store: {
        trouble(...news) {
          if (away) return Promise.reject(new Error("LOADING"));
          writing += 1;
          return store.trouble(...news).finally(() => (writing -= 1));
        },
      },
      probes: createProbes(all),
      operators: () => operators,
      clock,
      rng: systemRng,
      log,
      bells: {
        shop: {
          ...shop,
          wait(ms, signal) {
            counted.slept += 1;
            return shop.wait(ms, signal);
          },
        },
        owed: { ...owed, ring: () => (counted.rung += 1) },
      },
    });
    return () => {
      const ending = new AbortController();
      const running = watch.run({ signal: ending.signal });
      const stop = async () => {
        ending.abort();
        await running;
      };
      stops.push(stop);
      return stop;
    };
  };
  context.after(async () => {
    for (const stop of stops) await stop();
    redis.disconnect();
    await server.close();
  });
  /** What an operator was told, oldest first, as `trouble phase`. */
  const told = async (operator = 9001) => {
    const queued = await outbox.peek(operator, 100);
    return queued.map(({ notice }) =>
      notice.kind === "trouble" ? `${notice.trouble} ${notice.phase}` : notice.kind,
    );
  };
  return {
    all,
    supplier,
    deadLetters,
    begin,
    start: () => begin()(),
    told,
    details: async () =>
      (await outbox.peek(9001, 100)).map(({ notice }) =>
        "detail" in notice && notice.detail !== null
          ? `${notice.detail.code} ${notice.detail.detail}`
          : "",
      ),
    counted,
    /** Lines of the log. */
    said,
    /** Whether Redis fails where it is told of a trouble. */
    away(is: boolean) {
      away = is;
    },
    passes: clock.pass,
    leaps: clock.leap,
  };
}
