import type { Mutant } from "./mutant.ts";
import type { Policy } from "../policy.ts";

/** Orders wait for their turn all the time. */
const queued: Partial<Policy> = {
  orders: 30,
  resellers: 6,
  meanBetweenOrdersMs: 2_000,
  orderGapMs: 4_000,
  confirmedTtlMs: 180_000,
  leaseMs: 15_000,
  replicas: true,
};

/** What is forgotten by Redis, or by a replica that takes over. */
export const memoryMutants: readonly Mutant[] = [
  {
    name: "a lease is renewed on a primary that the sentinels no longer name",
    file: "src/redis/leases.ts",
    find: "      await confirmPrimary();\n",
    replace: "",
    shows: "the sentinels no longer name",
    faults: ["redis-splits", "two-engines"],
  },
  {
    name: "an order goes though no replica has its claim",
    file: "test/simulation/redis/redis.ts",
    find: "throw new UnreplicatedError(true);",
    replace: "{}",
    shows: "no replica has its claim",
    faults: ["redis-splits", "two-engines"],
    policy: queued,
  },
  {
    name: "the identity is looked at only at the term's ends",
    file: "test/simulation/redis/redis.ts",
    find: "if (identity !== null && identity !== db.identity())",
    replace: "if (name === name.toUpperCase())",
    faults: ["redis-forgets"],
  },
  {
    name: "a card bears no identity",
    file: "test/simulation/redis/twins/placing.ts",
    find: '    if (!remembered(db, prefix, confirmation)) return ["forgotten", facts];\n',
    replace: "",
    faults: ["redis-forgets", "duplicate-presses"],
  },
  {
    name: "another memory's order is claimed",
    file: "test/simulation/redis/twins/placing.ts",
    find: '    if (!remembered(db, prefix, order)) return ["forgotten"];\n',
    replace: "",
    also: {
      file: "src/orders/placing/submitter.ts",
      find: "else if (mayBeForgotten(order, term.memory)) await doubt(order);",
      replace: "",
    },
    faults: ["redis-forgets", "executed-late", "stale-page", "answer-lost"],
    policy: { rate: 0.4, leaseMs: 3_000 },
  },
  {
    name: "another memory's order is taken back",
    file: "test/simulation/redis/twins/recording.ts",
    find: 'if (order["name"] === "confirmed" && to === "failed" && !remembered(db, prefix, order))',
    replace: "if (order === null)",
    faults: ["redis-forgets"],
  },
  {
    name: "within a day of a loss a match is taken",
    file: "src/orders/reconciling/reconcile.ts",
    find: "if (match !== undefined && settings.memoryLost)",
    replace: "if (match !== undefined && settings.graceMs < 0)",
    faults: [
      "redis-forgets",
      "answer-lost",
      "request-dropped",
      "equal-fingerprints",
      "executed-late",
      "stale-page",
    ],
    policy: { rate: 0.4, orders: 30, meanBetweenOrdersMs: 3_000 },
  },
  {
    name: "an equal order that may be forgotten is not looked for before sending",
    file: "src/orders/reconciling/sent-before.ts",
    find: 'if (ref !== undefined) return reason("equal-forgotten", ref);',
    replace: 'if (ref === "") return reason("equal-forgotten", ref);',
    faults: ["redis-forgets", "equal-fingerprints"],
    policy: { orders: 60, meanBetweenOrdersMs: 3_000 },
  },
  {
    name: "a forgotten order is judged by any page",
    file: "src/orders/reconciling/recollect.ts",
    find: "chain.lastBegunMs < toMs",
    replace: "chain.lastBegunMs < fromMs",
    faults: ["redis-forgets", "executed-late", "stale-page"],
    policy: { rate: 0.4 },
  },
  {
    name: "what a final order's transaction said once is believed in another memory too",
    file: "src/orders/tracking/account-page.ts",
    find: "if (agreed.epoch !== term.epoch)",
    replace: "if (agreed.epoch < 0)",
    faults: ["redis-forgets"],
    policy: { orders: 30 },
  },
];
