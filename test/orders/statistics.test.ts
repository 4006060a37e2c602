import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createStatistics, doneBoundsS, medianMs } from "../../src/orders/statistics.ts";
import { accountKeys } from "../../src/redis.ts";

test("times are read by the bounds they are counted by", () => {
  const script = readFileSync(new URL("../../src/orders/lua/day.lua", import.meta.url), "utf8");
  const listed = /done_bounds_s = \{([\d, ]+)\}/.exec(script)?.[1] ?? "";
  assert.deepEqual(listed.split(",").map(Number), doneBoundsS);
});

test("the median lies within the bound that holds the middle one", () => {
  assert.equal(medianMs([], 0), null);
  assert.equal(medianMs([4], 4), 500);
  assert.equal(medianMs([1, 0, 8, 1], 10), 2_500);
  assert.equal(medianMs([], 3), 259_200_000);
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
    [keys.serviceSums(today)]: { "ok TS 5": "1", "ms TS 5": "2500", "bad ML86": "1" },
    [keys.serviceSums(today - 29)]: { "ok TS 5": "1", "ms TS 5": "7500" },
  };
  const statistics = createStatistics({ redis: { hash: async (key) => stored[key] ?? {} }, keys });
  const month = await statistics.of(30, nowMs);
  assert.deepEqual(
    { ...month, medianMs: 0 },
    {
      confirmed: 5,
      succeeded: 2,
      failed: 1,
      withdrawn: 1,
      rupiah: 15_925,
      medianMs: 0,
      services: [
        { code: "TS 5", succeeded: 2, failed: 0, meanMs: 5_000 },
        { code: "ML86", succeeded: 0, failed: 1, meanMs: null },
      ],
    },
  );
  assert.equal((await statistics.of(1, nowMs)).confirmed, 3);
});
