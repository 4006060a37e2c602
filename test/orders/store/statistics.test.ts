import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as fc from "fast-check";
import {
  createStatistics,
  doneBoundsS,
  halfWithinMs,
} from "../../../src/orders/store/statistics.ts";
import { accountKeys } from "../../../src/redis/keys.ts";

test("times are read by the bounds they are counted by", () => {
  const script = readFileSync(
    new URL("../../../src/orders/store/lua/day.lua", import.meta.url),
    "utf8",
  );
  const listed = /done_bounds_s = \{([\d, ]+)\}/.exec(script)?.[1] ?? "";
  assert.deepEqual(listed.split(",").map(Number), doneBoundsS);
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
      "done 3": "1",
    },
    [keys.sums(today - 29)]: {
      confirmed: "2",
      succeeded: "1",
      withdrawn: "1",
      rupiah: "10000",
      "done 5": "1",
    },
    [keys.sums(today - 30)]: { confirmed: "100" },
    [keys.line("game").serviceSums(today)]: { "ok TS 5": "1", "ms TS 5": "2500", "bad ML86": "1" },
    [keys.line("game").serviceSums(today - 29)]: { "ok TS 5": "1", "ms TS 5": "7500" },
  };
  const statistics = createStatistics({ redis: { hash: async (key) => stored[key] ?? {} }, keys });
  const month = await statistics.of(30, nowMs);
  assert.deepEqual(
    { ...month, halfWithinMs: 0 },
    {
      confirmed: 5,
      succeeded: 2,
      failed: 1,
      withdrawn: 1,
      rupiah: 15_925,
      halfWithinMs: 0,
      services: [
        { code: "TS 5", succeeded: 2, failed: 0, meanMs: 5_000 },
        { code: "ML86", succeeded: 0, failed: 1, meanMs: null },
      ],
    },
  );
  assert.equal((await statistics.of(1, nowMs)).confirmed, 3);
});
