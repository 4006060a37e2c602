import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import type { Reseller } from "./reseller.ts";
import { openShop } from "./shop.ts";
import { until } from "./until.ts";

async function openFragileShop(context: TestContext) {
  const server = await startPrivateRedis();
  const shop = await openShop(context, { redis: server });
  const console = new Redis(server.url, { maxRetriesPerRequest: 0, retryStrategy: () => 50 });
  console.on("error", () => undefined);
  context.after(() => console.disconnect());
  return { ...shop, server, console };
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

const refusals: Record<
  string,
  { spoil: (redis: Redis) => Promise<unknown>; mend: (redis: Redis) => Promise<unknown> }
> = {
  "is full (OOM)": {
    spoil: (redis) => redis.config("SET", "maxmemory", "1"),
    mend: (redis) => redis.config("SET", "maxmemory", "0"),
  },
  "became a replica (READONLY)": {
    spoil: (redis) => redis.replicaof("127.0.0.1", "1"),
    mend: (redis) => redis.replicaof("NO", "ONE"),
  },
};

for (const [what, { spoil, mend }] of Object.entries(refusals)) {
  test(`Redis ${what}: told to try again, and it goes on by itself when mended`, async (context) => {
    const { budi, console, orderRequests } = await openFragileShop(context);
    const card = await readyToConfirm(budi);
    await spoil(console);
    await budi.presses("✅", { message: card });
    assert.equal(orderRequests(), 0);
    await mend(console);
    await pressesUntilOrdered(budi, card);
    await budi.sees(/^✅ Sukses/);
    assert.equal(orderRequests(), 1);
  });
}

test("a node of a Redis Cluster is refused at start with a plain word", async (context) => {
  const server = await startPrivateRedis({ settings: { "cluster-enabled": "yes" } });
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
