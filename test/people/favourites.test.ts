import assert from "node:assert/strict";
import { test } from "node:test";
import { openPeople } from "./shop.ts";

test("eight favourites of one person, oldest first; the ninth takes the place of what is sold no more, or of none", async (context) => {
  const { favourites, redis, keys } = await openPeople(context);
  let sinceMs = 0;
  const gone = new Set<string>();
  const toggle = (serviceId: string, userId = 7001) => {
    sinceMs += 1;
    const press = `press${sinceMs}`;
    return favourites.toggle(userId, { serviceId, sinceMs, press }, (id) => !gone.has(id));
  };
  for (const id of ["H", "G", "F", "E", "D", "C", "B", "A"])
    assert.equal(await toggle(id), "added");
  assert.equal(await toggle("I"), "full");
  assert.equal(await toggle("I", 7002), "added");
  assert.equal(await toggle("G"), "removed");
  assert.equal(await toggle("I"), "added");
  gone.add("F");
  gone.add("B");
  assert.equal(await toggle("J"), "added");
  assert.deepEqual(await favourites.of(7001), ["H", "E", "D", "C", "A", "I", "J"]);
  assert.deepEqual(await favourites.of(7002), ["I"]);
  await redis.hset(keys.favourites(7002), "K", "by a hand");
  assert.deepEqual(await favourites.of(7002), ["K", "I"]);
});

test("the same press again changes nothing and answers the same", async (context) => {
  const { favourites } = await openPeople(context);
  const toggle = (press: string) =>
    favourites.toggle(7001, { serviceId: "A", sinceMs: 1, press }, () => true);
  assert.deepEqual([await toggle("one"), await toggle("one")], ["added", "added"]);
  assert.deepEqual(await favourites.of(7001), ["A"]);
  assert.deepEqual([await toggle("two"), await toggle("two")], ["removed", "removed"]);
  assert.deepEqual(await favourites.of(7001), []);
  assert.equal(await toggle("three"), "added");
});
