import assert from "node:assert/strict";
import { test } from "node:test";
import type { RefreshOutcome } from "../../src/catalogue/catalogue.ts";
import { reason } from "../../src/reason.ts";
import type { Sending } from "../../src/orders/placing/gate.ts";
import { createProbes, type ProbeSources } from "../../src/watch/probes.ts";
import type { Finding } from "../../src/watch/watch.ts";
import { minute, openWatch, second } from "./watched.ts";

const why = reason("noted", "odd");
const trouble: Finding = { kind: "trouble", why };
const hour = 60 * minute;

const fresh = (services: number, malformed = 0): RefreshOutcome => ({
  kind: "fresh",
  services,
  malformed: { count: malformed, examples: [] },
});
const kept = (cause: "refused" | "empty" | "malformed" | "short"): RefreshOutcome => ({
  kind: "kept",
  cause,
  why,
});
const supplier = (seconds: number | null, failing?: { inARow: number; forMs: number }) => ({
  failing: () => (failing === undefined ? null : { ...failing, outcome: "busy" }),
  obstacle: () => (failing !== undefined && failing.inARow >= 3 ? ("silence" as const) : null),
  answered: () => true,
  medianSeconds: () => seconds,
});
const refusing = { ...supplier(1), obstacle: () => "shop" as const };
const memory = (percent: number) => ({
  redisMemory: async () => ({ usedBytes: percent, maxBytes: 100 }),
});
const volatileRedis: Partial<ProbeSources> = {
  durability: async () => ({
    kind: "volatile",
    problems: [{ setting: "appendonly", found: "no", wanted: "yes", why: "or else" }],
  }),
};
const sends = (sending: Sending) => ({ sending: () => sending });
const lists = (outcome: RefreshOutcome) => ({ catalogue: () => outcome });

/** How often each is looked at, how long it lasts before it is told, and how long all is well before it is over. */
const times: [
  string,
  Partial<ProbeSources>,
  everyMs: number,
  begunAfterMs: number,
  overAfterMs: number,
][] = [
  ["sending-paused", sends({ kind: "refused", why }), second, 0, 2 * minute],
  ["orders-stuck", { progress: () => ({ kind: "stuck", why }) }, second, 0, 2 * minute],
  ["orders-stuck", { unreadableOrders: () => trouble }, second, 0, 2 * minute],
  ["supplier-disturbed", sends({ kind: "uncertain", why }), second, 0, 2 * minute],
  ["supplier-slow", { supplier: supplier(6) }, second, minute, 5 * minute],
  ["account-refused", lists(kept("refused")), second, 0, 2 * minute],
  // One bad list is a slip: the next is read after a minute.
  ["catalogue-empty", lists(kept("empty")), second, 90 * second, 2 * minute],
  ["catalogue-malformed", lists(fresh(50, 50)), second, 90 * second, 10 * minute],
  ["dead-letters", { deadLetters: () => trouble }, second, 0, hour],
  ["unknown-words", { unknownWords: () => trouble }, second, 0, 24 * hour],
  ["redis-full", memory(81), 30 * second, 0, 5 * minute],
  ["redis-volatile", volatileRedis, minute, 0, 0],
  [
    "replicas-missing",
    { replicas: { wanted: 1, check: async () => false } },
    5 * second,
    10 * second,
    minute,
  ],
  ["balance-low", { balanceRupiah: () => 49_999 }, second, 0, 0],
];
for (const [name, bad, everyMs, begunAfterMs, overAfterMs] of times) {
  test(`${name} (${Object.keys(bad).join()}) is told after ${begunAfterMs / second} s, and over after ${overAfterMs / minute} quiet minutes`, async (context) => {
    const { all, start, leaps, told } = await openWatch(context, {
      sending: () => ({ kind: "well" }),
      supplier: supplier(1),
    });
    const good = { ...all };
    Object.assign(all, bad);
    start();
    await leaps(0);
    if (begunAfterMs > 0) {
      await leaps(begunAfterMs - everyMs);
      assert.deepEqual(await told(), []);
      await leaps(everyMs);
    }
    assert.deepEqual(await told(), [`${name} begun`]);
    Object.assign(all, good);
    await leaps(everyMs);
    if (overAfterMs > 0) {
      await leaps(overAfterMs - everyMs);
      assert.deepEqual(await told(), [`${name} begun`]);
      await leaps(everyMs);
    }
    assert.deepEqual(await told(), [`${name} begun`, `${name} over`]);
  });
}

test("Redis is asked for its memory twice a minute and for its settings once, the rest is looked at each second", async (context) => {
  const looks = { sending: 0, memory: 0, settings: 0 };
  const { start, passes, counted } = await openWatch(context, {
    sending() {
      looks.sending += 1;
      return { kind: "well" };
    },
    async redisMemory() {
      looks.memory += 1;
      return null;
    },
    async durability() {
      looks.settings += 1;
      return { kind: "durable" };
    },
  });
  start();
  await passes(10 * minute - 1);
  // Two troubles are read off what is known of sending.
  assert.deepEqual(looks, { sending: 1_200, memory: 20, settings: 10 });
  assert.equal(counted.slept, 600);
});

/** Where trouble begins, where it is over, and where what is seen proves neither. */
const edges: [string, Partial<ProbeSources>, Finding["kind"]][] = [
  ["sending-paused", sends({ kind: "unproven" }), "unknown"],
  ["sending-paused", sends({ kind: "uncertain", why }), "unknown"],
  // Of a supplier that refuses the account, or does not answer, it says neither that orders are stuck nor that all is well.
  ...(["well", "stuck"] as const).flatMap((kind) =>
    [refusing, supplier(1, { inARow: 1, forMs: 0 })].map((one): (typeof edges)[number] => [
      "orders-stuck",
      { progress: () => ({ kind, why }), supplier: one },
      "unknown",
    ]),
  ),
  ["supplier-disturbed", { supplier: supplier(1, { inARow: 3, forMs: minute }) }, "trouble"],
  ["supplier-disturbed", { supplier: supplier(1, { inARow: 2, forMs: hour }) }, "unknown"],
  ["supplier-disturbed", { supplier: supplier(1, { inARow: 99, forMs: minute - 1 }) }, "unknown"],
  ["supplier-disturbed", { supplier: { ...supplier(1), answered: () => false } }, "unknown"],
  ["supplier-slow", { supplier: supplier(5.1) }, "trouble"],
  ["supplier-slow", { supplier: supplier(5) }, "unknown"],
  ["supplier-slow", { supplier: supplier(2.5) }, "unknown"],
  ["supplier-slow", { supplier: supplier(2.4) }, "well"],
  ["supplier-slow", { supplier: supplier(null) }, "unknown"],
  ["supplier-slow", { supplier: supplier(9, { inARow: 1, forMs: 0 }) }, "unknown"],
  ["account-refused", lists(kept("empty")), "unknown"],
  ["catalogue-empty", lists(kept("refused")), "unknown"],
  ["catalogue-empty", lists(kept("malformed")), "trouble"],
  ["catalogue-empty", lists(kept("short")), "trouble"],
  // Five are a handful, however few are read; of many it is one in twenty.
  ["catalogue-malformed", lists(fresh(1, 6)), "trouble"],
  ["catalogue-malformed", lists(fresh(1, 5)), "unknown"],
  ["catalogue-malformed", lists(fresh(1, 2)), "well"],
  ["catalogue-malformed", lists(fresh(949, 51)), "trouble"],
  ["catalogue-malformed", lists(fresh(950, 50)), "unknown"],
  ["catalogue-malformed", lists(fresh(974, 26)), "unknown"],
  ["catalogue-malformed", lists(fresh(975, 25)), "well"],
  ["catalogue-malformed", lists(kept("empty")), "unknown"],
  ["redis-full", memory(81), "trouble"],
  ["redis-full", memory(80), "unknown"],
  ["redis-full", memory(70), "unknown"],
  ["redis-full", memory(69), "well"],
  ["redis-full", { redisMemory: async () => null }, "unknown"],
  ["redis-full", { redisMemory: async () => ({ usedBytes: 1e9, maxBytes: 0 }) }, "well"],
  ["redis-volatile", { durability: async () => ({ kind: "unreadable" }) }, "unknown"],
  ["replicas-missing", { replicas: { wanted: 0, check: async () => null } }, "unknown"],
];
test("what counts as trouble, what as well, and what as neither", async (context) => {
  const { all } = await openWatch(context, { supplier: supplier(1) });
  for (const [name, sources, kind] of edges) {
    const probe = createProbes({ ...all, ...sources }).find(({ trouble: one }) => one === name);
    assert.equal((await probe?.look())?.kind, kind, `${name} ${JSON.stringify(sources)}`);
  }
});
