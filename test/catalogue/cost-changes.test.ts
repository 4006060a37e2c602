import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { createCostChanges } from "../../src/catalogue/cost-changes.ts";
import { createSnapshot, type CatalogueSnapshot } from "../../src/catalogue/snapshot.ts";
import type { Service } from "../../src/catalogue/service.ts";
import { jakartaDay } from "../../src/jakarta.ts";
import { createLog } from "../../src/log.ts";
import { createCostWatch } from "../../src/watch/cost-watch.ts";
import { service } from "../bot/goods.ts";
import { createHandClock } from "../hand-clock.ts";
import { openPeople } from "../people/shop.ts";

const at = (time: string, day = 22) => Date.parse(`2026-11-${day}T${time}:00+07:00`);
const today = jakartaDay(at("12:00"));
const costing = (costs: Record<string, number>): Service[] =>
  Object.entries(costs).map(([code, costRupiah]) => service(code, [], { costRupiah }));

async function openCosts(context: TestContext) {
  const { redis, keys } = await openPeople(context);
  let costChanges = createCostChanges({ redis, keys });
  return {
    redis,
    keys,
    /** As another process, that remembers nothing. */
    restart: () => void (costChanges = createCostChanges({ redis, keys })),
    note: (atMs: number, costs: Record<string, number>) =>
      costChanges.note(createSnapshot(costing(costs), atMs)),
    list: async (day = today) =>
      (await costChanges.of(day)).map(
        ({ code, firstRupiah, nowRupiah, atMs }) =>
          `${new Date(atMs + 7 * 3_600_000).toISOString().slice(11, 16)} ${code} ${firstRupiah} ${nowRupiah}`,
      ),
  };
}

test("costs that moved since the day's first list, newest first; one that is back where it was is no change", async (context) => {
  const { note, list, redis, keys } = await openCosts(context);
  await note(at("00:01"), { A: 100, B: 200, C: 300 });
  assert.deepEqual(await list(), []);
  await note(at("08:00"), { A: 110, B: 200, C: 300 });
  await note(at("09:00"), { A: 110, B: 190, C: 300 });
  await note(at("09:01"), { A: 110, B: 190, C: 300 });
  assert.deepEqual(await list(), ["09:00 B 200 190", "08:00 A 100 110"]);
  await note(at("10:00"), { A: 120, B: 190 });
  assert.deepEqual(await list(), ["10:00 A 100 120", "09:00 B 200 190"]);
  await note(at("11:00"), { A: 100, B: 190, C: 300, D: 1 });
  await note(at("11:30"), { A: 100, B: 190, C: 300, D: 2 });
  assert.deepEqual(await list(), ["09:00 B 200 190"]);
  for (const key of [keys.costs(today), keys.costChanges(today)])
    assert.ok((await redis.ttl(key)) > 2 * 86_400 - 60, key);
});

test("a restart compares with the day's first list, not with its own", async (context) => {
  const { note, list, restart } = await openCosts(context);
  await note(at("06:00"), { A: 100 });
  restart();
  await note(at("12:00"), { A: 90 });
  assert.deepEqual(await list(), ["12:00 A 100 90"]);
  restart();
  await note(at("13:00"), { A: 90 });
  assert.deepEqual(await list(), ["12:00 A 100 90"]);
});

test("a new day begins with its own first list", async (context) => {
  const { note, list } = await openCosts(context);
  await note(at("23:00"), { A: 100 });
  await note(at("23:59"), { A: 110 });
  await note(at("00:00", 23), { A: 120 });
  await note(at("00:01", 23), { A: 130 });
  assert.deepEqual(await list(), ["23:59 A 100 110"]);
  assert.deepEqual(await list(today + 1), ["00:01 A 120 130"]);
});

test("two thousand of a day are kept, and those still follow; what nobody can read is passed over", async (context) => {
  const { note, list, redis, keys } = await openCosts(context);
  const all = (costRupiah: number) =>
    Object.fromEntries(Array.from({ length: 2_001 }, (_, place) => [`S${place}`, costRupiah]));
  await note(at("01:00"), all(100));
  await note(at("02:00"), all(101));
  assert.equal((await list()).length, 2_000);
  await note(at("03:00"), all(102));
  assert.ok((await list()).every((line) => line.startsWith("03:00")));
  await redis.hset(keys.costChanges(today), "X", "by a hand");
  assert.equal((await list()).length, 2_000);
});

test("each list is noted once, one that could not be is tried again, and the same list on a new day is its first", async (context) => {
  const noted: CatalogueSnapshot[] = [];
  let fails = 0;
  const clock = createHandClock();
  let snapshot: CatalogueSnapshot | null = null;
  const ending = new AbortController();
  const running = createCostWatch({
    catalogue: { snapshot: () => snapshot },
    costChanges: {
      async note(catalogue) {
        if (fails-- > 0) throw new Error("LOADING");
        noted.push(catalogue);
      },
    },
    clock,
    log: createLog({ level: "silent", secrets: [] }),
  }).run({ signal: ending.signal });
  context.after(async () => {
    ending.abort();
    await running;
  });
  await clock.pass(2_000);
  const first = createSnapshot(costing({ A: 1 }), at("12:00"));
  snapshot = first;
  await clock.pass(3_000);
  snapshot = { ...first, fetchedAtMs: at("12:01") };
  await clock.pass(3_000);
  assert.equal(noted.length, 1);
  fails = 2;
  snapshot = createSnapshot(costing({ A: 2 }), at("12:02"));
  await clock.pass(1_000);
  assert.equal(noted.length, 1);
  await clock.pass(3_000);
  assert.equal(noted.length, 2);
  snapshot = { ...snapshot, fetchedAtMs: at("00:00", 23) };
  await clock.pass(1_000);
  assert.equal(noted.length, 3);
});
