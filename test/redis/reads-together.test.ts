import assert from "node:assert/strict";
import { test } from "node:test";
import { createLog } from "../../src/log.ts";
import { connectRedis } from "../../src/redis/connect.ts";
import { readTogether } from "../../src/redis/reads-together.ts";
import { openCounter } from "../redis-commands.ts";
import type { TestContext } from "node:test";
import { openDatabase } from "../redis-database.ts";

const prefix = "osimesa:{10001}:";
const key = (name: string) => `${prefix}${name}`;

async function open(context: TestContext) {
  const log = createLog({ level: "silent", secrets: [] });
  const server = await openDatabase();
  const redis = connectRedis(server.url, log);
  await redis.connect();
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  await redis.hset(key("hash"), { name: "Budi", empty: "" });
  await redis.hset(key("hash"), "__proto__", "no setter");
  await redis.zadd(key("sorted"), 1, "one", 2.5, "two");
  await redis.set(key("text"), "héllo");
  await redis.rpush(key("list"), "a", "b");
  await redis.sadd(key("set"), "member");
  return { redis, together: readTogether(redis, prefix) };
}

test("reads asked for in the same moment leave as one command, each with the answer it has alone", async (context) => {
  const { redis, together } = await open(context);
  const ask = (from: typeof redis) =>
    Promise.all([
      from.get(key("text")),
      from.get(key("none")),
      from.hget(key("hash"), "none"),
      from.hgetall(key("hash")),
      from.hgetall(key("none")),
      from.hmget(key("hash"), "name", "none", "empty"),
      from.zrange(key("sorted"), 0, "-1", "WITHSCORES"),
      from.zrangebyscore(key("sorted"), "-inf", 2, "LIMIT", 0, 5),
      from.zrevrange(key("sorted"), 0, 0, "WITHSCORES"),
      from.zcard(key("sorted")),
      from.lrange(key("list"), 0, 9),
      from.lindex(key("list"), 5),
      from.sismember(key("set"), "member"),
    ]);
  const apart = await ask(redis);
  await ask(together);
  const count = await openCounter(context, redis);
  let answers: unknown;
  const { commands } = await count(async () => (answers = await ask(together)));
  assert.deepEqual(answers, apart);
  assert.equal(commands.filter((name) => name === "evalsha").length, 1, commands.join(" "));
  assert.equal(commands.length, 14, "and each of them within it");
});

test("one that fails does so alone, and one alone is a command of its own", async (context) => {
  const { redis, together } = await open(context);
  const [text, wrong] = await Promise.allSettled([
    together.get(key("text")),
    together.get(key("hash")),
  ]);
  assert.deepEqual(text, { status: "fulfilled", value: "héllo" });
  assert.equal(wrong.status, "rejected");
  assert.match(String(wrong.reason), /WRONGTYPE/);
  const count = await openCounter(context, redis);
  assert.deepEqual((await count(() => together.get(key("text")))).commands, ["get"]);
});

test("keys that are not the account's are read by themselves, and a write leaves after the reads before it", async (context) => {
  const { redis, together } = await open(context);
  await redis.set("session:{7}", "s");
  const [session, before, , after] = await Promise.all([
    together.get("session:{7}"),
    together.get(key("text")),
    together.set(key("text"), "new"),
    together.get(key("text")),
  ]);
  assert.deepEqual([session, before, after], ["s", "héllo", "new"]);
});

test("of many none holds up Redis: they leave in several commands", async (context) => {
  const { redis, together } = await open(context);
  const count = await openCounter(context, redis);
  await Promise.all([together.get(key("text")), together.get(key("text"))]);
  const { commands } = await count(async () => {
    const all = await Promise.all(Array.from({ length: 120 }, () => together.get(key("text"))));
    assert.equal(all.filter((text) => text === "héllo").length, 120);
  });
  assert.equal(commands.filter((name) => name.startsWith("eval")).length, 3);
});

test("one that names thousands leaves by itself", async (context) => {
  const { together } = await open(context);
  const fields = Array.from({ length: 20_000 }, (_, place) => String(place));
  const [many, text] = await Promise.all([
    together.hmget(key("hash"), "name", ...fields),
    together.get(key("text")),
  ]);
  assert.equal(many.length, 20_001);
  assert.deepEqual([many[0], text], ["Budi", "héllo"]);
});
