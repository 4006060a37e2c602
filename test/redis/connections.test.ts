import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Redis } from "ioredis";
import { systemRng } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { connectRedis } from "../../src/redis/connect.ts";
import { noteConnections } from "../../src/redis/connections.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { createLeases, leaseScripts } from "../../src/redis/leases.ts";
import { createScripts } from "../../src/redis/scripts.ts";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import { until } from "../story/until.ts";
import { startRedisWithoutInfo } from "./without-info.ts";

const keys = accountKeys("10001");

/** A bot's connection, and which memory of Redis it is told of. */
async function connectBot(context: TestContext, url: string) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLog({ level: "warn", secrets: [], destination });
  const redis = connectRedis(url, log);
  noteConnections(redis, { prefix: keys.prefix, rng: systemRng, log });
  context.after(() => redis.disconnect());
  await redis.connect();
  const leases = createLeases({ run: createScripts(redis, keys.prefix, leaseScripts) });
  return {
    redis,
    said: () => lines.filter((line) => line.includes("INFO is forbidden")).length,
    async identity() {
      const lease = await leases.lease("engine", "this bot", 60_000);
      return lease.kind === "held" ? lease.memory.identity : lease.kind;
    },
  };
}

/** Whoever may do all on a server. */
function operatorOf(context: TestContext, { url }: { url: string }): Redis {
  const redis = new Redis(url);
  redis.on("error", () => undefined);
  context.after(() => redis.disconnect());
  return redis;
}

test("where Redis says when it started, a new connection changes nothing", async (context) => {
  const server = await startPrivateRedis();
  context.after(() => server.close());
  const bot = await connectBot(context, server.url);
  const before = await bot.identity();
  const another = await connectBot(context, server.url);
  assert.equal(await another.identity(), before);
  assert.equal(await bot.identity(), before);
  assert.equal(bot.said(), 0);
});

test("where INFO is forbidden every connection is taken for another memory of Redis, which is said once", async (context) => {
  const server = await startRedisWithoutInfo();
  context.after(() => server.close());
  const bot = await connectBot(context, server.botUrl);
  const identities = [await bot.identity()];
  assert.equal(await bot.identity(), identities[0], "one connection is one memory");
  const another = await connectBot(context, server.botUrl);
  identities.push(await another.identity());
  assert.equal(await bot.identity(), identities[1], "there is one memory for all");
  await operatorOf(context, server).client("KILL", "USER", "bot");
  identities.push(await until(() => bot.identity().catch(() => null)));
  await server.kill();
  await server.start();
  identities.push(await until(() => bot.identity().catch(() => null)));
  assert.equal(new Set(identities).size, identities.length, identities.join());
  assert.equal(bot.said(), 1);
});

test("nothing is done on a connection that could not be noted, and it is noted once it can be", async (context) => {
  const server = await startRedisWithoutInfo();
  context.after(() => server.close());
  const operator = operatorOf(context, server);
  const bot = await connectBot(context, server.botUrl);
  const before = await bot.identity();
  await operator.call("ACL", "SETUSER", "bot", "-set");
  await operator.client("KILL", "USER", "bot");
  await until(() => bot.redis.status !== "ready");
  await until(() => bot.redis.status === "ready");
  await assert.rejects(bot.identity(), forbidden);
  await assert.rejects(bot.redis.get("anything"), forbidden);
  await operator.call("ACL", "SETUSER", "bot", "+set");
  assert.notEqual(await bot.identity(), before);
});

/** As Redis 7 and Valkey say it of what a script does. */
const forbidden = /can't run this command|ACL failure in script/;
