import type { OrderScript } from "../../../src/orders/store/scripts.ts";
import {
  earlierToken,
  id,
  ref,
  lineFor,
  print,
  person,
  holder,
  operators,
  token,
  resultNotice,
  notices,
  facts,
  drawState,
  versionOf,
  knownId,
  finalId,
  told,
  prefix,
  type Drawers,
} from "./things.ts";

export const orderDrawers: Drawers<OrderScript> = {
  draft: (random) => {
    const orderId = id(random);
    const user = person(random);
    return [
      `c${orderId}`,
      facts(random, orderId),
      user,
      random.chance(0.9) ? user : person(random),
      300_000,
      172_800_000,
      random.pick(["", "short"]),
      ...told(orderId),
    ];
  },
  confirm: (random, db) => {
    const orderId = id(random);
    const user = db.hget(`${prefix}confirmation:c${orderId}`, "user") ?? person(random);
    return [
      `c${orderId}`,
      orderId,
      user,
      random.chance(0.9) ? user : person(random),
      17,
      random.pick(["", "", "12000"]),
      random.pick(["", "", "", "0", "20000", "none"]),
      random.pick(["", "", "5000", "10000"]),
    ];
  },
  discard(random) {
    const orderId = id(random);
    return [`c${orderId}`, orderId, person(random), person(random)];
  },
  claim(random, db) {
    const waiting = db.zrange(`${prefix}state:confirmed`, 0, -1).map(([member]) => member);
    const orderId =
      waiting.length > 0 && random.chance(0.8) ? random.pick(waiting) : knownId(random, db);
    if (orderId === null) return null;
    const epoch = db.hget(`${prefix}lease:engine`, "epoch") ?? "1";
    const owner = db.hget(`${prefix}lease:engine`, "holder") ?? "alpha";
    return [
      orderId,
      versionOf(random, db, orderId),
      token(),
      random.chance(0.9) ? owner : holder(random),
      epoch,
      random.pick([1, 1, 2, 12]),
      '{"name":"sending"}',
      // Mostly none, for a claim that comes too soon shows nothing else.
      random.pick(["", 0, 0, 0, 0, 800]),
      random.pick([0, 1]),
    ];
  },
  slower: (random) => [
    random.pick(["game", "game", "prepaid"]),
    random.pick([token(), earlierToken(random)]),
    random.pick([1_790_000_000_000, 1_790_100_000_000]),
    random.pick(["", 700, 6_000, 400_000]),
  ],
  apply(random, db) {
    const orderId = knownId(random, db);
    if (orderId === null) return null;
    const standing = db.hget(`${prefix}order:${orderId}`, "name") ?? "";
    const state = drawState(random, standing);
    const [from] = random.pick([[], [standing], ["sending"]]);
    const voucher = ["", "", random.pick(["none", "v1", "v1", "v2"]), random.pick(["", "told"])];
    const more = random.pick([
      [],
      ["ref"],
      ["", random.pick(["earned", "earned", "needed", "lost"])],
      voucher,
      ...(state.name === "succeeded" ? [voucher, voucher, voucher] : []),
      ["", "", "", "", random.pick(["", "matched", "attached"])],
    ]);
    return [
      orderId,
      versionOf(random, db, orderId),
      token(),
      state.name,
      state.json,
      "because",
      random.chance(0.2) ? facts(random, orderId) : "",
      state.ref,
      random.pick([0, 86_400_000]),
      notices(random),
      ...(from === undefined && more.length === 0 ? [] : [from ?? "", ...more]),
    ];
  },
  mend: () => [50, 60_000],
  observe(random) {
    const refs = Array.from({ length: random.integer(0, 5) }, () => ref(random));
    const begun = random.chance(0.8) ? random.integer(1_790_000_000_000, 1_790_001_000_000) : "";
    const shown = [...new Set(refs)].flatMap((one) => [
      one,
      1_790_000_000 + Number(one.slice(1)) * 100,
      `print${((Number(one.slice(1)) + random.pick([0, 0, 0, 1])) % 2) + 1}`,
      `{"ref":"${one}","statusWord":"${random.pick(["waiting", "waiting", "success"])}"}`,
    ]);
    return [lineFor(refs[0] ?? "1"), 2_592_000, begun, random.pick([0, 120_000]), ...shown];
  },
  sweep: (_random, db) => [
    db.exists(`${prefix}prepaid:unclaimed`) ? "prepaid" : "game",
    120_000,
    86_400_000,
    operators,
  ],
  forgotten(random) {
    const one = ref(random);
    const createdS = random.pick([0, 1_790_000_000 + Number(one.slice(1)) * 100]);
    return [lineFor(one), 2_592_000, one, createdS, print(random), `{"ref":"${one}"}`];
  },
  evidence(random) {
    const orderId = id(random);
    return [
      lineFor(orderId),
      orderId,
      print(random),
      1_790_000_000,
      1_790_000_000 + random.integer(100, 1_000),
    ];
  },
  learn(random) {
    const own = ref(random);
    return [
      lineFor(own),
      own,
      1_790_000_000 + random.integer(0, 20),
      random.integer(-500, 500),
      random.chance(0.2) ? "wrong" : "",
      86_400_000,
      operators,
    ];
  },
  correct(random, db) {
    const orderId = knownId(random, db);
    const doubt = random.pick([[], [""], ["turned-up\tR1"]]);
    return orderId === null ? null : [orderId, "failed", notices(random), ...doubt];
  },
  trust: (random) => [random.pick(["game", "game", "prepaid"]), random.pick(["", 1, 2]), operators],
  owe: (random) => [
    notices(random),
    ...random.pick([[], [random.pick(["game", "prepaid"]), "answer-contradicts\tORDER00001"]]),
  ],
  trouble: (random) => [
    random.pick(["redis-full", "catalogue-empty"]),
    random.pick(["0", "1"]),
    notices(random),
  ],
  delivered: (random) => [person(random), resultNotice(random)],
  shelve: (random) => [person(random)],
  unshelve: (random) => [
    person(random),
    random.pick([0, 60_000]),
    random.pick([60_000, 3_600_000]),
  ],
  bury: (random) => [
    person(random),
    resultNotice(random),
    `letter${random.integer(1, 9)}`,
    3,
    random.pick([0, 600_000]),
    random.pick([0, 60_000]),
  ],
  postpone: (random) => [
    random.pick(["outbox:due", "cards"]),
    random.pick([person(random), `${id(random)}@1`]),
    1_790_000_500_000,
  ],
  drawn: (random) => [id(random), random.integer(1, 3), random.pick(["", "55"])],
  pack(random, db) {
    const orderId = finalId(random, db);
    if (orderId === null) return null;
    const one = ref(random);
    return [
      orderId,
      versionOf(random, db, orderId),
      random.pick(["", one]),
      lineFor(one),
      "a",
      "b",
    ];
  },
  remove(random, db) {
    const orderId = finalId(random, db);
    if (orderId === null) return null;
    const one = ref(random);
    return [
      orderId,
      random.chance(0.9) ? (db.hget(`${prefix}order:${orderId}`, "name") ?? "failed") : "failed",
      random.pick([1_790_000_000_000, 1_800_000_000_000, 1_800_000_000_000]),
      person(random),
      person(random),
      random.pick(["", one]),
      lineFor(one),
      ...random.pick([[], ["n1"], ["n1", "n2"]]),
    ];
  },
};
