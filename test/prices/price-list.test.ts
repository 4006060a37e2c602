import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { systemRng } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import type { Place, Priced } from "../../src/prices/markup.ts";
import { createPriceList } from "../../src/prices/price-list.ts";
import { connectRedis } from "../../src/redis/connect.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { openCounter } from "../redis-commands.ts";
import { openDatabase } from "../redis-database.ts";

const all: Place = { kind: "all" };
const pulsa: Priced = {
  line: "game",
  code: "TS5",
  category: { name: "Pulsa", slug: "pulsa" },
  costRupiah: 5_000,
  listPrices: {},
};
const plus = (rupiah: number) => ({ kind: "rupiah", rupiah }) as const;

/** Price lists of two processes on one Redis; 9001 is an operator. */
async function open(context: TestContext) {
  const logged: string[] = [];
  const log = createLog({
    level: "warn",
    secrets: [],
    destination: { write: (line: string) => void logged.push(line) },
  });
  const server = await openDatabase();
  const redis = connectRedis(server.url, log);
  await redis.connect();
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  const keys = accountKeys("10001");
  const start = () =>
    createPriceList({ redis, keys, rng: systemRng, log, isOperator: (id) => id === 9001 });
  return { redis, keys, logged, ours: start(), theirs: start(), start };
}

test("a rule counts from the next price on, in every process; taken out it counts no more", async (context) => {
  const { ours, theirs, start } = await open(context);
  const prices = async () =>
    Promise.all([ours, theirs, start()].map(async (list) => (await list.of(7001))(pulsa)));
  assert.deepEqual(await prices(), [5_000, 5_000, 5_000]);
  assert.equal(await ours.setMarkup(all, null, plus(500)), "set");
  assert.deepEqual(await prices(), [5_500, 5_500, 5_500]);
  await theirs.setStep(1_000);
  assert.deepEqual(await prices(), [6_000, 6_000, 6_000]);
  await ours.setStep(1);
  await theirs.setMarkup(all, null, null);
  assert.deepEqual(await prices(), [5_000, 5_000, 5_000]);
});

test("what was set comes late again, in another process: what an operator set after it stays", async (context) => {
  const { ours, theirs } = await open(context);
  const late = async (list: typeof ours) => {
    await list.setMarkup(all, null, plus(500), "a1");
    await list.setStep(1_000, "a2");
    await list.setLevel(7001, 2, "a3");
    await list.setMarkup(all, 2, plus(700), "a4");
    await list.nameLevel(2, "Gold", "a5");
  };
  await late(ours);
  const changed = [
    await ours.setMarkup(all, null, plus(600), "b1"),
    await ours.setStep(1, "b2"),
    await ours.setLevel(7001, null, "b3"),
    await ours.setMarkup(all, 2, null, "b4"),
    await ours.nameLevel(2, "", "b5"),
  ];
  assert.deepEqual(changed, ["set", "set", undefined, "set", "set"]);
  const rules = await ours.rules();
  await late(theirs);
  assert.deepEqual(await theirs.rules(), rules);
  assert.equal(await theirs.levelOf(7001), null);
  assert.equal((await theirs.of(7001))(pulsa), 5_600);
});

test("a reseller's level counts for them alone; operators pay what it costs", async (context) => {
  const { ours, theirs } = await open(context);
  await ours.setMarkup(all, null, plus(500));
  await ours.setMarkup(all, 2, plus(300));
  await ours.setLevel(7001, 2);
  const price = async (userId: number) => (await theirs.of(userId))(pulsa);
  assert.deepEqual(await Promise.all([7001, 7002, 9001].map(price)), [5_300, 5_500, 5_000]);
  assert.equal(await theirs.levelOf(7001), 2);
  await theirs.setLevel(7001, null);
  assert.equal(await ours.levelOf(7001), null);
  assert.equal(await price(7001), 5_500);
});

test("prices are one command and no write; after a change of the rules two, once", async (context) => {
  const { redis, ours, theirs } = await open(context);
  const during = await openCounter(context, redis);
  const commands = async () => {
    const { commands, writes } = await during(() => ours.of(7001));
    assert.deepEqual(writes, []);
    return commands;
  };
  assert.deepEqual(await commands(), ["hmget"]);
  await theirs.setMarkup(all, null, plus(1));
  assert.deepEqual(await commands(), ["hmget", "hgetall"]);
  assert.deepEqual(await commands(), ["hmget"]);
});

test("as long as the rules stand, who pays the same is given the same function", async (context) => {
  const { ours } = await open(context);
  await ours.setMarkup(all, null, plus(500));
  assert.equal(await ours.of(7001), await ours.of(7002));
  await ours.setLevel(7002, 1);
  assert.notEqual(await ours.of(7001), await ours.of(7002));
});

test("a rule that cannot be read counts as none, is named in the log, and no price falls below the cost", async (context) => {
  const { redis, keys, ours, logged } = await open(context);
  await ours.setMarkup(all, null, plus(500));
  await ours.setMarkup(all, 1, plus(200));
  await redis.hset(keys.priceRules, {
    "rule 0 service TS5": '{"v":1,"kind":"rupiah","rupiah":-4000}',
    "rule 1 all": '{"v":2,"kind":"magic"}',
    "rule 0 category pulsa": "no JSON",
    step: "37",
    "name 9": "Emas",
  });
  await redis.hset(keys.levels, { rules: "by-hand", 7001: "1", 7002: "9" });
  for (const userId of [7001, 7002]) assert.equal((await ours.of(userId))(pulsa), 5_500);
  assert.deepEqual((await ours.rules()).unreadable.toSorted(), [
    "name 9",
    "rule 0 category pulsa",
    "rule 0 service TS5",
    "rule 1 all",
    "step",
  ]);
  assert.match(logged.join(""), /rule 1 all[^\n]*rules of prices cannot be read/);
  // Set anew, it can be read again.
  await ours.setMarkup({ kind: "service", line: "game", code: "TS5" }, null, plus(0));
  assert.equal((await ours.of(7001))(pulsa), 5_000);
});

test("there are only so many rules; those there are can still be changed", async (context) => {
  const { redis, keys, ours } = await open(context);
  const many = Array.from({ length: 999 }, (_, code) => [`rule 0 service ${code}`, "{}"]);
  await redis.hset(keys.priceRules, Object.fromEntries(many));
  assert.equal(await ours.setMarkup(all, null, plus(1)), "set");
  assert.equal(await ours.setMarkup(all, 1, plus(1)), "full");
  assert.equal(await ours.setMarkup(all, null, plus(2)), "set");
  assert.equal((await ours.of(7001))(pulsa), 5_002);
  await ours.setMarkup(all, null, null);
  assert.equal(await ours.setMarkup(all, 1, plus(1)), "set");
});

test("what levels are called is kept", async (context) => {
  const { ours, theirs } = await open(context);
  await ours.nameLevel(2, "Gold");
  assert.deepEqual([...(await theirs.rules()).names], [[2, "Gold"]]);
  await ours.nameLevel(2, "");
  assert.deepEqual([...(await theirs.rules()).names], []);
});
