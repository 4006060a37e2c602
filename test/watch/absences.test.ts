import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { notice } from "../../src/screens/notices/notices.ts";
import { noticeSchema } from "../../src/orders/state/notice.ts";
import { createScripts } from "../../src/redis/scripts.ts";
import { createAbsences } from "../../src/watch/absences.ts";
import { watchScripts } from "../../src/watch/scripts.ts";
import { openPeople } from "../people/shop.ts";
import { until } from "../story/until.ts";
import { systemClock } from "../../src/clock.ts";

const minuteMs = 60_000;
const gapMs = 5 * minuteMs;

test("operators are told once, afterwards, from when until when the bot did not work; of a restart nothing", async (context) => {
  const { redis, keys, owed } = await openPeople(context);
  const run = createScripts(redis, keys.prefix, watchScripts);
  const note = async () => (await run("note-work", gapMs, JSON.stringify(["9001"])))[0];
  const lastNoted = (atMs: number) => redis.set(keys.worked, String(atMs));
  assert.equal(await note(), "noted", "the first start there ever was");
  await lastNoted(Date.now() - gapMs + minuteMs);
  assert.equal(await note(), "noted");
  await lastNoted(Date.now() + 7 * 60 * minuteMs);
  assert.equal(await note(), "noted", "a clock set back");
  const fromMs = Date.now() - 62 * minuteMs;
  await lastNoted(fromMs);
  const outcomes = await Promise.all([note(), note(), note()]);
  assert.deepEqual(outcomes.toSorted(), ["noted", "noted", "told"]);
  const all = await owed(9001);
  assert.equal(all.length, 1);
  const told = noticeSchema.parse(all[0]);
  assert.ok(told.kind === "was-away" && told.fromMs === fromMs);
  assert.ok(told.untilMs - fromMs >= 62 * minuteMs);
  const fourToFive = {
    ...told,
    fromMs: Date.UTC(2026, 0, 1, 21),
    untilMs: Date.UTC(2026, 0, 1, 22, 5),
  };
  const { text } = notice(fourToFive, null, {
    language: "id",
    timeZone: "Asia/Jakarta",
    nowMs: fourToFive.untilMs,
  });
  assert.match(text.html, /Bot tidak bekerja: 04:00 WIB – 05:05 WIB/);
});

test("who holds the lease notes it, from the beginning of its term on", async (context) => {
  const { redis, keys, log, owed } = await openPeople(context);
  await redis.set(keys.worked, String(Date.now() - 6 * minuteMs));
  const rung: string[] = [];
  const ending = new AbortController();
  const running = createAbsences({
    run: createScripts(redis, keys.prefix, watchScripts),
    operators: () => [9001, 9002],
    bells: { owed: { ring: () => rung.push("owed"), wait: () => sleep(0) } },
    clock: systemClock,
    log,
  }).run({ signal: ending.signal });
  await until(() => rung.length > 0);
  ending.abort();
  await running;
  assert.equal((await owed(9001)).length + (await owed(9002)).length, 2);
  assert.ok(Number(await redis.get(keys.worked)) > Date.now() - minuteMs);
});
