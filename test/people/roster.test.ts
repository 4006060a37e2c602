import assert from "node:assert/strict";
import { test } from "node:test";
import { jakartaDay } from "../../src/jakarta.ts";
import { openCounter } from "../redis-commands.ts";
import { openPeople } from "./shop.ts";

const ani = { userId: 9001, name: "Ibu Ani" };
const all = { page: 0, size: 10 };

test("who may order comes first, each by name; pages beyond the last show the last", async (context) => {
  const { roster } = await openPeople(context);
  for (const [userId, name] of [
    [7001, "Zaki"],
    [7002, "Budi @budi_cell"],
    [6001, "Ayu"],
    [6002, "Cici"],
  ] as const)
    await roster.noteName(userId, name);
  await roster.enrol(6001, "in", ani);
  await roster.enrol(6001, "out", ani);
  await roster.enrol(6002, "in", ani);
  const names = async (search: string, page: number, size: number) => {
    const found = await roster.list(search, { page, size });
    return { ...found, items: found.items.map(({ name }) => name) };
  };
  assert.deepEqual(await names("", 0, 10), {
    items: ["Budi @budi_cell", "Cici", "Zaki", "Ayu"],
    total: 4,
    resellers: 3,
    page: 0,
    pages: 1,
  });
  assert.deepEqual((await names("", 0, 3)).items, ["Budi @budi_cell", "Cici", "Zaki"]);
  for (const page of [1, 2, 9]) {
    const last = await names("", page, 3);
    assert.deepEqual([last.items, last.page, last.pages], [["Ayu"], 1, 2]);
  }
  assert.deepEqual((await names(" BUDI_ ", 0, 10)).items, ["Budi @budi_cell"]);
  assert.deepEqual((await names("600", 0, 10)).items, ["Cici", "Ayu"]);
  assert.deepEqual(await names("nobody", 3, 10), {
    items: [],
    total: 0,
    resellers: 3,
    page: 0,
    pages: 1,
  });
});

test("a reseller as operators see them: name, limit, today, the latest order", async (context) => {
  const { roster, redis, keys } = await openPeople(context);
  const before = await roster.read(7001);
  assert.deepEqual(before, {
    userId: 7001,
    name: "",
    in: true,
    entry: null,
    limit: { kind: "usual" },
    credit: { kind: "usual" },
    today: { orders: 0, rupiah: 0 },
    lastOrderAtMs: null,
  });
  await roster.noteName(7001, "Budi");
  await redis.zadd(keys.history(7001), 1_000, "AAAAAAAAAA", 2_000, "BBBBBBBBBB");
  await redis.hset(keys.spent(jakartaDay(Date.now())), "7001", 11_850, "7001:orders", 2);
  await roster.setLimit(7001, "day", { kind: "rupiah", rupiah: 50_000 });
  const after = await roster.read(7001);
  assert.deepEqual(after, {
    ...before,
    name: "Budi",
    limit: { kind: "rupiah", rupiah: 50_000 },
    today: { orders: 2, rupiah: 11_850 },
    lastOrderAtMs: 2_000,
  });
  assert.deepEqual((await roster.list("", all)).items[1], after);
  await roster.setLimit(7001, "day", { kind: "none" });
  assert.deepEqual((await roster.read(7001))?.limit, { kind: "none" });
  await roster.setLimit(7001, "day", { kind: "usual" });
  assert.deepEqual((await roster.read(7001))?.limit, { kind: "usual" });
  await roster.setLimit(7001, "credit", { kind: "rupiah", rupiah: 0 });
  const { limit, credit } = (await roster.read(7001)) ?? {};
  assert.deepEqual([limit?.kind, credit], ["usual", { kind: "rupiah", rupiah: 0 }]);
  assert.equal(await roster.read(6001), null);
});

test("names: as far as they are known, at most 64 characters", async (context) => {
  const { roster } = await openPeople(context);
  assert.equal(await roster.nameOf(7001), "7001");
  assert.deepEqual(await roster.namesOf([]), new Map());
  await roster.noteName(7001, "x".repeat(63) + "😀");
  assert.equal(await roster.nameOf(7001), `${"x".repeat(63)}\uFFFD`);
  assert.deepEqual(
    await roster.namesOf([7002, 7001, 7001]),
    new Map([[7001, await roster.nameOf(7001)]]),
  );
});

test("of removals only the first is told, and who they are is kept with when", async (context) => {
  const { roster, owed, rung } = await openPeople(context);
  assert.equal(await roster.enrol(7001, "in", ani), "same");
  assert.equal(rung.owed, 0);
  assert.equal(await roster.enrol(7001, "out", ani), "changed");
  assert.equal(await roster.enrol(7001, "out", ani), "same");
  assert.equal(rung.owed, 1);
  assert.equal((await owed(7001)).length, 1);
  const entry = (await roster.read(7001))?.entry;
  assert.equal(entry?.in, false);
  assert.equal(entry.operatorId, 9001);
  assert.ok(Math.abs(entry.atMs - Date.now()) < 60_000);
});

test("a list of ten thousand is read in slices, one after the other, and only a page of it in full", async (context) => {
  const { roster, redis, keys } = await openPeople(context);
  const many = Array.from({ length: 10_000 }, (_, place) => 100_000 + place);
  await redis.hset(keys.roster, Object.fromEntries(many.map((id) => [id, "in 9001 1000"])));
  await redis.hset(keys.names, Object.fromEntries(many.map((id) => [id, `Orang ${id}`])));
  const during = await openCounter(context, redis);
  for (const [search, page, wanted, total] of [
    ["", 0, 7_001, 10_002],
    ["", 5_000, 109_998, 10_002],
    ["orang 1099", 0, 109_900, 100],
  ] as const) {
    let first: number | undefined;
    const read = await during(async () => {
      const found = await roster.list(search, { page, size: 8 });
      assert.deepEqual([found.total, found.resellers], [total, 10_002]);
      first = found.items[0]?.userId;
    });
    assert.equal(first, wanted);
    // A slice is a thousand fields and their values; Redis may add what lies in the same place.
    assert.ok(read.largestAnswer < 2_300, `${read.largestAnswer} in one answer`);
    const slices = read.commands.filter((name) => name === "hscan").length;
    assert.ok(slices >= 20 && slices <= 40, `${slices} slices`);
    assert.equal(read.roundTrips, slices + 1);
    assert.ok(read.commands.length - slices <= 8 * 6, read.commands.join(" "));
  }
  const { largestAnswer } = await during(async () =>
    assert.equal((await roster.resellerIds()).length, 10_002),
  );
  assert.ok(largestAnswer < 2_300);
});

test("what was set of a reseller comes late again: what an operator set after it stays", async (context) => {
  const { roster } = await openPeople(context);
  const rupiah = (sum: number) => ({ kind: "rupiah", rupiah: sum }) as const;
  for (const what of ["day", "credit"] as const) {
    await roster.setLimit(7001, what, rupiah(50_000), `${what} 1`);
    await roster.setLimit(7001, what, rupiah(70_000), `${what} 2`);
    await roster.setLimit(7001, what, rupiah(50_000), `${what} 1`);
  }
  assert.equal(await roster.enrol(7001, "out", ani, "a1"), "changed");
  await roster.enrol(7001, "in", ani, "a2");
  assert.equal(await roster.enrol(7001, "out", ani, "a1"), "same");
  const member = await roster.read(7001);
  assert.deepEqual(
    [member?.in, member?.limit, member?.credit],
    [true, rupiah(70_000), rupiah(70_000)],
  );
});
