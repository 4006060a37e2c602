import { later, nowMs, operators, owed, prefix, type Call, type Story } from "./story.ts";

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

const seen = (begun: number | "", ...refs: number[]): Call => [
  "observe",
  "game",
  2_592_000,
  begun,
  120_000,
  ...refs.flatMap((ref) => [`R${ref}`, 1_790_000_000 + ref, "print", `{"ref":"R${ref}"}`]),
];

const notice = JSON.stringify({ kind: "result", id: "n1" });

export const orderStories: Record<string, Story> = {
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
    async spoil(redis, run) {
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
  "operators are reminded": {
    before: [...sent, apply(2, "review", state.review)],
    spoil: (redis) => redis.set(`${prefix}reminded`, nowMs - 9_000_000),
    dies: ["remind", 3_600_000, 0, operators],
  },
  "operators are told of an absence": {
    spoil: (redis) => redis.set(`${prefix}worked`, nowMs - 9_000_000),
    dies: ["note-work", 300_000, operators],
  },
};
