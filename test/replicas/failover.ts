import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Redis } from "ioredis";
import type { RedisProcess } from "../../sandbox/redis/process.ts";
import { ask, briefAnswerMs } from "../../sandbox/redis/sentinel-set.ts";
import type { StateName } from "../../src/orders/state/order.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { openShop, quickDecisions, type Shop } from "../story/shop.ts";
import { until } from "../story/until.ts";

/** Redis as several servers, one of which has the account's keys. */
export interface ReplicaSet {
  url: string;
  /** Which has them, by the word of the others. */
  holder(): Promise<RedisProcess>;
  /** Resolves once another than this one has them. */
  promoted(before: RedisProcess): Promise<RedisProcess>;
  close(): Promise<void>;
}

export const keys = accountKeys("10001");
const number = "081234567890";

const has = async (primary: Redis, state: StateName) =>
  (await primary.zcard(keys.state(state))) === 1;

/** Where an order is when its Redis fails: set up, and resolves when it is there. */
const steps: Record<string, { at(shop: Shop, primary: Redis): Promise<void> }> = {
  confirmed: {
    async at({ osimesa, budi }) {
      // Without a page of the account nothing is sent.
      osimesa.faults.on(
        { kind: "http-error", status: 500 },
        { types: ["status"], count: Infinity },
      );
      await budi.ordersPulsa(number);
      await budi.sees("Menunggu dikirim");
    },
  },
  claimed: {
    async at({ osimesa, budi }, primary) {
      const seen = Promise.withResolvers<void>();
      osimesa.faults.on({ kind: "held", until: seen.promise }, { types: ["order"] });
      const pressed = budi.ordersPulsa(number);
      // As often as it goes: the request leaves a moment later. On a busy machine it may be given up by then.
      while (!(await has(primary, "sending")) && !(await has(primary, "unknown")));
      seen.resolve();
      await pressed.catch(() => undefined);
    },
  },
  sent: {
    async at({ osimesa, budi, orderRequests }) {
      osimesa.faults.on({ kind: "answer-lost" }, { types: ["order"] });
      await budi.ordersPulsa(number);
      await until(() => orderRequests() === 1);
    },
  },
  recorded: {
    async at({ budi }, primary) {
      await budi.ordersPulsa(number);
      // By then it may have ended too.
      await until(async () => (await has(primary, "placed")) || has(primary, "succeeded"));
    },
  },
};

const failures = {
  killed: {
    fail: (server: RedisProcess) => server.kill(),
    mend: (server: RedisProcess) => server.start(),
  },
  stopped: {
    fail: async (server: RedisProcess) => server.pause(),
    mend: async (server: RedisProcess) => server.resume(),
  },
};

/**
 * What a reseller is told in the end: how it ended, or that it is looked into and not to be sent again. Of ❌ alone
 * speaks a card that waits too.
 */
const told =
  /✅ Sukses|❌ (Gagal|Tidak dikirim)|Pending[^]*angan kirim ulang|tidak pernah sampai ke supplier/;

/** An order's Redis fails at each of its steps in turn: nothing is doubled, nothing is lost untold. */
export function testFailovers(start: () => Promise<ReplicaSet>): void {
  for (const [how, { fail, mend }] of Object.entries(failures))
    for (const [step, { at }] of Object.entries(steps))
      test(`the primary is ${how} while an order is ${step}: sent once at most, and its reseller is told`, async (context) => {
        const set = await start();
        const shop = await openShop(context, {
          redis: set,
          env: { ...quickDecisions, UPSTREAM_SKEW_S: "1", REDIS_REPLICAS: "1" },
        });
        const { budi, osimesa, orderRequests } = shop;
        const old = await set.holder();
        await at(shop, consoleOf(context, old));
        await fail(old);
        await set.promoted(old);
        osimesa.faults.clear();
        await mend(old);
        await budi.sees(told, { timeoutMs: 60_000 });
        // A memory that was lost is waited for; on a busy machine sentinels may promote once more meanwhile.
        const ends = await until(() => endsAt(set), { withinMs: 60_000 });
        assert.ok(orderRequests() <= 1, `${orderRequests()} requests`);
        assert.equal(osimesa.ledger.all().length, orderRequests());
        if (ends.succeeded === 1) assert.equal(orderRequests(), 1);
        if (ends.failed === 1) assert.equal(orderRequests(), 0);
      });
}

/** How the one order ended; null: it has not, or its Redis cannot be asked now. */
async function endsAt(set: ReplicaSet) {
  try {
    const [succeeded, failed, review] = await ask(
      await set.holder(),
      (redis) =>
        Promise.all(
          ["succeeded", "failed", "review"].map((state) => redis.zcard(keys.state(state))),
        ),
      briefAnswerMs,
    );
    const count = (succeeded ?? 0) + (failed ?? 0) + (review ?? 0);
    return count === 1 ? { succeeded, failed, review } : null;
  } catch {
    return null;
  }
}

function consoleOf(context: TestContext, { port }: RedisProcess): Redis {
  const redis = new Redis(port, "127.0.0.1", { maxRetriesPerRequest: 0 });
  redis.on("error", () => undefined);
  context.after(() => redis.disconnect());
  return redis;
}
