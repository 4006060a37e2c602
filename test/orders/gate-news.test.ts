import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { setImmediate } from "node:timers/promises";
import { createGate } from "../../src/orders/placing/gate.ts";
import { createGateNews, type Board } from "../../src/orders/placing/gate-news.ts";
import type { OrderAnswer } from "../../src/osimesa/answers.ts";
import { createHandClock } from "../hand-clock.ts";
import { openPeople } from "../people/shop.ts";
import { until } from "../story/until.ts";
import { answersFor, budi, openCounter, serviceOf } from "./counter.ts";

const noBalance: OrderAnswer = { kind: "refused", cause: "shop", message: "Saldo kurang" };
const well = { disturbed: false, hold: null };
const heldUp = { disturbed: true, hold: "shop" };

/** Processes on one Redis, whose time passes only by hand. */
async function openProcesses(context: TestContext) {
  const { redis, keys, log } = await openPeople(context);
  const clock = createHandClock(async () => {
    // Whoever was just woken asks Redis before this does, and is answered before.
    await setImmediate();
    await redis.ping();
    await setImmediate();
  });
  /** What Redis was asked; it is not, once it is away. */
  const asked: string[] = [];
  const trouble = { redis: false };
  const ask = <T>(what: string, command: () => Promise<T>): Promise<T> => {
    asked.push(what);
    return trouble.redis ? Promise.reject(new Error("down")) : command();
  };
  const board: Board = {
    get: (key) => ask("get", () => redis.get(key)),
    del: (key) => ask("del", () => redis.del(key)),
    set: (...args) => ask("set", () => redis.set(...args)),
  };
  function start() {
    const gate = createGate(clock, () => undefined);
    const news = createGateNews({ gate, redis: board, keys, clock, log });
    /** It holds the lease from now on; answers how it loses it. */
    async function leads() {
      const ending = new AbortController();
      const running = news.run({ signal: ending.signal, valid: () => !ending.signal.aborted });
      await clock.pass(0);
      const ends = async () => {
        ending.abort();
        await running;
      };
      context.after(ends);
      return ends;
    }
    return { gate, news, leads };
  }
  const ttlMs = () => redis.pttl(keys.gate);
  return { redis, key: keys.gate, clock, asked, trouble, start, ttlMs };
}

test("what holds up orders where they are sent is known in every process, and that it is over too", async (context) => {
  const { clock, start, asked } = await openProcesses(context);
  const [leader, other] = [start(), start()];
  await leader.leads();
  assert.deepEqual(await other.news.read(), well);
  leader.gate.answered(noBalance);
  assert.deepEqual(await leader.news.read(), heldUp, "it hears itself at once");
  await clock.pass(1_000);
  assert.deepEqual(await other.news.read(), heldUp);
  asked.length = 0;
  await Promise.all(Array.from({ length: 20 }, () => other.news.read()));
  assert.deepEqual(asked, [], "asked about many orders it looks once");
  leader.gate.resume();
  leader.gate.answered({ kind: "refused", cause: "order", message: "Nomor salah" });
  await clock.pass(1_000);
  assert.deepEqual(await other.news.read(), well);
});

test("one process alone asks Redis nothing while all is well, and what is wrong it writes once in ten seconds", async (context) => {
  const { clock, start, asked } = await openProcesses(context);
  const leader = start();
  await leader.leads();
  assert.deepEqual(asked, ["del"], "whatever one before left");
  await clock.pass(60_000);
  await leader.news.read();
  assert.deepEqual(asked, ["del"]);
  leader.gate.answered(noBalance);
  await clock.pass(29_000);
  await leader.news.read();
  assert.deepEqual(asked, ["del", "set", "set", "set"]);
});

test("trouble outlives neither who knew of it nor who takes over", async (context) => {
  const { clock, start, redis, key, ttlMs } = await openProcesses(context);
  const [leader, other] = [start(), start()];
  const ends = await leader.leads();
  leader.gate.answered(noBalance);
  await clock.pass(1_000);
  const leftMs = await ttlMs();
  assert.ok(leftMs > 10_000 && leftMs <= 30_000, String(leftMs));
  await ends();
  assert.deepEqual(await leader.news.read(), heldUp, "who lost the lease hears what stands there");
  await redis.del(key);
  await clock.pass(500);
  assert.deepEqual(await leader.news.read(), well, "and nothing of its own any more");
  await redis.set(key, JSON.stringify(heldUp));
  await other.leads();
  assert.equal(await redis.exists(key), 0);
});

test("while Redis is away all counts as well, and the trouble is written as soon as it is back", async (context) => {
  const { clock, start, trouble, redis, key } = await openProcesses(context);
  const [leader, other] = [start(), start()];
  await leader.leads();
  trouble.redis = true;
  leader.gate.answered(noBalance);
  await clock.pass(2_000);
  assert.deepEqual(await leader.news.read(), heldUp);
  assert.deepEqual(await other.news.read(), well);
  trouble.redis = false;
  await clock.pass(1_000);
  assert.deepEqual(await other.news.read(), heldUp);
  await redis.set(key, "{");
  await clock.pass(500);
  assert.deepEqual(await other.news.read(), well, "what cannot be read says nothing");
});

test("a card and an order that waits say what holds up orders at the process that sends them", async (context) => {
  const counter = await openCounter(context);
  const { desk, osimesa } = counter;
  osimesa.faults.on(
    { kind: "refused", code: 400, message: "Saldo tidak mencukupi." },
    { types: ["order"], count: Infinity },
  );
  counter.startEngine();
  const service = serviceOf(osimesa, "P5");
  const card = (number: string) =>
    desk.prepare({ ...budi, service, answers: answersFor(service, [number]) });
  assert.equal((await card("081234567890")).supplierDisturbed, false);
  const first = await counter.order("P5", "081234567891");
  await counter.until(first.id, "failed");
  const second = await counter.order("P5", "081234567892");
  await until(async () => (await desk.standing(second))?.hold === "shop");
  assert.equal((await card("081234567890")).supplierDisturbed, true);
});
