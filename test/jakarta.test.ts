import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Redis } from "ioredis";
import { jakartaDay, jakartaMidnightMs } from "../src/jakarta.ts";
import { openDatabase } from "./redis-database.ts";

const at = (text: string) => Date.parse(text);

test("a day begins at midnight in Jakarta, which is 17:00 in UTC", () => {
  assert.equal(jakartaDay(at("2026-03-01T16:59:59.999Z")), jakartaDay(at("2026-03-01T00:00:00Z")));
  assert.equal(jakartaDay(at("2026-03-01T17:00:00Z")), jakartaDay(at("2026-03-01T16:59:59Z")) + 1);
  assert.equal(jakartaDay(at("1970-01-01T12:00:00+07:00")), 0);
  assert.equal(jakartaMidnightMs(at("2026-03-01T23:59:59+07:00")), at("2026-03-01T00:00:00+07:00"));
  assert.equal(jakartaMidnightMs(at("2026-03-01T00:00:00+07:00")), at("2026-03-01T00:00:00+07:00"));
  assert.equal(jakartaMidnightMs(at("1969-12-31T23:00:00+07:00")), at("1969-12-31T00:00:00+07:00"));
});

test("the scripts know the same days and hours", async (context) => {
  const server = await openDatabase();
  const redis = new Redis(server.url);
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  const common = readFileSync(new URL("../src/redis/lua/base.lua", import.meta.url), "utf8");
  const midnight = at("2026-03-01T00:00:00+07:00");
  for (const ms of [0, midnight - 1, midnight, midnight + 1, midnight + 80_000_000, 4e12]) {
    const reply = await redis.eval(
      `${common}\nreturn { jakarta_day(ARGV[1]), int(jakarta_hour(ARGV[1])) }`,
      1,
      "osimesa:{test}:",
      ms,
    );
    const hour = Math.floor((ms - jakartaMidnightMs(ms)) / 3_600_000);
    assert.deepEqual(reply, [String(jakartaDay(ms)), String(hour)], new Date(ms).toISOString());
  }
});
