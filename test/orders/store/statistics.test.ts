import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as fc from "fast-check";
import {
  createStatistics,
  doneBoundsS,
  halfWithinMs,
} from "../../../src/orders/store/statistics.ts";
import { openPeople } from "../../people/shop.ts";
import { openCounter } from "../../redis-commands.ts";
import { createOrderRedis } from "../../../src/orders/store/redis.ts";
import { accountKeys } from "../../../src/redis/keys.ts";

test("times are read by the bounds they are counted by", () => {
  const script = readFileSync(
    new URL("../../../src/orders/store/lua/day.lua", import.meta.url),
    "utf8",
  );
  const listed = /done_bounds_s = \{([\d, ]+)\}/.exec(script)?.[1] ?? "";
  assert.deepEqual(listed.split(",").map(Number), doneBoundsS);
});

test("a thousand services a day are read in slices, one after the other", async (context) => {
  const { redis, keys } = await openPeople(context);
  const nowMs = Date.UTC(2026, 5, 3, 10);
  const day = Math.floor((nowMs + 25_200_000) / 86_400_000);
  const fields = (ago: number) =>
    Array.from({ length: 1_000 }, (_, code) =>
      [
        ["ok", 1],
        ["ms", code === ago ? 90_000 : 4_000],
        ["bad", code === 7 ? 2 : 1],
      ].map(([what, amount]) => [`${what} S${code}`, amount]),
    );
  for (const ago of [0, 1, 2])
    await redis.hset(
      keys.line("game").serviceSums(day - ago),
      Object.fromEntries(fields(ago).flat()),
    );
  const statistics = createStatistics({ redis: createOrderRedis(redis, keys.prefix), keys });
  const during = await openCounter(context, redis);
  const read = await during(async () => {
    const { slowest, failing } = await statistics.of(30, nowMs, 3);
    assert.deepEqual(slowest.map(({ code }) => code).toSorted(), ["S0", "S1", "S2"]);
    assert.deepEqual(slowest[0], { ...slowest[0], succeeded: 3, failed: 3, meanMs: 98_000 / 3 });
    assert.deepEqual(failing[0], { code: "S7", succeeded: 3, failed: 6 });
  });
  assert.ok(read.largestAnswer < 2_300, `${read.largestAnswer} in one answer`);
  const slices = read.commands.filter((name) => name === "hscan").length;
  assert.ok(slices >= 27 + 9 && slices <= 27 + 18, `${slices} slices`);
  assert.equal(read.roundTrips, slices + 1);
  assert.deepEqual([...new Set(read.commands)].toSorted(), ["hgetall", "hscan"]);
});

/** As `lua/day.lua` counts them. */
function counted(tookMs: readonly number[]): number[] {
  const counts = doneBoundsS.map(() => 0);
  for (const ms of tookMs) {
    const bucket = doneBoundsS.findIndex((boundS) => ms <= boundS * 1_000);
    if (bucket >= 0) counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

test("what is said of half the orders is true of them, whatever their times, and no lower bound would be", () => {
  const history = fc.array(
    fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 400_000_000 })),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(
    fc.property(history, (tookMs) => {
      const saidMs = halfWithinMs(counted(tookMs), tookMs.length);
      const within = (ms: number) => tookMs.filter((took) => took <= ms).length;
      const lower = doneBoundsS.map((boundS) => boundS * 1_000);
      if (saidMs === null) return within(lower.at(-1) ?? 0) < tookMs.length / 2;
      return (
        within(saidMs) >= tookMs.length / 2 &&
        lower.every((boundMs) => boundMs >= saidMs || within(boundMs) < tookMs.length / 2)
      );
    }),
  );
  assert.equal(halfWithinMs([], 0), null);
  // Ten orders of 5.9 s each: a median guessed within the bound would have been 6.5 s.
  assert.equal(halfWithinMs(counted(Array<number>(10).fill(5_900)), 10), 8_000);
});

test("days are added up, services by their code, a code with spaces too", async () => {
  const keys = accountKeys("10001");
  const nowMs = Date.UTC(2026, 5, 3, 10);
  const today = Math.floor((nowMs + 25_200_000) / 86_400_000);
  const stored: Record<string, Record<string, string>> = {
    [keys.sums(today)]: {
      confirmed: "3",
      succeeded: "1",
      failed: "1",
      rupiah: "5925",
      profit: "550",
      "done 3": "1",
      "decided matched": "1",
      "decided attached": "4",
    },
    [keys.sums(today - 29)]: {
      confirmed: "2",
      succeeded: "1",
      withdrawn: "1",
      "decided matched": "2",
      "decided never-placed-by-itself": "1",
      rupiah: "10000",
      profit: "400",
      "done 5": "1",
    },
    [keys.sums(today - 30)]: { confirmed: "100" },
    [keys.profits(today)]: {
      "category Pulsa": "500",
      "category Mobile Legends": "50",
      "reseller 7001": "-50",
      "reseller 7002": "600",
      "left by a hand": "9999",
    },
    [keys.profits(today - 1)]: { "category Pulsa": "9999" },
    [keys.profits(today - 29)]: { "category Pulsa": "400", "reseller 7002": "400" },
    [keys.line("game").serviceSums(today)]: { "ok TS 5": "1", "ms TS 5": "2500", "bad ML86": "1" },
    [keys.line("game").serviceSums(today - 29)]: { "ok TS 5": "1", "ms TS 5": "7500" },
  };
  const statistics = createStatistics({
    redis: {
      hash: async (key) => stored[key] ?? {},
      async *hashSlices(key) {
        // As Redis may: one field a slice, some of them twice.
        for (const field of Object.entries(stored[key] ?? {})) yield* [[field], [field]];
      },
    },
    keys,
  });
  const month = await statistics.of(30, nowMs, 5);
  assert.deepEqual(
    { ...month, halfWithinMs: 0 },
    {
      confirmed: 5,
      succeeded: 2,
      failed: 1,
      withdrawn: 1,
      decided: {
        matched: 3,
        attached: 4,
        "never-placed-by-operators": 0,
        "never-placed-by-itself": 1,
      },
      rupiah: 15_925,
      halfWithinMs: 0,
      profit: {
        rupiah: 950,
        categories: [
          { name: "Pulsa", rupiah: 900 },
          { name: "Mobile Legends", rupiah: 50 },
        ],
        resellers: [
          { resellerId: 7002, rupiah: 1_000 },
          { resellerId: 7001, rupiah: -50 },
        ],
      },
      slowest: [{ code: "TS 5", succeeded: 2, failed: 0, meanMs: 5_000 }],
      failing: [{ code: "ML86", succeeded: 0, failed: 1 }],
    },
  );
  assert.equal((await statistics.of(1, nowMs, 5)).confirmed, 3);
  assert.deepEqual((await statistics.of(1, nowMs, 1)).profit, {
    rupiah: 550,
    categories: [{ name: "Pulsa", rupiah: 500 }],
    resellers: [{ resellerId: 7002, rupiah: 600 }],
  });
});

test("of many services the slowest and those that fail most are named, as many as asked for", async () => {
  const keys = accountKeys("10001");
  const nowMs = Date.UTC(2026, 5, 3, 10);
  const service = fc.record({
    ok: fc.nat(3),
    bad: fc.nat(3),
    meanMs: fc.integer({ min: 1, max: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(service, { maxLength: 12 }), fc.nat(6), async (services, most) => {
      const fields = services
        .flatMap(({ ok, bad, meanMs }, code) => [
          { field: `ok S${code}`, amount: ok },
          { field: `ms S${code}`, amount: ok * meanMs },
          { field: `bad S${code}`, amount: bad },
        ])
        .filter(({ amount }) => amount > 0)
        .map(({ field, amount }) => [field, String(amount)] as const);
      const statistics = createStatistics({
        redis: {
          hash: async () => ({}),
          async *hashSlices() {
            yield fields;
          },
        },
        keys,
      });
      const { slowest, failing } = await statistics.of(1, nowMs, most);
      const share = ({ ok, bad }: { ok: number; bad: number }) => bad / (ok + bad);
      assert.deepEqual(
        slowest.map(({ meanMs }) => meanMs),
        services
          .filter(({ ok }) => ok > 0)
          .map(({ meanMs }) => meanMs)
          .toSorted((a, b) => b - a)
          .slice(0, most),
      );
      assert.deepEqual(
        failing.map(({ succeeded, failed }) => [failed, succeeded]),
        services
          .filter(({ bad }) => bad > 0)
          .toSorted((a, b) => b.bad - a.bad || share(b) - share(a))
          .slice(0, most)
          .map(({ ok, bad }) => [bad, ok]),
      );
    }),
  );
});
