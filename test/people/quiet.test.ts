import assert from "node:assert/strict";
import { test } from "node:test";
import { quietUntilMs } from "../../src/people/quiet.ts";
import { openPeople } from "./shop.ts";

const at = (time: string) => Date.parse(`2026-11-24T${time}:00+07:00`);
const nextDay = (time: string) => Date.parse(`2026-11-25T${time}:00+07:00`);
const night = { fromHour: 22, toHour: 6 };
const noon = { fromHour: 12, toHour: 13 };

test("quiet hours are Jakarta's, begin with their hour and end before the last, over midnight too", () => {
  for (const [span, now, until] of [
    [night, at("21:59"), null],
    [night, at("22:00"), nextDay("06:00")],
    [night, at("23:59"), nextDay("06:00")],
    [night, at("00:00"), at("06:00")],
    [night, at("05:59"), at("06:00")],
    [night, at("06:00"), null],
    [noon, at("11:59"), null],
    [noon, at("12:00"), at("13:00")],
    [noon, at("13:00"), null],
    [{ fromHour: 20, toHour: 0 }, at("23:00"), nextDay("00:00")],
  ] as const)
    assert.equal(quietUntilMs(span, now), until, `${JSON.stringify(span)} at ${now}`);
});

test("quiet hours are kept by person until they want none", async (context) => {
  const { quiet, redis, keys } = await openPeople(context);
  assert.equal(await quiet.of(7001), null);
  await quiet.set(7001, night);
  assert.deepEqual(await quiet.of(7001), night);
  assert.equal(await quiet.of(7002), null);
  assert.equal(await quiet.untilMs(7001, at("23:00")), nextDay("06:00"));
  assert.equal(await quiet.untilMs(7002, at("23:00")), null);
  await quiet.set(7001, null);
  assert.equal(await quiet.of(7001), null);
  for (const spoilt of ["22", "6-6", "x-y", ""]) {
    await redis.hset(keys.quiet, "7001", spoilt);
    assert.equal(await quiet.of(7001), null, spoilt);
  }
});
