import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { createCatalogue } from "../../src/catalogue/catalogue.ts";
import { systemClock, type Clock } from "../../src/clock.ts";
import { openSupplier, says } from "../osimesa/supplier.ts";
import { openPeople } from "../people/shop.ts";
import { goods } from "../story/goods.ts";
import { until } from "../story/until.ts";

const refreshMs = 60_000;
const list = (data: unknown) => says(JSON.stringify({ status: true, data }));
const down = says("down", {}, 500);

/** A supplier, a Redis, and catalogues between them; `sleeps` are how long one has gone to sleep. */
async function openCatalogues(context: TestContext) {
  const supplier = await openSupplier(context);
  const { redis, keys, log } = await openPeople(context);
  let nowMs = 1_774_522_545_000;
  const sleeps: number[] = [];
  let wake: () => void = () => undefined;
  const clock: Clock = {
    ...systemClock,
    wallMs: () => nowMs,
    sleep(ms, signal) {
      sleeps.push(ms);
      const woken = Promise.withResolvers<void>();
      wake = woken.resolve;
      signal?.addEventListener("abort", wake);
      return woken.promise;
    },
  };
  const open = () =>
    createCatalogue({
      fetchServices: supplier.osimesa.services,
      redis,
      key: keys.line("game").catalogue,
      refreshMs,
      clock,
      log,
    });
  return {
    supplier,
    open,
    sleeps,
    wake: () => wake(),
    later: (ms: number) => (nowMs += ms),
    nowMs: () => nowMs,
    kept: () => redis.hgetallBuffer(keys.line("game").catalogue),
    forget: () => redis.del(keys.line("game").catalogue),
  };
}

test("the first list is asked for every three seconds, a later one once a minute", async (context) => {
  const { supplier, open, sleeps, wake } = await openCatalogues(context);
  supplier.answers(down);
  const catalogue = open();
  const stopping = new AbortController();
  const running = catalogue.run(stopping.signal);
  await until(() => sleeps.length === 1);
  assert.equal(catalogue.snapshot(), null);
  assert.equal(catalogue.latest()?.kind, "kept");
  supplier.answers(list(goods));
  wake();
  await until(() => sleeps.length === 2);
  assert.equal(catalogue.snapshot()?.serviceCount, goods.length);
  supplier.answers(down);
  wake();
  await until(() => sleeps.length === 3);
  assert.equal(catalogue.snapshot()?.serviceCount, goods.length);
  assert.deepEqual(sleeps, [3_000, refreshMs, refreshMs]);
  assert.equal(supplier.requests.length, 3);
  stopping.abort();
  await running;
  assert.equal(supplier.requests.length, 3);
});

test("what is kept serves the next start, as old as it is; the same list again only renews its time", async (context) => {
  const { supplier, open, later, nowMs, kept, forget } = await openCatalogues(context);
  supplier.answers(list(goods));
  const first = open();
  await first.refresh();
  const fetchedAtMs = nowMs();
  const { answer } = await kept();

  later(5 * refreshMs);
  const second = open();
  await second.load();
  assert.equal(second.snapshot()?.fetchedAtMs, fetchedAtMs);
  assert.equal(second.snapshot()?.serviceCount, goods.length);
  assert.deepEqual(await second.refresh(), {
    kind: "fresh",
    services: goods.length,
    malformed: { count: 0, examples: [] },
  });
  assert.equal(second.snapshot()?.fetchedAtMs, nowMs());
  const renewed = await kept();
  assert.equal(Number(renewed["fetchedAt"]), nowMs());
  assert.deepEqual(renewed["answer"], answer);

  supplier.answers(list(goods.slice(1)));
  await second.refresh();
  const third = open();
  await third.load();
  assert.equal(third.snapshot()?.serviceCount, goods.length - 1);

  await forget();
  const fourth = open();
  await fourth.load();
  assert.equal(fourth.snapshot(), null);
});

test("of a list with bad services the good ones are sold; five of the bad are described", async (context) => {
  const { supplier, open } = await openCatalogues(context);
  const bad = Array.from({ length: 7 }, (_, index) => ({ ...goods[0], code: "", note: index }));
  supplier.answers(list([...bad, ...goods]));
  const outcome = await open().refresh();
  assert.ok(outcome.kind === "fresh");
  assert.equal(outcome.services, goods.length);
  assert.equal(outcome.malformed.count, 7);
  assert.equal(outcome.malformed.examples.length, 5);
  assert.match(outcome.malformed.examples[1] ?? "", /^service 1: code /);
});

test("an empty list, or one of bad services only, replaces nothing, and neither is kept", async (context) => {
  const { supplier, open, later, kept } = await openCatalogues(context);
  supplier.answers(list(goods));
  const catalogue = open();
  await catalogue.refresh();
  const [shown, before] = [catalogue.snapshot(), await kept()];
  later(refreshMs);
  for (const data of [[], [{ code: "" }]]) {
    supplier.answers(list(data));
    const outcome = await catalogue.refresh();
    assert.equal(outcome.kind === "kept" && outcome.cause, "empty");
    assert.equal(catalogue.snapshot(), shown);
    assert.deepEqual(await kept(), before);
  }
});

test("a list that lost most of its services replaces the good one only if it is so nine times in a row", async (context) => {
  const { supplier, open, kept, later, nowMs } = await openCatalogues(context);
  const many = Array.from({ length: 20 }, (_, index) => ({ ...goods[0], code: `S${index}` }));
  supplier.answers(list(many));
  const catalogue = open();
  await catalogue.refresh();
  const [shownAtMs, before] = [catalogue.snapshot()?.fetchedAtMs, await kept()];
  const asksTimes = async (times: number) => {
    const outcomes: string[] = [];
    for (let time = 0; time < times; time += 1) {
      const outcome = await catalogue.refresh();
      outcomes.push(
        outcome.kind === "kept" ? `${outcome.cause} ${outcome.why.detail}` : outcome.kind,
      );
    }
    return [...new Set(outcomes)];
  };
  const costOf = (code: string) => catalogue.snapshot()?.serviceByCode("game", code)?.costRupiah;
  const dearer = many.slice(0, 9).map((one) => ({ ...one, price: { current: 99_999 } }));
  const short = list(dearer);
  supplier.answers(short);
  later(refreshMs);
  const cost = costOf("S0");
  assert.deepEqual(await asksTimes(8), ["short 9 / 20"]);
  // As many as before and as old, but what it says of a price is believed at once.
  assert.equal(catalogue.snapshot()?.serviceCount, 20);
  assert.equal(catalogue.snapshot()?.fetchedAtMs, shownAtMs);
  assert.deepEqual([costOf("S0"), costOf("S8"), costOf("S9")], [99_999, 99_999, cost]);
  assert.deepEqual(await kept(), before);
  // Not in a row: the whole list was there between.
  supplier.answers(list(many));
  assert.deepEqual(await asksTimes(1), ["fresh"]);
  assert.deepEqual([costOf("S0"), costOf("S9")], [cost, cost]);
  assert.equal(catalogue.snapshot()?.fetchedAtMs, nowMs());
  supplier.answers(short);
  assert.deepEqual(await asksTimes(8), ["short 9 / 20"]);
  assert.equal(catalogue.snapshot()?.serviceCount, 20);
  assert.deepEqual(await asksTimes(1), ["fresh"]);
  assert.equal(catalogue.snapshot()?.serviceCount, 9);
  // Of a few services any number may go.
  supplier.answers(list(many.slice(0, 1)));
  assert.deepEqual(await asksTimes(1), ["fresh"]);
});

test("a list with half of its services left is believed at once", async (context) => {
  const { supplier, open } = await openCatalogues(context);
  const many = Array.from({ length: 20 }, (_, index) => ({ ...goods[0], code: `S${index}` }));
  supplier.answers(list(many));
  const catalogue = open();
  await catalogue.refresh();
  supplier.answers(list(many.slice(0, 10)));
  assert.equal((await catalogue.refresh()).kind, "fresh");
  assert.equal(catalogue.snapshot()?.serviceCount, 10);
});
