import assert from "node:assert/strict";
import { test } from "node:test";
import { Redis } from "ioredis";
import { createLog } from "../../src/log.ts";
import { readDurability } from "../../src/redis/durability.ts";
import { readRedisMemory } from "../../src/redis/memory.ts";
import { openRedis, StartError } from "../../src/redis/open.ts";
import { readRedisRole } from "../../src/redis/role.ts";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import { clientOf } from "./client-of.ts";

async function openServer(context: { after(work: () => Promise<void>): void }) {
  const server = await startPrivateRedis();
  const redis = new Redis(server.url, { retryStrategy: () => null });
  redis.on("error", () => undefined);
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  return { server, redis };
}

test("what is not set as it must be is named with what it is, each setting on its own", async (context) => {
  const { redis } = await openServer(context);
  assert.deepEqual(await readDurability(redis), { kind: "durable" });
  const changed: string[] = [];
  for (const [setting, value] of [
    ["appendonly", "no"],
    ["appendfsync", "everysec"],
    ["maxmemory-policy", "allkeys-lru"],
  ] as const) {
    await redis.config("SET", setting, value);
    changed.push(`${setting} ${value}`);
    const found = await readDurability(redis);
    assert.ok(found.kind === "volatile");
    assert.deepEqual(
      found.problems.map((problem) => `${problem.setting} ${problem.found}`),
      changed,
    );
    assert.deepEqual(found.problems[0]?.wanted, "yes");
  }
});

test("settings are read in either shape that Redis gives them; of one it does not know nothing is known", async () => {
  const kept: Record<string, string> = {
    appendonly: "yes",
    appendfsync: "always",
    "maxmemory-policy": "noeviction",
  };
  const says = (reply: (setting: string) => unknown) =>
    readDurability({ config: (_, setting) => Promise.resolve(reply(setting)) });
  assert.equal((await says((setting) => [setting, kept[setting]])).kind, "durable");
  assert.equal((await says((setting) => ({ [setting]: kept[setting] }))).kind, "durable");
  for (const none of [[], {}, null, "yes", [1, 2]]) {
    const found = await says(() => none);
    assert.deepEqual(found.kind === "volatile" && found.problems.map((problem) => problem.found), [
      "?",
      "?",
      "?",
    ]);
  }
});

test("where CONFIG or INFO is forbidden nothing is said of what they show; where Redis fails it is no answer", async (context) => {
  const { redis, server } = await openServer(context);
  await redis.call("ACL", "SETUSER", "default", "-config", "-info");
  assert.deepEqual(await readDurability(redis), { kind: "unreadable" });
  assert.deepEqual(await readRedisRole(redis), { kind: "unreadable" });
  await server.kill();
  await assert.rejects(readDurability(redis));
  await assert.rejects(readRedisRole(redis));
});

test("a replica, a Sentinel and a node of a cluster are no Redis to work with; where nothing is said it is a primary", async () => {
  const says = async (server: string, replication: string) => {
    const role = await readRedisRole({
      info: (section) =>
        Promise.resolve(`# ${section}\r\n${section === "server" ? server : replication}\r\n`),
    });
    return role.kind === "unfit" ? role.problem : role.kind;
  };
  assert.equal(await says("redis_mode:standalone", "role:master"), "primary");
  assert.equal(await says("redis_version:7.0.15", "connected_slaves:0"), "primary");
  assert.match(await says("redis_mode:cluster", "role:master"), /node of a Redis Cluster/);
  assert.match(await says("server_mode:cluster", "role:master"), /node of a Redis Cluster/);
  assert.match(await says("redis_mode:sentinel", "role:sentinel"), /Sentinel/);
  assert.match(await says("redis_mode:standalone", "role:slave"), /replica/);
});

test("how full Redis is comes in bytes; where it does not say, nothing is known", async (context) => {
  const { redis } = await openServer(context);
  await redis.config("SET", "maxmemory", "123456789");
  const memory = await readRedisMemory(redis);
  assert.equal(memory?.maxBytes, 123_456_789);
  assert.ok(memory.usedBytes > 100_000 && memory.usedBytes < 123_456_789);
  for (const info of ["", "used_memory:1\r\n", "maxmemory:1\r\n", "used_memory_human:1\r\n"])
    assert.equal(await readRedisMemory({ info: () => Promise.resolve(info) }), null);
});

test("a Redis that does not let the bot in is named with why: no one there, a password, a volatile one", async (context) => {
  const { redis: console, server } = await openServer(context);
  let said = "";
  const log = createLog({
    level: "info",
    secrets: [],
    destination: { write: (line) => (said += line) },
  });
  const open = async (url: string, allowVolatile = false) => {
    const client = clientOf(url, log);
    context.after(() => client.disconnect());
    return openRedis(client, { allowVolatile, log }).then(
      () => "open",
      (error: unknown) => (error instanceof StartError ? error.message : "no start error"),
    );
  };
  assert.equal(await open(server.url), "open");
  assert.match(await open("redis://127.0.0.1:1"), /^REDIS_URL: .*ECONNREFUSED.*password$/);
  await console.config("SET", "requirepass", "secret");
  assert.match(await open(server.url), /^REDIS_URL: .*NOAUTH.*password$/);
  assert.match(await open(server.url.replace("//", "//:wrong@")), /^REDIS_URL: .*WRONGPASS/);
  const url = server.url.replace("//", "//:secret@");
  assert.equal(await open(url), "open");
  assert.equal(said.includes("ALLOW_VOLATILE_REDIS"), false);
  await console.config("SET", "appendfsync", "no");
  assert.deepEqual((await open(url)).split("\n"), [
    'Redis setting appendfsync is "no"; wanted: always, or a power cut loses orders that were already sent',
    "Set ALLOW_VOLATILE_REDIS=1 only where losing an order does not matter",
  ]);
  assert.equal(await open(url, true), "open");
  assert.match(said, /appendfsync is .*going on because ALLOW_VOLATILE_REDIS is set/);
});
