import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Redis } from "ioredis";
import { complaintScripts, type ComplaintScript } from "../../src/complaints/scripts.ts";
import { moneyScripts, type MoneyScript } from "../../src/money/scripts.ts";
import { orderScripts, type OrderScript } from "../../src/orders/store/scripts.ts";
import { peopleScripts, type PeopleScript } from "../../src/people/scripts.ts";
import { priceScripts, type PriceScript } from "../../src/prices/price-list.ts";
import { leaseScripts, type LeaseScript } from "../../src/redis/leases.ts";
import type { Scripts } from "../../src/redis/scripts.ts";
import { shopScripts, type ShopScript } from "../../src/shop/scripts.ts";
import { watchScripts, type WatchScript } from "../../src/watch/scripts.ts";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import { compare, dumpRedis, type Dumped } from "../simulation/redis/dump.ts";
import { mortal, noDeath, runMortal, stopClock, type Death } from "../simulation/redis/mortal.ts";

/**
 * Redis does not roll back a script that dies. So whichever of its commands fails, or all from one on: repeated, and
 * with what is left mended, everything is as if it had not died. Only sums may be short.
 */

const prefix = "osimesa:{dying}:";
const nowMs = 1_790_000_000_000;

type ScriptName =
  | OrderScript
  | MoneyScript
  | LeaseScript
  | PeopleScript
  | PriceScript
  | ShopScript
  | WatchScript
  | ComplaintScript;
type Call = readonly [ScriptName, ...(string | number)[]];

interface Story {
  before?: readonly Call[];
  /** Data that no script writes. */
  spoil?(redis: Redis): Promise<unknown>;
  dies: Call;
}

const facts = JSON.stringify({
  v: 2,
  id: "ORDER00001",
  line: "game",
  resellerId: 7001,
  chatId: 7001,
  service: { code: "P5", name: "P5", category: "Pulsa" },
  destination: [],
  costRupiah: 5_000,
  priceRupiah: 5_500,
  fingerprint: "print",
});
const operators = '["9001","9002"]';
const owed = (id: string, ...chats: string[]) =>
  JSON.stringify(chats.map((chat) => ({ chat, notice: JSON.stringify({ kind: "result", id }) })));
const state = {
  unknown: '{"name":"unknown","why":"no answer"}',
  review: '{"name":"review","why":"two fit"}',
  placed: '{"name":"placed","ref":"R1","statusWord":"waiting","note":""}',
  succeeded: '{"name":"succeeded","ref":"R1","statusWord":"sukses","note":"","voucher":"V"}',
  refused: '{"name":"failed","failure":{"reason":"refused","message":"no","shop":false}}',
  noneFits: '{"name":"review","why":{"code":"none-fits","detail":""}}',
  neverPlaced: '{"name":"failed","failure":{"reason":"never-placed"}}',
};

const draft: Call = ["draft", "card", facts, "7001", "7001", 300_000, 172_800_000, "", "n1 n2", ""];
const confirm: Call = ["confirm", "card", "ORDER00001", "7001", "7001", 17, ""];
const lease: Call = ["lease", "engine", "alpha", 3_000, "", ""];
const claim: Call = [
  "claim",
  "ORDER00001",
  1,
  "claim-token",
  "alpha",
  1,
  12,
  '{"name":"sending","token":"claim-token","epoch":1}',
  "",
  1,
];
type Move = [
  version: number,
  to: string,
  state: string,
  ref?: string,
  watchMs?: number,
  trust?: string,
];
const apply = (...[version, to, json, ref = "", watchMs = 0, trust = ""]: Move): Call => [
  "apply",
  "ORDER00001",
  version,
  `${to}-token`,
  to,
  json,
  "because",
  to === "failed" ? facts.replace("P5", "erased") : "",
  ref,
  watchMs,
  owed(`ORDER00001@${version + 1}`, "7001", "9001"),
  "",
  trust,
];
const sent = [draft, confirm, lease, claim];
const placed = [...sent, apply(2, "placed", state.placed, "R1")];
const over = [...placed, apply(3, "succeeded", state.succeeded, "R1")];
const pack: Call = ["pack", "ORDER00001", 4, "R1", "game", "piece1", "piece2"];
const remove: Call = [
  "remove",
  "ORDER00001",
  "succeeded",
  nowMs + 1,
  "7001",
  "7001",
  "R1",
  "game",
  "n1",
  "n2",
];
const trust: Call = ["trust", "game", 1, operators];
const noneFits = [...sent, trust, apply(2, "review", state.noneFits)];
const neverPlaced: Call = [
  ...apply(3, "failed", state.neverPlaced, "", 86_400_000, "earned"),
  "",
  "",
  "never-placed-by-operators",
];
/** Time passes: what is decided in the millisecond of a doubt does not count. */
const later = (redis: Redis) => stopClock(redis, nowMs + 1_000);
const seen = (begun: number | "", ...refs: number[]): Call => [
  "observe",
  "game",
  2_592_000,
  begun,
  120_000,
  ...refs.flatMap((ref) => [`R${ref}`, 1_790_000_000 + ref, "print", `{"ref":"R${ref}"}`]),
];
const notice = JSON.stringify({ kind: "result", id: "n1" });
const request: Call = ["ask", "7009", "Orang", "request:1", owed("request:1", "9001"), 30, 86_400];
const broadcast: Call = ["announce", "b1", "{}", "9001", '["7001","7002"]', 86_400_000];

const watchIt: Call = ["watch", "7001", "open P5", '{"v":1}', 50];

const complain = (id: string): Call => [
  "complain",
  id,
  "order:ORDER00001",
  "7001",
  "{}",
  `complaint:${id}`,
  owed(`complaint:${id}`, "9001", "9002"),
  20,
  86_400_000,
];
const follow = (what: string, wordId: string, noticeId: string, ...chats: string[]): Call => [
  "follow-complaint",
  "C1",
  what,
  what === "asked" ? "7001" : "",
  wordId,
  wordId === "" ? "" : '{"v":1}',
  50,
  "9001",
  "Ani",
  noticeId,
  owed(`${what}:C1`, ...chats),
];

/** For 10.001 rupiah. */
const open: Call = [
  "open-ticket",
  "T1",
  "7001",
  10_000,
  1,
  3_600_000,
  604_800_000,
  5,
  owed("ticket:T1", "9001"),
];
const payByHand: Call = ["pay-ticket", "T1", 10_001, "9001", owed("hand", "7001")];
const take: Call = [
  "take-payment",
  "hook:1",
  "hook",
  10_001,
  nowMs,
  "note",
  "",
  3_600_000,
  owed("credited", "$reseller"),
  owed("consumed", "9001"),
  owed("waiting", "9001"),
];

const stories: Record<string, Story> = {
  "draft a confirmation": { dies: draft },
  "confirm an order": { before: [draft], dies: confirm },
  "confirm an order for the last there is": { before: [draft], dies: [...confirm, "5500"] },
  "discard a confirmation": {
    before: [draft],
    dies: ["discard", "card", "ORDER00001", "7001", "7001"],
  },
  "claim an order": { before: [draft, confirm, lease], dies: claim },
  "the gap between orders is learnt": {
    before: sent,
    dies: ["slower", "game", "claim-token", nowMs, 6_000],
  },
  "an order becomes unknown": { before: sent, dies: apply(2, "unknown", state.unknown) },
  "an order becomes placed": { before: sent, dies: apply(2, "placed", state.placed, "R1") },
  "an order seen before becomes placed": {
    before: [...sent, seen(nowMs, 1)],
    dies: apply(2, "placed", state.placed, "R1"),
  },
  "a placed order goes to review": { before: placed, dies: apply(3, "review", state.review) },
  "an order succeeds": { before: placed, dies: apply(3, "succeeded", state.succeeded, "R1") },
  "an order is refused and watched": {
    before: sent,
    dies: apply(2, "failed", state.refused, "", 86_400_000),
  },
  "an operator's decision earns trust": { before: noneFits, spoil: later, dies: neverPlaced },
  "trust begins": {
    before: noneFits,
    async spoil(redis) {
      await later(redis);
      await run(neverPlaced);
    },
    dies: trust,
  },
  "trust is lost with a placed order": {
    before: noneFits,
    spoil: (redis) => redis.hset(`${prefix}trust`, "on", nowMs),
    dies: apply(3, "placed", state.placed, "R1", 0, "lost"),
  },
  "trust is over": {
    before: noneFits,
    async spoil(redis) {
      await redis.hset(`${prefix}trust`, { on: nowMs, over: "turned-up\tR1" });
      await redis.zadd(`${prefix}trust:decisions`, nowMs - 1, "ORDER00002");
    },
    dies: trust,
  },
  "trust of another memory is over": {
    before: noneFits,
    async spoil(redis) {
      await redis.hset(`${prefix}trust`, { on: nowMs, identity: "another" });
      await redis.zadd(`${prefix}trust:decisions`, nowMs + 1, "ORDER00002");
    },
    dies: trust,
  },
  "an alarm ends trust": {
    dies: ["owe", owed("lost-order", "9001"), "game", "answer-contradicts\tORDER00001"],
  },
  "a success is contradicted": {
    before: [...placed, apply(3, "succeeded", state.succeeded, "R1")],
    dies: ["correct", "ORDER00001", "gagal", owed("correction", "9001", "9002")],
  },
  "a packed success is contradicted": {
    before: [...over, pack],
    dies: ["correct", "ORDER00001", "gagal", owed("correction", "9001", "9002")],
  },
  "an order is packed": { before: over, dies: pack },
  "an order that was contradicted is packed": {
    before: [...over, ["correct", "ORDER00001", "gagal", "[]"]],
    dies: pack,
  },
  "an order is removed": { before: [...over, pack], dies: remove },
  "an order of which a blocked chat was never told is removed": {
    before: [...over, pack],
    async spoil(redis) {
      const untold = JSON.stringify({ kind: "result", id: "n", orderId: "ORDER00001" });
      await redis.del(`${prefix}outbox:7001`);
      await redis.rpush(`${prefix}outbox:7001`, untold);
    },
    dies: remove,
  },
  "the first page": { before: placed, dies: seen(nowMs, 1, 2) },
  "a page that follows on": {
    before: [...placed, seen(nowMs, 1, 2)],
    dies: seen(nowMs + 1, 2, 3, 4),
  },
  "a page after a gap": { before: [...placed, seen(nowMs, 1, 2)], dies: seen(nowMs + 1, 5, 6) },
  "one transaction by its ref": { before: [...placed, seen(nowMs, 2)], dies: seen("", 1) },
  "a transaction of somebody else is judged": {
    before: [seen(nowMs), seen(nowMs + 1, 1)],
    dies: ["sweep", "game", 0, 86_400_000, operators],
  },
  "a transaction of a watched order is judged": {
    before: [
      seen(nowMs),
      ...sent,
      apply(2, "failed", state.refused, "", 86_400_000),
      seen(nowMs + 1, 1),
    ],
    dies: ["sweep", "game", 0, 86_400_000, operators],
  },
  "the matching rule is found wrong": {
    dies: ["learn", "game", "R1", 1_790_000_000, 250, "wrong", 86_400_000, operators],
  },
  "a forgotten order's transaction is kept": {
    before: [seen(nowMs), seen(nowMs + 1, 2)],
    dies: ["forgotten", "game", 2_592_000, "R1", 0, "print1", '{"ref":"R1"}'],
  },
  "a lease is taken": { dies: lease },
  "a lease is let go": { before: [lease], dies: ["release", "engine", "alpha"] },
  "notices are owed": { dies: ["owe", owed("n1", "7001", "9001")] },
  "a trouble begins": { dies: ["trouble", "redis-full", 1, owed("begun", "9001", "9002")] },
  "a trouble is over": {
    before: [["trouble", "redis-full", 1, "[]"]],
    dies: ["trouble", "redis-full", 0, owed("over", "9001", "9002")],
  },
  "a notice is delivered": {
    before: [
      ["owe", owed("n1", "7001")],
      ["owe", owed("n2", "7001")],
    ],
    dies: ["delivered", "7001", notice],
  },
  "a chat is shelved": { before: [["owe", owed("n1", "7001")]], dies: ["shelve", "7001"] },
  "a chat comes back": {
    before: [
      ["owe", owed("n1", "7001")],
      ["shelve", "7001"],
    ],
    dies: ["unshelve", "7001", 0, 1],
  },
  "a notice is refused": {
    before: [["owe", owed("n1", "7001")]],
    dies: ["bury", "7001", notice, "letter", 1_000, 172_800_000, 60_000],
  },
  "a card is drawn": { before: sent, dies: ["drawn", "ORDER00001", 2, "55"] },
  "what is due is put off": {
    before: [["owe", owed("n1", "7001")]],
    dies: ["postpone", "outbox:due", "7001", nowMs + 9],
  },
  "what was left is mended": {
    before: sent,
    // As confirm and claim leave it when everything after the order's own write fails.
    async spoil(redis) {
      await redis.zadd(`${prefix}unfinished`, nowMs, "ORDER00001");
      await redis.hset(`${prefix}order:ORDER00001`, {
        owes: owed("late", "7001", "9001"),
        consumes: "card",
      });
      await redis.del(`${prefix}state:sending`, `${prefix}holds`, `${prefix}history:7001`);
    },
    dies: ["mend", 50, 60_000],
  },

  "money is moved by hand": {
    dies: [
      "transfer",
      "hand:1",
      "purse:7001",
      "purse:7002",
      5_000,
      "transfer",
      "",
      "9001",
      "why",
      owed("moved", "7001", "7002"),
    ],
  },
  "a ticket is opened": { dies: open },
  "a ticket is opened as another's total comes free": {
    before: [open],
    spoil: (redis) => stopClock(redis, nowMs + 700_000_000),
    dies: ["open-ticket", "T2", "7002", 10_000, 1, 3_600_000, 604_800_000, 5, "[]"],
  },
  "a ticket is cancelled": {
    before: [open],
    dies: ["end-ticket", "T1", "7001", "cancelled", "7001", owed("ended", "9001")],
  },
  "a ticket is paid by hand": { before: [open], dies: payByHand },
  "a payment is credited": { before: [open], dies: take },
  "a payment was credited by hand": { before: [open, payByHand], dies: take },
  "a payment waits": { dies: take },
  "a payment is assigned": {
    before: [take, open],
    dies: [
      "assign-payment",
      "hook:1",
      "7001",
      "T1",
      "9001",
      owed("assigned", "7001"),
      owed("paid", "7001", "9002"),
    ],
  },
  "a payment is assigned to whose ticket has its sum": {
    before: [take, open],
    dies: [
      "assign-payment",
      "hook:1",
      "7001",
      "",
      "9001",
      owed("assigned", "7001"),
      owed("paid", "7001", "9002"),
    ],
  },
  "a ticket is paid by hand with money that waits": { before: [take, open], dies: payByHand },
  "a payment is ignored": {
    before: [take],
    dies: ["assign-payment", "hook:1", "", "", "9001", owed("ignored", "9002")],
  },

  "a stranger asks for access": { dies: request },
  "a request is granted": {
    before: [request],
    dies: ["decide", "7009", "9001", "Ani", "accepted", 86_400, 172_800, owed("d", "7009", "9002")],
  },
  "a request is refused": {
    before: [request],
    dies: ["decide", "7009", "9001", "Ani", "refused", 86_400, 172_800, owed("d", "7009", "9002")],
  },
  "a reseller is removed": {
    before: [request],
    dies: ["enrol", "7001", "out", "in", "9001", "Ani", 86_400, owed("out", "7001")],
  },
  "a reseller is restored": {
    before: [["enrol", "7001", "out", "in", "9001", "Ani", 86_400, "[]"]],
    dies: ["enrol", "7001", "in", "in", "9001", "Ani", 86_400, owed("in", "7001")],
  },
  "a reseller watches a product": { dies: watchIt },
  "a reseller watches it no more": { before: [watchIt], dies: ["unwatch", "7001", "open P5"] },
  "an opening is told": {
    before: [watchIt],
    dies: ["tell-watch", "7001", "open P5", '{"v":1}', "", owed("w", "7001"), 3_600_000],
  },
  "a lower price is told": {
    before: [watchIt],
    dies: ["tell-watch", "7001", "open P5", '{"v":1}', '{"v":2}', owed("w", "7001"), 3_600_000],
  },
  "a recap is told": { dies: ["tell-recap", "7001", 20_786, owed("r", "7001")] },
  "a recap's time is chosen": { dies: ["recap-time", "7001", "1200", 20_785] },
  "an order takes long": {
    before: placed,
    dies: ["tell-hung", "ORDER00001", 3, owed("hung", "7001")],
  },
  "orders are about to go": {
    dies: ["tell-leaving", 400, nowMs + 9, owed("leaving:400", "9001", "9002")],
  },
  "orders are about to go sooner than was told": {
    before: [["tell-leaving", 400, nowMs, "[]"]],
    dies: ["tell-leaving", 100, nowMs + 9, owed("leaving:100", "9001", "9002")],
  },
  "a reseller complains": { dies: complain("C1") },
  "a reseller complains while an old complaint has expired": {
    before: [complain("C1")],
    async spoil(redis) {
      await redis.del(`${prefix}complaint:C1`);
      await stopClock(redis, nowMs + 86_400_001);
    },
    dies: complain("C2"),
  },
  "a reseller says more": {
    before: [complain("C1")],
    dies: follow("asked", "W1", "complaint:C1:W1", "9001", "9002"),
  },
  "a complaint is answered": {
    before: [complain("C1")],
    dies: follow("answered", "W1", "", "7001", "9002"),
  },
  "a complaint is settled": {
    before: [complain("C1")],
    dies: follow("done", "", "", "7001", "9002"),
  },
  "something of a person's is kept": { dies: ["keep", "favourites:7001", "P5", "{}", 8] },
  "a service becomes a favourite": { dies: ["star", "7001", "P5", "{}", 8, "p1"] },
  "a service is a favourite no more": {
    before: [["star", "7001", "P5", "{}", 8, "p1"]],
    dies: ["star", "7001", "P5", "{}", 8, "p2"],
  },
  "the shop is paused": { dies: ["pause", "closed", "9001"] },
  "the shop goes on": {
    before: [["pause", "closed", "9001"]],
    dies: ["resume", '{"kind":"resumed"}', "9001", '["7001"]', 86_400_000],
  },
  "a broadcast starts": { dies: broadcast },
  "a broadcast reached somebody": {
    before: [broadcast],
    dies: ["reach", "b1", "7001", "reached", 5],
  },
  "a broadcast did not reach somebody": {
    before: [broadcast],
    dies: ["reach", "b1", "7001", "never-started", 5],
  },
  "a broadcast that missed somebody is over": {
    before: [
      broadcast,
      ["reach", "b1", "7001", "blocked", 5],
      ["reach", "b1", "7002", "failed", 5],
    ],
    dies: ["finish", "b1"],
  },
  "a broadcast waits for somebody's quiet hours": {
    before: [broadcast],
    dies: ["reach", "b1", "7001", "quiet", 5, nowMs + 3_600_000],
  },
  "a broadcast reaches somebody after their quiet hours": {
    before: [broadcast, ["reach", "b1", "7001", "quiet", 5, nowMs + 3_600_000]],
    dies: ["reach", "b1", "7001", "reached", 5, 0],
  },
  "a broadcast tries somebody later": {
    before: [broadcast],
    dies: ["reach", "b1", "7001", "later", 5],
  },
  "a broadcast is over": { before: [broadcast], dies: ["finish", "b1"] },
  "a rule of prices is set": { dies: ["rule", "rule 0 all", '{"v":1}', "mark", 10] },
  "a rule of prices is taken out": {
    before: [["rule", "rule 0 all", '{"v":1}', "mark", 10]],
    dies: ["rule", "rule 0 all", "", "another", 10],
  },
  "operators are reminded": {
    before: [...sent, apply(2, "review", state.review)],
    spoil: (redis) => redis.set(`${prefix}reminded`, nowMs - 9_000_000),
    dies: ["remind", 3_600_000, 0, operators],
  },
};

let server: Awaited<ReturnType<typeof startPrivateRedis>>;
let redis: Redis;
before(async () => {
  server = await startPrivateRedis({ settings: { appendonly: "no" } });
  redis = new Redis(server.url);
});
after(async () => {
  redis.disconnect();
  await server.close();
});

const sourcesOf = <Name extends ScriptName>({ names, read }: Scripts<Name>) =>
  names.map((name): [ScriptName, string] => [name, mortal(read(name).source)]);
const sources = new Map([
  ...sourcesOf(orderScripts),
  ...sourcesOf(moneyScripts),
  ...sourcesOf(leaseScripts),
  ...sourcesOf(peopleScripts),
  ...sourcesOf(priceScripts),
  ...sourcesOf(shopScripts),
  ...sourcesOf(watchScripts),
  ...sourcesOf(complaintScripts),
]);

function run([name, ...args]: Call, death: Death = noDeath) {
  return runMortal(redis, sources.get(name) ?? "", [prefix, ...args], death);
}

/** Tells a story; answers what is in Redis at its end. */
async function tell({ before: first = [], spoil, dies }: Story, death: Death): Promise<Dumped> {
  await redis.flushdb();
  await stopClock(redis, nowMs);
  for (const call of first) assert.notEqual(await run(call), "died");
  await spoil?.(redis);
  await run(dies, death);
  assert.notEqual(await run(dies), "died", "the repeat is carried out");
  await stopClock(redis, nowMs + 60_000);
  await run(["mend", 50, 60_000]);
  return withoutSums(await dumpRedis(redis, prefix));
}

/** Without what is no promise: sums, tries, the time when something is due, who stands twice among those still to be reached. */
function withoutSums(dump: Dumped): Dumped {
  const kept = Object.entries(dump).filter(([key]) => !/:(sums|spent):/.test(key));
  return Object.fromEntries(
    kept.map(([key, entry]) => [key, { ...entry, value: promised(key, entry.value) }]),
  );
}

function promised(key: string, value: unknown): unknown {
  if (Array.isArray(value)) return key.endsWith(":to") ? [...new Set(value)] : value;
  if (typeof value !== "object" || value === null) return value;
  if (/:(cards|outbox:due)$/.test(key)) return Object.keys(value);
  return Object.fromEntries(
    Object.entries(value).filter(([field]) => !/^(reached|blocked|quiet|tries .*)$/.test(field)),
  );
}

/** No script of these stories has more. */
const mostCommands = 100;

for (const [name, story] of Object.entries(stories)) {
  test(`dies anywhere, repeated, as if it had not: ${name}`, async () => {
    const well = await tell(story, noDeath);
    assert.ok(Object.keys(well).length > 0, "the script leaves something");
    let struck = true;
    let first = 0;
    while (struck) {
      first += 1;
      assert.ok(first < mostCommands);
      for (const last of [first, Infinity]) {
        const difference = compare(await tell(story, { first, last }), well);
        assert.equal(difference, null, `died at command ${first} to ${last}`);
      }
      struck = (await redis.exists("mortal:struck")) === 1;
    }
    assert.ok(first > 1, "it has commands that can fail");
  });
}

test("every script that writes is tried", () => {
  const tried = new Set(Object.values(stories).map(({ dies: [name] }) => name));
  const reads: readonly string[] = ["evidence"];
  assert.deepEqual(
    [...sources.keys()].filter((name) => !tried.has(name) && !reads.includes(name)),
    [],
  );
});
