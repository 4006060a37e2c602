import assert from "node:assert/strict";
import { test } from "node:test";
import { Redis } from "ioredis";
import { createBatches } from "../../src/orders/batches.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { refSchema } from "../../src/orders/state/order.ts";
import { reason } from "../../src/reason.ts";
import { KEY_REFUSED } from "../../sandbox/osimesa/faults.ts";
import { answersFor, budi, openCounter, operatorId, serviceOf } from "./counter.ts";
import { openDatabase } from "../redis-database.ts";

const minutes = 60;
const hours = 60 * minutes;
const days = 24 * hours;
const forGood = null;

/** For how long, in seconds, each key of an order is kept from the last thing that happened to it. */
const kept: readonly (readonly [pattern: RegExp, forS: number | null])[] = [
  // Until it is removed with all that finds it (test/watch/keeping.test.ts).
  [/^order:final$/, forGood],
  [/^order:open$/, forGood],
  [/^ref:/, forGood],
  [/^history:/, forGood],
  [/^alike:/, 2 * days],
  [/^number:/, forGood],
  [/^card$/, 48 * hours],
  [/^card:secret$/, 5 * minutes],
  [/^transaction:/, 30 * days],
  [/^alike-transactions:/, 30 * days],
  [/^confirmation:consumed$/, 48 * hours],
  [/^confirmation:shown$/, 48 * hours],
  [/^confirmation:secret$/, 5 * minutes],
  [/^batch(-card)?:/, 7 * days],
  [/^watched:/, 24 * hours],
  [/^watching$/, 24 * hours],
  [/^strict$/, 24 * hours],
  [/^matching-off(:told)?$/, 24 * hours],
  [/^sums:vouchers:/, 90 * days],
  [/^voucher:/, 90 * days],
  [/^(sums|spent):/, 40 * days],
  // What is kept for good is trimmed, emptied as orders end, or one key for the whole account.
  [/^(state|open):/, forGood],
  [/^(holds|unseen|unclaimed|cards)$/, forGood],
  [/^outbox:/, forGood],
  [/^(mirror|shown|chain|chain:refs|offsets|turns|pace)$/, forGood],
  [/^(lease:engine|troubles|trust)$/, forGood],
  [/^books:/, forGood],
];

/** Somebody else's. */
const foreign = {
  productCode: "P5",
  productName: "P5",
  data: ["081299999999", "", ""],
  priceRupiah: 5_000,
  statusWord: "waiting",
  note: "",
  voucher: "",
  updatedAtS: undefined,
};

/** Keys are read so soon after they were written. */
const testTakesS = 60;

test("everything an order leaves in Redis is kept as long as promised, and no longer", async (context) => {
  const server = await openDatabase();
  const redis = new Redis(server.url);
  const counter = await openCounter(context, { redisUrl: server.url, unknownGraceMs: 60_000 });
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  const { store, desk, osimesa } = counter;
  const names = new Map<string, string>();

  const engine = counter.startEngine();
  const succeeded = await counter.order("P5", "081234567890");
  await counter.until(succeeded.id, "succeeded");
  osimesa.faults.on(KEY_REFUSED, { types: ["order"], count: 1 });
  const refused = await counter.order("P5", "081234567891");
  await counter.until(refused.id, "failed");
  await engine.stop();
  const another = counter.startEngine();
  osimesa.faults.on({ kind: "dropped" }, { types: ["order"], count: 1 });
  const open = await counter.order("P5", "081234567892");
  await counter.until(open.id, "unknown");
  await another.stop();
  names.set(`order:${succeeded.id}`, "order:final").set(`order:${refused.id}`, "order:final");
  names.set(`order:${open.id}`, "order:open");

  const service = serviceOf(osimesa, "P5");
  const answers = answersFor(service, ["081234567893"]);
  const { confirmation: card } = await desk.prepare({ ...budi, service, answers });
  names.set(`confirmation:${card.id}`, "confirmation:shown");
  const secretAnswers = answers.map((answer) => ({
    ...answer,
    value: "081234567894",
    secret: true,
  }));
  const secret = await desk.prepare({ ...budi, service, answers: secretAnswers });
  names.set(`confirmation:${secret.confirmation.id}`, "confirmation:secret");
  names.set(`card:${budi.userId}:${secret.confirmation.facts.fingerprint}`, "card:secret");

  const batches = createBatches({ redis, keys: accountKeys("10001") });
  const { userId: resellerId, chatId } = budi;
  await batches.keep({ v: 1, id: "batch", resellerId, chatId, lines: [], refused: [] });
  await batches.shownIn("batch", chatId, 1);

  const operators = [operatorId];
  const lesson = { createdAtS: 1, offsetMs: 0, operators, offForMs: 24 * hours * 1_000 };
  await store.learn({ ...lesson, ref: refSchema.parse("R1"), wrong: reason("none-fits") });
  const nowMs = await store.nowMs();
  const shows = async (ref: string) =>
    store.observe(
      [{ ...foreign, ref, createdAtS: Math.floor(nowMs / 1_000) }],
      { begunAtMs: nowMs },
      60_000,
    );
  await shows("F1");
  await store.sweep({ waitMs: 0, strictMs: 24 * hours * 1_000, operators });
  await shows("F2");
  await store.trouble("redis-full", true, []);

  const prefix = "osimesa:{10001}:";
  const found = new Set<RegExp>();
  for (const key of (await redis.keys(`${prefix}*`)).toSorted()) {
    const id = key.slice(prefix.length);
    const name =
      names.get(id) ??
      id.replace(/^confirmation:.*/, "confirmation:consumed").replace(/^card:.*/, "card");
    const [pattern, forS] = kept.find(([one]) => one.test(name)) ?? [];
    assert.ok(pattern !== undefined && forS !== undefined, `nobody says how long ${name} is kept`);
    found.add(pattern);
    const leftMs = await redis.pttl(key);
    if (forS === forGood) assert.equal(leftMs, -1, `${name} is kept for good`);
    else {
      const lostS = forS - leftMs / 1_000;
      assert.ok(lostS >= 0 && lostS < testTakesS, `${name} lives ${leftMs} ms, not ${forS} s`);
    }
  }
  const missing = kept.filter(([pattern]) => !found.has(pattern)).map(([pattern]) => pattern);
  assert.deepEqual(missing, []);
});
