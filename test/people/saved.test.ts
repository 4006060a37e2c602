import assert from "node:assert/strict";
import { test } from "node:test";
import type { Savable } from "../../src/people/saved.ts";
import { openPeople } from "./shop.ts";

const number = (value: string, change: Partial<Savable> = {}): Savable => ({
  name: "",
  scope: { kind: "phone" },
  about: "Pulsa",
  values: [{ label: "Nomor HP", value }],
  sinceMs: 1,
  ...change,
});

test("the same destination is kept once, wherever it was asked for, and keeps its name until it is given another", async (context) => {
  const { saved } = await openPeople(context);
  const first = await saved.keep(7001, number("0811", { name: "Bu Siti" }));
  const again = await saved.keep(
    7001,
    number("0811", { sinceMs: 5, values: [{ label: "Tujuan", value: "0811" }] }),
  );
  assert.ok(first !== "full" && again !== "full");
  assert.equal(again.id, first.id);
  assert.equal(again.name, "Bu Siti");
  await saved.keep(7001, number("0811", { name: "Pak Budi" }));
  await saved.keep(7001, number("0812", { sinceMs: 9 }));
  assert.deepEqual(
    (await saved.of(7001)).map(({ name, values }) => [name, values[0]?.value]),
    [
      ["", "0812"],
      ["Pak Budi", "0811"],
    ],
  );
  await saved.remove(7001, first.id);
  assert.equal((await saved.of(7001)).length, 1);
  assert.equal(await saved.read(7001, first.id), null);
});

test("the same id in two games is two destinations", async (context) => {
  const { saved } = await openPeople(context);
  for (const slug of ["a", "b"])
    await saved.keep(7001, number("1234", { scope: { kind: "category", line: "game", slug } }));
  assert.equal((await saved.of(7001)).length, 2);
});

test("thirty of one person and no more; nobody sees another's, and what nobody can read is passed over", async (context) => {
  const { saved, redis, keys } = await openPeople(context);
  for (let count = 0; count < 30; count += 1)
    assert.notEqual(await saved.keep(7001, number(`08${count}`)), "full");
  assert.equal(await saved.keep(7001, number("0899")), "full");
  const one = await saved.keep(7001, number("081", { name: "X" }));
  assert.ok(one !== "full");
  assert.deepEqual(await saved.of(7002), []);
  assert.equal(await saved.read(7002, one.id), null);
  await redis.hset(keys.saved(7002), "AAAAAAAA", '{"v":1,"values":[]}');
  assert.deepEqual(await saved.of(7002), []);
});
