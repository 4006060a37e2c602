import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import type { RedisProcess } from "../../sandbox/redis/process.ts";
import { ask } from "../../sandbox/redis/sentinel-set.ts";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import { startClusterNode, startLonePrimary } from "../replicas/cluster-set.ts";
import type { Reseller } from "./reseller.ts";
import { openShop } from "./shop.ts";
import { until } from "./until.ts";

async function openFragileShop(context: TestContext) {
  const server = await startPrivateRedis();
  const shop = await openShop(context, { redis: server });
  return { ...shop, server };
}

function consoleOf(context: TestContext, { url }: { url: string }): Redis {
  const console = new Redis(url, { maxRetriesPerRequest: 0, retryStrategy: () => 50 });
  console.on("error", () => undefined);
  context.after(() => console.disconnect());
  return console;
}

/** The confirmation is on the screen, ✅ not pressed yet. */
async function readyToConfirm(person: Reseller) {
  await person.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  await person.sees(/Nomor HP tujuan\?|Which phone number\?/);
  person.says("081234567890");
  return person.sees(/^Cek/);
}

/** "Pressing ✅ again is safe": they do, until the card shows an order. */
async function pressesUntilOrdered(
  person: Reseller,
  card: Awaited<ReturnType<typeof readyToConfirm>>,
) {
  await until(async () => {
    const press = person.taps("✅", { message: card }).catch(() => undefined);
    await Promise.race([press, sleep(1_500)]);
    return person
      .messages()
      .some(
        ({ message }) =>
          message.message_id === card.message.message_id && message.text?.includes("No. transaksi"),
      );
  });
}

test("Redis dies between card and ✅ and comes back: told to try again, then one order", async (context) => {
  const { budi, server, orderRequests } = await openFragileShop(context);
  const card = await readyToConfirm(budi);
  await server.kill();
  await budi.presses("✅", { message: card });
  await budi.sees(/gangguan[^]*angan kirim ulang/i);
  assert.equal(orderRequests(), 0);
  await server.start();
  await pressesUntilOrdered(budi, card);
  await budi.sees(/^✅ Sukses/);
  assert.equal(orderRequests(), 1);
});

test("Redis hangs longer than anyone waits: nothing is concluded from the silence, one order", async (context) => {
  const { budi, server, orderRequests } = await openFragileShop(context);
  const card = await readyToConfirm(budi);
  server.pause();
  await budi.presses("✅", { message: card });
  await budi.sees(/gangguan[^]*angan kirim ulang/i);
  server.resume();
  await pressesUntilOrdered(budi, card);
  await budi.sees(/^✅ Sukses/);
  assert.equal(orderRequests(), 1);
});

test("Redis is gone while the request is under way: its answer is recorded once Redis is back", async (context) => {
  const { budi, osimesa, server, orderRequests, log } = await openFragileShop(context);
  const answer = Promise.withResolvers<void>();
  osimesa.faults.on({ kind: "held", until: answer.promise }, { types: ["order"] });
  const card = await readyToConfirm(budi);
  await budi.presses("✅", { message: card });
  await until(() => orderRequests() === 1);
  await server.kill();
  answer.resolve();
  await until(() => /"answer":"placed"/.test(log()));
  await server.start();
  await budi.sees(/^✅ Sukses/);
  assert.equal(orderRequests(), 1);
});

interface Refusal {
  /** Default: one server. */
  start?(): Promise<RedisProcess>;
  /** How REDIS_URL names it; default: as one server. */
  scheme?: string;
  spoil(redis: Redis, server: RedisProcess): Promise<unknown>;
  mend(redis: Redis, server: RedisProcess): Promise<unknown>;
  /** What the operator reads in the log. */
  word: RegExp;
}

/** How each is really brought about, by what Redis then says. */
const refusals: Record<string, Refusal> = {
  OOM: {
    spoil: (redis) => redis.config("SET", "maxmemory", "1"),
    mend: (redis) => redis.config("SET", "maxmemory", "0"),
    word: /Redis is full/,
  },
  READONLY: {
    spoil: (redis) => redis.replicaof("127.0.0.1", "1"),
    mend: (redis) => redis.replicaof("NO", "ONE"),
    word: /this Redis is a replica/,
  },
  NOREPLICAS: {
    spoil: (redis) => redis.config("SET", "min-replicas-to-write", "1"),
    mend: (redis) => redis.config("SET", "min-replicas-to-write", "0"),
    word: /too few of its replicas/,
  },
  MISCONF: {
    async spoil(redis, { dir }) {
      // A folder of the name that its snapshot is to have.
      await mkdir(join(dir, "dump.rdb", "in the way"), { recursive: true });
      await redis.config("SET", "save", "3600 1");
      await redis.bgsave();
      await until(async () =>
        (await redis.info("persistence")).includes("rdb_last_bgsave_status:err"),
      );
    },
    mend: (redis) => redis.config("SET", "save", ""),
    word: /cannot write to its disk/,
  },
  NOAUTH: {
    async spoil(redis) {
      await redis.config("SET", "requirepass", "secret");
      await redis.call("CLIENT", "KILL", "TYPE", "normal");
    },
    mend: (redis) => redis.config("SET", "requirepass", ""),
    word: /wants a password; set it in REDIS_URL/,
  },
  LOADING: {
    start: () => startPrivateRedis({ settings: { "key-load-delay": "300" } }),
    async spoil(redis, server) {
      await redis.eval(manyWrites, 0);
      await server.kill();
      await server.start();
    },
    mend: (_, server) => ask(server, (redis) => redis.config("SET", "key-load-delay", "0")),
    word: /reads its data from disk/,
  },
  CLUSTERDOWN: {
    start: startLonePrimary,
    scheme: "redis+cluster:",
    spoil: (redis) => redis.cluster("DELSLOTS", 0),
    mend: (redis) => redis.cluster("ADDSLOTS", 0),
    word: /the Redis Cluster does not work/,
  },
};

/** They take half a minute to be read again, a third of a millisecond each. */
const manyWrites = "for i = 1, 100000 do redis.call('SET', '{many}', i) end";

for (const [code, refusal] of Object.entries(refusals)) {
  test(`Redis answers ${code}: told to try again, the operator reads what it is, and it goes on by itself when mended`, async (context) => {
    const { start = startPrivateRedis, scheme = "redis:", spoil, mend, word } = refusal;
    const server = await start();
    const console = consoleOf(context, server);
    const url = server.url.replace("redis:", scheme);
    const shop = await openShop(context, {
      redis: { ...server, url },
      env: { REDIS_REPLICAS: "0" },
    });
    const { budi, orderRequests, log, httpPort } = shop;
    const isReady = async () => (await fetch(`http://127.0.0.1:${httpPort()}/readyz`)).ok;
    const card = await readyToConfirm(budi);
    await until(isReady);
    await spoil(console, server);
    await budi.presses("✅", { message: card });
    await budi.sees(/gangguan[^]*angan kirim ulang/i);
    const said = () => log().match(new RegExp(`"redis: ${code}: [^"]*`, "g")) ?? [];
    await until(() => said().length > 0);
    assert.match(said()[0] ?? "", word);
    await until(async () => !(await isReady()));
    assert.equal(orderRequests(), 0);
    await mend(console, server);
    await pressesUntilOrdered(budi, card);
    await budi.sees(/^✅ Sukses/);
    await until(isReady);
    assert.equal(orderRequests(), 1);
    assert.equal(said().length, 1, "once a minute");
  });
}

test("a node of a Redis Cluster is refused at start with a plain word", async (context) => {
  const server = await startClusterNode();
  const shop = await openShop(context, { redis: server, closed: true });
  await assert.rejects(shop.openBot(), /REDIS_URL: this is a node of a Redis Cluster/);
});

test("a replica is refused at start with a plain word; promoted, it is taken", async (context) => {
  const server = await startPrivateRedis();
  const shop = await openShop(context, { redis: server, closed: true });
  const console = new Redis(server.url);
  context.after(() => console.disconnect());
  await console.replicaof("127.0.0.1", "1");
  await assert.rejects(shop.openBot(), /REDIS_URL: this is a replica/);
  await console.replicaof("NO", "ONE");
  await shop.openBot();
});

test("a Redis that reads its data is waited for at start, which is said; then the bot works", async (context) => {
  const { start = startPrivateRedis, spoil, mend, word } = refusals["LOADING"] ?? assert.fail();
  const server = await start();
  const shop = await openShop(context, { redis: server, closed: true });
  await spoil(consoleOf(context, server), server);
  const opening = shop.openBot();
  await until(() => shop.log().includes("redis: LOADING"));
  assert.match(shop.log(), word);
  await mend(consoleOf(context, server), server);
  await opening;
  await shop.listed();
  await shop.budi.ordersPulsa("081234567890");
  await shop.budi.sees(/^✅ Sukses/);
});

test("a cluster that does not work is refused at start with a plain word; whole again, it is taken", async (context) => {
  const server = await startLonePrimary();
  const console = consoleOf(context, server);
  const url = server.url.replace("redis:", "redis+cluster:");
  const shop = await openShop(context, {
    redis: { ...server, url },
    env: { REDIS_REPLICAS: "0" },
    closed: true,
  });
  await console.cluster("DELSLOTS", 0);
  await assert.rejects(shop.openBot(), /CLUSTERDOWN.*wanted: .*a cluster, in working order/);
  await console.cluster("ADDSLOTS", 0);
  await shop.openBot();
});

test("where INFO is forbidden the bot starts and says what to make sure of", async (context) => {
  const server = await startPrivateRedis();
  const shop = await openShop(context, { redis: server, closed: true });
  const console = new Redis(server.url);
  context.after(() => console.disconnect());
  await console.call("ACL", "SETUSER", "default", "-info");
  await shop.openBot();
  assert.match(shop.log(), /INFO is forbidden[^\n]*make sure that it is one primary/);
  assert.match(
    shop.log(),
    /INFO is forbidden[^\n]*each start of a bot[^\n]*checked with the supplier/,
  );
});

test("a volatile Redis is refused at start, in one line a setting, unless it is allowed", async (context) => {
  const server = await startPrivateRedis({ settings: { appendfsync: "everysec" } });
  const wishes = { redis: server, closed: true };
  const shop = await openShop(context, wishes);
  await assert.rejects(shop.openBot(), /appendfsync is "everysec"; wanted: always/);
});
