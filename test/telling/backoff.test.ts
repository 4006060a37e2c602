import assert from "node:assert/strict";
import { test } from "node:test";
import { createBackoff } from "../../src/telling/backoff.ts";

const tries = (count: number, next: () => number) => Array.from({ length: count }, next);

test("the first wait is a second, each next twice as long, at most a minute, until one succeeds", () => {
  const backoff = createBackoff({ fraction: () => 0.5 });
  const next = () => backoff.nextMs(7001);
  const waits = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000];
  assert.deepEqual(tries(8, next), waits);
  // Nor does it ever begin anew or overflow.
  assert.deepEqual(new Set(tries(2_000, next)), new Set([60_000]));
  assert.equal(backoff.nextMs(7002), 1_000, "another chat has its own");
  backoff.reset(7001);
  assert.equal(next(), 1_000);
  assert.equal(backoff.nextMs(7002), 2_000);
});

test("waits are spread by a quarter, so that chats that failed together do not come back together", () => {
  const shortest = createBackoff({ fraction: () => 0 });
  const longest = createBackoff({ fraction: () => 1 - Number.EPSILON });
  const both = (key: string) => [shortest.nextMs(key), longest.nextMs(key)];
  assert.deepEqual(both("card"), [750, 1_250]);
  assert.deepEqual(both("card"), [1_500, 2_500]);
});

test("ten thousand are remembered; beyond them everyone begins anew, and memory does not grow", () => {
  const backoff = createBackoff({ fraction: () => 0.5 });
  for (let key = 0; key < 10_000; key += 1) backoff.nextMs(key);
  assert.equal(backoff.nextMs(0), 2_000);
  backoff.nextMs("one more");
  assert.equal(backoff.nextMs(0), 1_000);
});
