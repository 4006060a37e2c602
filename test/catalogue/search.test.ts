import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { marketCatalogue, regionalMarket } from "../../sandbox/osimesa/catalogue/market.ts";
import { createCatalogueSearch, type Found } from "../../src/catalogue/search/search.ts";
import { parseService } from "../../src/catalogue/parse.ts";
import type { Service } from "../../src/catalogue/service.ts";
import { createSnapshot } from "../../src/catalogue/snapshot.ts";
import { rawServiceSchema } from "../../src/osimesa/schema.ts";
import { service } from "../bot/goods.ts";

const noonMs = Date.UTC(2026, 5, 1, 5);
const market = createSnapshot(
  marketCatalogue().map((raw) => parseService(rawServiceSchema.parse(raw))),
  noonMs,
);
const search = createCatalogueSearch();
const now = {
  nowMs: noonMs,
  priceOf: ({ costRupiah }: { costRupiah: number }) => costRupiah,
  bought: new Set<string>(),
};
const codes = ({ services }: Found) => services.map(({ code }) => code);
const find = async (question: string) => codes(await search.find(market, question, now));

const searches = readFileSync(new URL("searches.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => {
    const [question = "", right = ""] = line.split(/ = (?=[^=]*$)/);
    return { question, right: right.split("|") };
  });

test("of what counters type, the right one is among the first three in 97 of 100", async () => {
  assert.ok(searches.length >= 200, `${searches.length} questions`);
  const known = new Set(marketCatalogue().map(({ code }) => code));
  const missed: string[] = [];
  for (const { question, right } of searches) {
    for (const code of right) assert.ok(known.has(code), `${question}: ${code} is not on sale`);
    const first = (await find(question)).slice(0, 3);
    if (!first.some((code) => right.includes(code)))
      missed.push(`${question}: wanted ${right.join("|")}, found ${first.join(", ")}`);
  }
  const share = 1 - missed.length / searches.length;
  assert.ok(share >= 0.97, `${(share * 100).toFixed(1)} %\n${missed.join("\n")}`);
});

const listOf = (...services: Service[]) => createSnapshot(services, noonMs);
const axis = (code: string, change: Partial<Service> = {}) =>
  service(code, [], {
    name: "Axis Bronet 2 GB / 30 Hari",
    category: { name: "Kuota Axis", slug: "kuota-axis" },
    ...change,
  });

test("of what fits alike the open ones come first, then what this reseller buys, then the cheapest at their price", async () => {
  const list = listOf(
    axis("EMPTY", { costRupiah: 1_000, inStock: false }),
    axis("NIGHT", { costRupiah: 1_500, cutOff: { startMinute: 11 * 60, endMinute: 13 * 60 } }),
    axis("DEAR", { costRupiah: 9_000 }),
    axis("CHEAP", { costRupiah: 5_000 }),
    axis("MARKED", { costRupiah: 4_000 }),
    axis("BOUGHT", { costRupiah: 9_500 }),
  );
  const bought = new Set([list.serviceByCode("game", "BOUGHT")?.id ?? ""]);
  const priceOf = (one: Service) => one.costRupiah + (one.code === "MARKED" ? 3_000 : 0);
  const found = await createCatalogueSearch().find(list, "axis 2gb", { ...now, bought, priceOf });
  assert.deepEqual(codes(found), ["BOUGHT", "CHEAP", "MARKED", "DEAR", "EMPTY", "NIGHT"]);
  // What is bought is no better an answer to another question.
  const exact = await createCatalogueSearch().find(list, "dear", { ...now, bought });
  assert.equal(codes(exact)[0], "DEAR");
});

test("a price that is asked for is the one this person pays", async () => {
  const list = listOf(
    axis("A", { costRupiah: 19_000 }),
    axis("B", { costRupiah: 20_000 }),
    axis("C", { costRupiah: 30_000 }),
  );
  const ask = async (question: string, extra: number) =>
    codes(
      await createCatalogueSearch().find(list, question, {
        ...now,
        priceOf: ({ costRupiah }) => costRupiah + extra,
      }),
    );
  for (const words of ["di bawah 20rb", "dibawah 20", "under 20k", "<=20.000", "max Rp20.000"])
    assert.deepEqual(await ask(`axis ${words}`, 0), ["A", "B"], words);
  assert.deepEqual(await ask("axis di bawah 20rb", 1_000), ["A"]);
  assert.deepEqual(await ask("axis di atas 25rb", 0), ["C"]);
  assert.deepEqual(await ask("axis 20-30rb", 0), ["B", "C"]);
  // No product has that nominal: about what it may cost, the nearest first.
  assert.deepEqual(await ask("axis 20rb", 0), ["B", "A"]);
});

test("where there is no such size the nearest ones are shown, and it is said that they are not it", async () => {
  const size = (gigabytes: number) =>
    axis(`S${gigabytes}`, { name: `Axis ${gigabytes} GB / 30 Hari`, costRupiah: gigabytes });
  const list = listOf(...[1, 20, 26, 90].map(size));
  const found = await createCatalogueSearch().find(list, "axis 24gb", now);
  assert.equal(found.whole, false);
  assert.deepEqual(codes(found), ["S26", "S20", "S90", "S1"]);
});

test("what only a word misspelt beyond one typo kept from being found is offered in the list's spelling", async () => {
  assert.equal((await search.find(market, "robloks 400", now)).meant, "roblox 400");
  for (const chat of [
    "halo kak",
    "terima kasih",
    "ok",
    "081234567890",
    "",
    "!!!",
    "💎".repeat(500),
  ]) {
    const { services, whole } = await search.find(market, chat, now);
    assert.ok(services.length === 0 || whole, chat);
  }
});

test("a list that is the same costs the index nothing: it is not even looked at", async () => {
  const searching = createCatalogueSearch();
  const list = listOf(axis("A"));
  await searching.find(list, "axis", now);
  // As a refresh that brought nothing new makes it.
  const same = { ...list, fetchedAtMs: noonMs + 60_000 };
  for (const category of list.categories)
    Object.defineProperty(category, "services", {
      get: () => assert.fail("the services were gone through again"),
    });
  assert.deepEqual(codes(await searching.find(same, "axis", now)), ["A"]);
});

test("a new name is found and an old one is not, as soon as the list has it", async () => {
  const searching = createCatalogueSearch();
  const before = listOf(axis("A"));
  assert.deepEqual(codes(await searching.find(before, "bronet", now)), ["A"]);
  const after = listOf(axis("A", { name: "Axis Owsem" }), axis("B"));
  assert.deepEqual(codes(await searching.find(after, "bronet", now)), ["B"]);
  const renamed = listOf(axis("A"), axis("B", { name: "Axis Owsem" }));
  assert.deepEqual(codes(await searching.find(renamed, "bronet", now)), ["A"]);
  const dearer = listOf(axis("A", { name: "Axis Owsem", costRupiah: 7_000 }), axis("B"));
  const [found] = (await searching.find(dearer, "owsem", now)).services;
  assert.equal(found?.costRupiah, 7_000);
});

test("a list of thousands is read without holding up anybody for long", async () => {
  const list = createSnapshot(
    regionalMarket(10_000).map((raw) => parseService(rawServiceSchema.parse(raw))),
    noonMs,
  );
  let turns = 0;
  let over = false;
  const found = createCatalogueSearch()
    .find(list, "telkomsel 10rb papua", now)
    .finally(() => (over = true));
  while (!over) {
    await new Promise((resolve) => void setImmediate(resolve));
    turns += 1;
  }
  assert.match((await found).services[0]?.name ?? "", /^Telkomsel 10\.000 Papua$/);
  assert.ok(turns > 5, `others had ${turns} turns`);
});
