import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "../../../src/clock.ts";
import { openShop } from "../shop.ts";

test("where a chat cannot be read it is tried after a third of a second and a second more, then its person hears of it", async (t) => {
  const slept: number[] = [];
  const { budi, redis } = await openShop(t, [], {
    sleep: (ms, signal) => {
      slept.push(ms);
      return systemClock.sleep(Math.min(ms, 20), signal);
    },
  });
  await redis.rpush(`session:{${budi.id}}`, "left by a hand");
  budi.says("/start");
  await budi.sees("Ada gangguan di sistem kami");
  assert.deepEqual(slept, [300, 1_000]);
});
