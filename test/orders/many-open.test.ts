import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import type { PageAnswer } from "../../src/osimesa/answers.ts";
import { refSchema } from "../../src/orders/state/order.ts";
import type { Upstream } from "../../src/orders/upstream.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { account, budi, openCounter } from "./counter.ts";
import { openDatabase } from "../redis-database.ts";

const open = 12_000;
const idOf = (index: number) => `A${String(index).padStart(9, "0")}`;
const refOf = (index: number) => `R${index}`;
const waiting = (ref: string): PageAnswer => ({
  kind: "page",
  transactions: [
    {
      ref,
      productCode: "P5",
      productName: "Pulsa 5.000",
      data: [`0812${ref}`],
      statusWord: "waiting",
      note: "",
      voucher: "",
      createdAtS: Math.floor(Date.now() / 1_000),
    },
  ],
  malformed: 0,
});

/** Placed orders as an engine left them, the first confirmed first, half an hour ago and later. */
async function leaveOpen(redis: Redis): Promise<void> {
  const keys = accountKeys(account.userId);
  const beganMs = Date.now() - 1_800_000;
  for (let from = 0; from < open; from += 1_000) {
    const pipeline = redis.pipeline();
    for (let index = from; index < from + 1_000; index += 1) {
      const id = idOf(index);
      const atMs = beganMs + index * 100;
      const ref = refSchema.parse(refOf(index));
      const facts = {
        v: 2,
        id,
        line: "game",
        resellerId: budi.userId,
        chatId: budi.chatId,
        service: { code: "P5", name: "Pulsa 5.000", category: "Pulsa" },
        destination: [],
        costRupiah: 5_500,
        priceRupiah: 5_500,
        fingerprint: `print-${index}`,
      };
      const state = { name: "placed", ref, statusWord: "waiting", note: "" };
      pipeline.hset(keys.order(id), {
        v: "1",
        facts: JSON.stringify(facts),
        state: JSON.stringify(state),
        name: "placed",
        version: 3,
        confirmed: atMs,
        sent: atMs,
        changed: atMs,
        reseller: budi.userId,
        fingerprint: facts.fingerprint,
        timeline: "",
      });
      pipeline.zadd(keys.state("placed"), atMs, id);
      pipeline.set(keys.line("game").ref(ref), id);
    }
    await pipeline.exec();
  }
}

test("of 12,000 open orders none is passed over: the newest is asked for, and the 11,000th", async (context) => {
  const server = await openDatabase();
  const redis = new Redis(server.url);
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  await leaveOpen(redis);
  const asked = new Set<string>();
  const upstreamPort: Upstream = {
    orderTurn: () => Promise.resolve(true),
    place: () => Promise.reject(new Error("nothing is to be sent")),
    page: () => Promise.resolve({ kind: "page", transactions: [], malformed: 0 }),
    transaction(ref) {
      asked.add(ref);
      return Promise.resolve(waiting(ref));
    },
  };
  const counter = await openCounter(context, { redisUrl: server.url, upstreamPort });
  counter.startEngine();
  const wanted = [refOf(open - 1), refOf(10_999)];
  const untilMs = Date.now() + 300_000;
  while (!wanted.every((ref) => asked.has(ref)) && Date.now() < untilMs) await sleep(50);
  assert.deepEqual(
    wanted.filter((ref) => !asked.has(ref)),
    [],
    `${asked.size} were asked for`,
  );
});
