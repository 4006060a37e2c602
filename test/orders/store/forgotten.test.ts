import assert from "node:assert/strict";
import { test } from "node:test";
import { Redis } from "ioredis";
import { orderScripts, type OrderScript } from "../../../src/orders/store/scripts.ts";
import { leaseScripts } from "../../../src/redis/leases.ts";
import { accountKeys } from "../../../src/redis/keys.ts";
import {
  becomeMemory,
  mortal,
  noDeath,
  runMortal,
  stopClock,
} from "../../simulation/redis/mortal.ts";
import { openDatabase } from "../../redis-database.ts";

test("an order confirmed in a memory that Redis has lost is not begun: it may have been sent; one confirmed since is", async (context) => {
  const server = await openDatabase();
  const redis = new Redis(server.url);
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  const { prefix } = accountKeys("forgotten");
  const run = (source: string, ...args: (string | number)[]) =>
    runMortal(redis, mortal(source), [prefix, ...args], noDeath);
  const order = (name: OrderScript, ...args: (string | number)[]) =>
    run(orderScripts.read(name).source, ...args);
  const confirmed = async (id: string) => {
    const facts = { priceRupiah: 1, fingerprint: id, service: { code: "P5" } };
    await order("draft", id, JSON.stringify(facts), "7001", "7001", 60_000, 60_000);
    await order("confirm", id, id, "7001", "7001", 1, "");
  };
  const takes = async () => {
    const [epoch] = await run(leaseScripts.read("lease").source, "engine", "alpha", 60_000);
    return Number(epoch);
  };
  const begins = (id: string, epoch: number) =>
    order("claim", id, "1", `token ${id}`, "alpha", epoch, 12, "{}", 0, "");
  await stopClock(redis, 1_790_000_000_000);
  await becomeMemory(redis, "one");
  await takes();
  await confirmed("BEFORE");
  await becomeMemory(redis, "another");
  const epoch = await takes();
  await confirmed("SINCE");
  assert.deepEqual(await begins("BEFORE", epoch), ["forgotten"]);
  assert.deepEqual((await begins("SINCE", epoch)).slice(0, 2), ["claimed", "0"]);
});
