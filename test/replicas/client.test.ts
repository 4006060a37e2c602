import assert from "node:assert/strict";
import { suite, test, type TestContext } from "node:test";
import { createLog } from "../../src/log.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { createLeases, leaseScripts } from "../../src/redis/leases.ts";
import { openRedis } from "../../src/redis/open.ts";
import { UnreplicatedError } from "../../src/redis/replicas.ts";
import { createScripts } from "../../src/redis/scripts.ts";
import type { RedisProcess } from "../../sandbox/redis/process.ts";
import { clientOf } from "../redis/client-of.ts";
import { startClusterSet } from "./cluster-set.ts";
import { ask, eventually, startSentinelSet } from "../../sandbox/redis/sentinel-set.ts";

const keys = accountKeys("10001");

/** What a failover looks like, whoever decides it. */
interface ReplicaSet {
  url: string;
  servers: readonly RedisProcess[];
  holder(): Promise<RedisProcess>;
  promoted(before: RedisProcess): Promise<RedisProcess>;
}

const kinds: Record<string, (context: TestContext) => Promise<ReplicaSet>> = {
  async sentinels(context) {
    const set = await startSentinelSet();
    context.after(() => set.close());
    return { ...set, holder: set.primary };
  },
  async cluster(context) {
    const set = await startClusterSet();
    context.after(() => set.close());
    return {
      ...set,
      holder: () => set.ownerOf(keys.prefix),
      promoted: (before) => set.promoted(before, keys.prefix),
    };
  },
};

async function open(context: TestContext, url: string) {
  let said = "";
  const log = createLog({
    level: "info",
    secrets: [],
    destination: { write: (line) => (said += line) },
  });
  const client = clientOf(url, log, { replicas: 1 });
  context.after(() => client.disconnect());
  await openRedis(client, { allowVolatile: false, log });
  const leases = createLeases({
    run: createScripts(client.redis, keys.prefix, leaseScripts),
    confirmPrimary: client.primacy.confirm,
  });
  return { client, leases, said: () => said };
}

const writes = (value: number) =>
  [`redis.call('SET', KEYS[1] .. 'x', ${value}) return { ${value} }`, 1, keys.prefix] as const;

for (const [kind, start] of Object.entries(kinds))
  suite(kind, () => {
    for (const how of ["killed", "stopped"] as const)
      test(`the primary is ${how}: the client goes to the one promoted, with all that a replica had, and its lease is of another memory`, async (context) => {
        const set = await start(context);
        const { client, leases } = await open(context, set.url);
        const before = await eventually("a lease", () =>
          leases.lease("engine", "this bot", 60_000),
        );
        const written = await eventually("a replica", () =>
          client.replicas.demanded.eval(...writes(7)),
        );
        assert.deepEqual(written, [7]);
        const old = await set.holder();
        if (how === "killed") await old.kill();
        else old.pause();
        await assert.rejects(client.replicas.demanded.eval(...writes(8)));
        await set.promoted(old);
        assert.equal(await eventually("x", () => client.redis.get(`${keys.prefix}x`)), "7");
        await eventually("a write", () => client.replicas.awaited.eval(...writes(9)));
        const after = await eventually("a lease", () => leases.lease("engine", "this bot", 60_000));
        assert.ok(before.kind === "held" && after.kind === "held");
        assert.notEqual(after.memory.identity, before.memory.identity);
        assert.ok(after.epoch > before.epoch);
        // The old one comes back; it is a replica, and nobody takes it for more.
        if (how === "killed") await old.start();
        else old.resume();
        await eventually("replicas", () => client.replicas.needed.eval(...writes(10)));
        assert.equal(await client.redis.get(`${keys.prefix}x`), "10");
      });

    test("without enough replicas what demands them is done and says so, what needs them is not begun, the rest goes on; with them all do", async (context) => {
      const set = await start(context);
      const { client } = await open(context, set.url);
      const { needed, demanded, awaited, check } = client.replicas;
      const isEnough = () => eventually("a replica", async () => (await check()) || null);
      await isEnough();
      const primary = await set.holder();
      const others = set.servers.filter((server) => server !== primary);
      for (const replica of others) if (await isReplicaOf(replica, primary)) replica.pause();
      await assert.rejects(demanded.eval(...writes(1)), ran(true));
      assert.equal(await client.redis.get(`${keys.prefix}x`), "1");
      await assert.rejects(needed.eval(...writes(2)), ran(false));
      assert.equal(await client.redis.get(`${keys.prefix}x`), "1");
      assert.deepEqual(await awaited.eval(...writes(3)), [3]);
      assert.equal(await check(), false);
      for (const replica of others) replica.resume();
      assert.deepEqual(await eventually("replicas", () => needed.eval(...writes(4))), [4]);
      await isEnough();
    });
  });

const ran = (is: boolean) => (error: unknown) =>
  error instanceof UnreplicatedError && error.ran === is;

async function isReplicaOf(server: RedisProcess, primary: RedisProcess): Promise<boolean> {
  const info = await ask(server, (redis) => redis.info("replication"));
  return info.includes("role:slave") && info.includes(`master_port:${primary.port}\r`);
}

test("a primary that the sentinels no longer name keeps no lease, and the connections leave it", async (context) => {
  const set = await startSentinelSet();
  context.after(() => set.close());
  const { leases, said } = await open(context, set.url);
  const lease = () => leases.lease("engine", "this bot", 60_000);
  assert.equal((await eventually("a lease", lease)).kind, "held");
  const old = await set.primary();
  // Nobody tells the old one: as if it were cut off from the sentinels, but not from the bot.
  const [one, other, third] = set.sentinels;
  assert.ok(one && other && third);
  const next = set.servers.find((server) => server !== old);
  assert.ok(next);
  for (const sentinel of [one, other])
    await ask(sentinel, async (redis) => {
      await redis.call("SENTINEL", "REMOVE", "shop");
      await redis.call("SENTINEL", "MONITOR", "shop", "127.0.0.1", next.port, "2");
    });
  const refused = await eventually("the sentinels' word", async () => {
    const why = await lease().then(
      () => "",
      (error: unknown) => String(error),
    );
    return why.includes("no majority") ? null : why;
  });
  assert.match(refused, /name another primary/);
  assert.match(said(), /the sentinels name 127\.0\.0\.1:\d+ as the primary/);
});

test("without a majority of the sentinels nobody starts or keeps a lease, and the operator is told", async (context) => {
  const set = await startSentinelSet();
  context.after(() => set.close());
  const { leases, said } = await open(context, set.url);
  await set.sentinels[0]?.kill();
  const held = await eventually("a lease", () => leases.lease("engine", "this bot", 60_000));
  assert.equal(held.kind, "held");
  set.sentinels[1]?.pause();
  await assert.rejects(leases.lease("engine", "this bot", 60_000), /no majority/);
  assert.match(said(), /fewer than half of the sentinels answer/);
  await assert.rejects(open(context, set.url), /REDIS_URL: this Redis may not be the primary/);
  set.sentinels[1]?.resume();
  await eventually("a lease", () => leases.lease("engine", "this bot", 60_000));
  assert.match(said(), /the primary is confirmed again/);
});

test("a replica that may forget what it was given is named at start by its address, and so are fewer replicas than wanted", async (context) => {
  const set = await startSentinelSet();
  context.after(() => set.close());
  const primary = await set.primary();
  const [forgetful, other] = set.servers.filter((server) => server !== primary);
  assert.ok(forgetful && other);
  await ask(forgetful, (redis) => redis.config("SET", "appendfsync", "everysec"));
  const { said } = await open(context, set.url);
  assert.match(said(), new RegExp(`replica at 127.0.0.1:${forgetful.port} may lose .*everysec`));
  assert.doesNotMatch(said(), new RegExp(`replica at 127.0.0.1:${other.port}`));
  await Promise.all([forgetful.kill(), other.kill()]);
  const later = await open(context, set.url);
  assert.match(later.said(), /Redis has 0 replicas and REDIS_REPLICAS is 1: no order is sent/);
});
