import type { Mutant } from "./mutant.ts";

/** Orders that never come to be, and operators who say so, until the bot says so itself. */
const trusting = {
  unmatchedPolicy: "auto",
  policy: { rate: 0.4, trustAfter: 2, operatorDecides: true, orders: 30 },
} as const;

/** When the bot may say itself that nothing was placed. */
export const trustMutants: readonly Mutant[] = [
  {
    name: "no alarm ends the trust in never placed",
    file: "test/simulation/redis/twins/trusting.ts",
    find: "  db.hset(`${own(prefix, line)}trust`, { since: now, over: why });\n",
    replace: "  if (why === '') db.hset(`${own(prefix, line)}trust`, { since: now, over: why });\n",
    faults: ["request-dropped", "executed-late", "beyond-grace"],
    ...trusting,
  },
  {
    name: "trust outlives the memory that counted for it",
    file: "test/simulation/redis/twins/pages.ts",
    find: '      db.del(decisions);\n      db.hset(name, { identity: db.identity(), since: now, over: "memory-changed\\t" });\n',
    replace: '      db.hset(name, { identity: db.identity(), since: trust["since"] ?? now });\n',
    faults: ["request-dropped", "redis-restarts"],
    ...trusting,
  },
  {
    name: "an order that turns out to be placed ends no trust",
    file: "src/orders/state/transition.ts",
    find: '  if (next.name === "placed") return "lost";\n',
    replace: "",
    faults: ["request-dropped", "executed-late", "beyond-grace"],
    ...trusting,
  },
  {
    name: "operators are not told that they are asked again",
    file: "test/simulation/redis/twins/pages.ts",
    find: '      if (trust["on"] !== undefined) tell("over", trust["over"]);\n',
    replace: "",
    faults: ["request-dropped", "outside-transactions"],
    ...trusting,
  },
];
