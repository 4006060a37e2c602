import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { Watch, WatchId, WatchNews } from "../../src/people/watches.ts";
import { openPeople } from "./shop.ts";

const id: WatchId = { userId: 7001, wish: "open", serviceId: "AAAAAAAA" };
const priceId: WatchId = { ...id, wish: "price" };
const watch = (change: Partial<Watch> = {}): Watch => ({
  wish: "open",
  serviceId: "AAAAAAAA",
  name: "Telkomsel 5.000",
  priceRupiah: 5_475,
  sinceMs: 1,
  ...change,
});
const news = (becomes: Watch | null = null, priceRupiah = 5_400): WatchNews => ({
  notice: {
    kind: "watch",
    id: `watch:${priceRupiah}`,
    wish: becomes === null ? "open" : "price",
    serviceId: "AAAAAAAA",
    name: "Telkomsel 5.000",
    priceRupiah,
    beforeRupiah: 5_475,
  },
  becomes,
});

async function open(context: TestContext) {
  const people = await openPeople(context);
  const { watches, redis, keys } = people;
  const all = async () => {
    const found: WatchId[] = [];
    for await (const some of watches.all()) found.push(...some);
    return found;
  };
  const hourPasses = async () => {
    for (const key of await redis.keys(keys.serviceWatchTold("*"))) {
      assert.ok((await redis.pttl(key)) > 3_590_000);
      await redis.del(key);
    }
  };
  return { ...people, all, hourPasses };
}

test("a watch is kept, listed oldest first, found by who looks, and removed; others' are not touched", async (context) => {
  const { watches, all } = await open(context);
  await watches.add(7001, watch({ sinceMs: 2 }));
  await watches.add(7001, watch({ wish: "price", sinceMs: 1 }));
  await watches.add(7002, watch());
  assert.deepEqual(
    (await watches.of(7001)).map(({ wish }) => wish),
    ["price", "open"],
  );
  assert.deepEqual((await watches.read(id)).watch, watch({ sinceMs: 2 }));
  assert.equal((await all()).length, 3);
  await watches.remove(id);
  assert.deepEqual(
    await all().then((ids) => ids.map(({ userId }) => userId).toSorted((a, b) => a - b)),
    [7001, 7002],
  );
  assert.equal((await watches.of(7001)).length, 1);
  assert.equal((await watches.of(7002)).length, 1);
});

test("fifty watches of one person and no more; one of them can be asked for again", async (context) => {
  const { watches } = await open(context);
  const add = (count: number) =>
    watches.add(7001, watch({ serviceId: String(count).padStart(8, "0") }));
  for (let count = 0; count < 50; count += 1) assert.equal(await add(count), "watching");
  assert.equal(await add(50), "full");
  assert.equal(await add(49), "watching");
  assert.equal((await watches.of(7001)).length, 50);
});

test("an opening is told once and forgotten, however many processes saw it", async (context) => {
  const { watches, owed, all } = await open(context);
  await watches.add(7001, watch());
  const stored = await watches.read(id);
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => watches.tell(id, stored, news())),
  );
  assert.equal(outcomes.filter((kind) => kind === "told").length, 1);
  assert.equal((await owed(7001)).length, 1);
  assert.deepEqual(await watches.of(7001), []);
  assert.deepEqual(await all(), []);
});

test("a lost reply: the repeat owes nothing more", async (context) => {
  const { watches, owed, redis, keys } = await open(context);
  await watches.add(7001, watch({ wish: "price" }));
  const stored = await watches.read(priceId);
  const cheaper = news(watch({ wish: "price", priceRupiah: 5_400 }));
  assert.equal(await watches.tell(priceId, stored, cheaper), "told");
  await redis.del(keys.outbox(7001));
  assert.equal(await watches.tell(priceId, stored, cheaper), "changed");
  assert.deepEqual(await owed(7001), []);
});

test("a price is told again when it has fallen further, an hour after the last time at the earliest", async (context) => {
  const { watches, owed, hourPasses } = await open(context);
  await watches.add(7001, watch({ wish: "price" }));
  const fallsTo = async (priceRupiah: number) => {
    const becomes = watch({ wish: "price", priceRupiah });
    return watches.tell(priceId, await watches.read(priceId), news(becomes, priceRupiah));
  };
  assert.equal(await fallsTo(5_400), "told");
  assert.equal(await fallsTo(5_300), "early");
  assert.equal((await watches.read(priceId)).watch?.priceRupiah, 5_400);
  await hourPasses();
  assert.equal(await fallsTo(5_300), "told");
  assert.equal((await owed(7001)).length, 2);
  assert.equal((await watches.read(priceId)).watch?.priceRupiah, 5_300);
});

test("who asks again right after being told waits for the hour to end; other watches do not", async (context) => {
  const { watches, hourPasses } = await open(context);
  const tell = async (of: WatchId) => watches.tell(of, await watches.read(of), news());
  await watches.add(7001, watch());
  assert.equal(await tell(id), "told");
  await watches.add(7001, watch());
  assert.equal(await tell(id), "early");
  const other = { ...id, serviceId: "BBBBBBBB" };
  await watches.add(7001, watch({ serviceId: "BBBBBBBB" }));
  assert.equal(await tell(other), "told");
  await hourPasses();
  assert.equal(await tell(id), "told");
});

test("removed or renewed while it was looked at: nothing is told", async (context) => {
  const { watches, owed } = await open(context);
  await watches.add(7001, watch());
  const stored = await watches.read(id);
  await watches.add(7001, watch({ sinceMs: 9 }));
  assert.equal(await watches.tell(id, stored, news()), "changed");
  await watches.remove(id);
  assert.equal(await watches.tell(id, stored, news()), "gone");
  assert.deepEqual(await owed(7001), []);
});

test("begun and not ended: the rest is done with what was owed then, not with what is so now", async (context) => {
  const { watches, owed, redis, keys, all } = await open(context);
  await watches.add(7001, watch());
  const notice = JSON.stringify(news().notice);
  const owes = `\n${JSON.stringify([{ chat: "7001", notice }])}`;
  await redis.hset(keys.serviceWatchesOwed, "7001 open AAAAAAAA", owes);
  const stored = await watches.read(id);
  assert.ok(stored.begun);
  assert.equal(await watches.settle(id), "told");
  assert.deepEqual(await owed(7001), [JSON.parse(notice)]);
  assert.deepEqual(await all(), []);
  assert.equal((await watches.read(id)).begun, false);
  assert.equal(await watches.settle(id), "gone");
  assert.equal((await owed(7001)).length, 1);
});

test("what stands in the index without a watch goes from it; what nobody can read stays as it lies", async (context) => {
  const { watches, redis, keys, all } = await open(context);
  await redis.sadd(keys.serviceWatchIndex, "7001 open AAAAAAAA", "no member");
  await redis.hset(keys.serviceWatches(7002), "open AAAAAAAA", '{"v":2}');
  assert.deepEqual(await all(), [id]);
  assert.equal(await watches.settle(id), "gone");
  assert.deepEqual(await all(), []);
  assert.deepEqual(await watches.of(7002), []);
  const unread = await watches.read({ ...id, userId: 7002 });
  assert.deepEqual([unread.watch, unread.raw], [null, '{"v":2}']);
});

test("a watch set anew is not spent by what a script that died had begun to tell before it", async (context) => {
  const { watches, redis, keys } = await open(context);
  await watches.add(7001, watch());
  await redis.hset(keys.serviceWatchesOwed, "7001 open AAAAAAAA", "\n[]");
  const anew = watch({ sinceMs: 2 });
  await watches.add(7001, anew);
  await watches.settle(id);
  assert.deepEqual((await watches.read(id)).watch, anew);
});
