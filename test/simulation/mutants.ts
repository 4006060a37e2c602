import type { FaultName } from "./policy.ts";

/** A planted bug: in one file, one text for another, and the mix of faults in which it must show. */
export interface Mutant {
  name: string;
  /** Below the project's root. */
  file: string;
  find: string;
  replace: string;
  faults: readonly FaultName[];
  unmatchedPolicy?: "review" | "fail";
}

/**
 * The bugs of comparable bots, and every safety of this one taken away in turn. Lua mutants are for the
 * differential test, which compares the scripts with their simulation.
 */
export const mutants: readonly Mutant[] = [
  {
    name: "retry on timeout",
    file: "src/orders/submitter.ts",
    find: "const answer = await upstream.place(order, mayBegin);",
    replace:
      'let answer = await upstream.place(order, mayBegin); if (answer.kind === "unclear") answer = await upstream.place(order, () => true);',
    faults: ["request-dropped", "answer-lost"],
  },
  {
    name: "a timeout is called a failure",
    file: "src/orders/submitter.ts",
    find: 'return name === "sending" ? { state: { name: "unknown", why: answer.why } } : null;',
    replace:
      'return { state: { name: "failed", failure: { reason: "not-sent", why: answer.why } } };',
    faults: ["answer-lost", "slow-answer"],
  },
  {
    name: "requeue of a not-sent order",
    file: "test/simulation/scripts.ts",
    find: '    const order = db.hgetall(`${prefix}order:${id}`);\n    if (order["last"] === token) return ["applied"];',
    replace:
      '    const order = db.hgetall(`${prefix}order:${id}`);\n    if (state.includes(\'"not-sent"\')) { enter(db, prefix, id, order, "confirmed", \'{"name":"confirmed"}\', "again", token, now); return ["applied"]; }\n    if (order["last"] === token) return ["applied"];',
    faults: ["not-connected"],
  },
  {
    name: "the newest transaction is taken as the match",
    file: "src/orders/reconcile.ts",
    find: 'if (another !== undefined) return review(reason("several-fit", matches.length));',
    replace: 'if (another !== undefined) return { kind: "match", ref: matches.at(-1) ?? another };',
    faults: ["answer-lost", "outside-equal", "slow-answer", "stale-page"],
  },
  {
    name: "refs are not claimed",
    file: "test/simulation/scripts.ts",
    find: "      db.set(`${prefix}ref:${ref}`, id, retentionMs);\n",
    replace: "",
    faults: ["answer-lost", "equal-fingerprints", "bursts"],
  },
  {
    name: "no fingerprint is held",
    file: "test/simulation/scripts.ts",
    find: '    if (by !== null && by !== id) return ["held", by];\n',
    replace: "",
    faults: ["answer-lost", "request-dropped", "executed-late", "equal-fingerprints", "bursts"],
  },
  {
    name: "no gapless rule",
    file: "src/orders/reconcile.ts",
    find: "if (chain.startedMs > order.sentAtMs) return",
    replace: "if (chain.startedMs < 0) return",
    faults: ["answer-lost", "outside-transactions", "bursts", "page-trouble", "crash"],
    unmatchedPolicy: "fail",
  },
  {
    name: "an empty past makes any page gapless",
    file: "test/simulation/scripts.ts",
    find: "const holdsAll = known > 0 && old.size === known;",
    replace: "const holdsAll = old.size === known;",
    faults: [
      "executed-late",
      "server-error",
      "page-trouble",
      "short-page",
      "outside-transactions",
      "outside-equal",
      "bursts",
      "equal-fingerprints",
      "redis-reply-lost",
      "redis-outage",
      "paused-engine",
    ],
    unmatchedPolicy: "fail",
  },
  {
    name: "no cap on what is out unseen",
    file: "test/simulation/scripts.ts",
    find: "Math.max(1, Math.min(Number(cap), page - 3))",
    replace: "Number.MAX_SAFE_INTEGER",
    faults: ["answer-lost", "bursts", "page-trouble"],
    unmatchedPolicy: "fail",
  },
  {
    name: "never placed is said before the grace",
    file: "src/orders/reconcile.ts",
    find: "const decidedAtMs = order.sentAtMs + settings.graceMs;",
    replace: "const decidedAtMs = order.sentAtMs;",
    faults: ["executed-late", "stale-page"],
    unmatchedPolicy: "fail",
  },
  {
    name: "notices are written after the state instead of with it",
    file: "src/orders/writer.ts",
    find: "const outcome = await store.apply(planned);",
    replace:
      "const outcome = await store.apply({ ...planned, notices: [] }); await store.owe(planned.notices);",
    faults: ["crash", "redis-reply-lost"],
  },
  {
    name: "a confirmation is not consumed",
    file: "test/simulation/scripts.ts",
    find: '    db.hset(name, { done: "confirmed" });\n    db.hdel(name, "facts");\n',
    replace: "",
    faults: ["duplicate-presses"],
  },
  {
    name: "a refused order is not watched",
    file: "src/orders/change.ts",
    find: 'next.failure.reason === "refused" || next.failure.reason === "never-placed"',
    replace: "next.failure.reason !== next.failure.reason",
    faults: ["executed-late", "beyond-grace"],
    unmatchedPolicy: "fail",
  },
  {
    name: "the lease is not checked in the claim, the deadline not before sending",
    file: "src/orders/submitter.ts",
    find: "() => clock.monotonicMs() < deadlineMs && term.valid()",
    replace: "() => true",
    faults: ["two-engines", "paused-engine", "crash"],
    unmatchedPolicy: "fail",
  },
  {
    name: "a state is compared without its version",
    file: "test/simulation/scripts.ts",
    find: '    if (order["version"] !== expected) return ["conflict"];\n    if (ref',
    replace: "    if (ref",
    faults: [
      "redis-hangs",
      "redis-reply-lost",
      "two-engines",
      "paused-engine",
      "crash",
      "duplicate-presses",
    ],
  },
  {
    name: "an order lost by a crashed process is taken as not sent",
    file: "src/orders/undecided.ts",
    find: 'fate === "given-up"',
    replace: 'fate !== "open"',
    faults: ["crash", "answer-lost", "slow-answer"],
  },
  {
    name: "a notice is forgotten when Telegram says wait",
    file: "src/notify/courier.ts",
    find: 'case "wait":\n        return outbox.postpone(chatId, nowMs + outcome.ms);',
    replace: 'case "wait":\n        return outbox.delivered(chatId, group);',
    faults: ["telegram-wait"],
  },
];

/** One text for another in a Lua script; the differential test must see it. */
export const luaMutants: readonly {
  name: string;
  script: string;
  find: string;
  replace: string;
}[] = [
  {
    name: "claim ignores the lease",
    script: "claim",
    find: "if lease.holder ~= holder or",
    replace: "if false and lease.holder ~= holder or false and",
  },
  {
    name: "claim ignores the fingerprint",
    script: "claim",
    find: "if by and by ~= id then return { 'held', by } end",
    replace: "",
  },
  {
    name: "claim ignores the cap",
    script: "claim",
    find: "then return { 'full' } end",
    replace: "then end",
  },
  {
    name: "apply ignores the version",
    script: "apply",
    find: "if order.version ~= expected then return { 'conflict' } end",
    replace: "",
  },
  {
    name: "apply does not know its own repeat",
    script: "apply",
    find: "if order.last == token then return { 'applied' } end",
    replace: "",
  },
  {
    name: "apply lets a ref have two orders",
    script: "apply",
    find: "if by and by ~= id then return { 'ref-taken', by } end",
    replace: "",
  },
  { name: "apply writes no notice", script: "apply", find: "owe(notices, now)", replace: "" },
  {
    name: "confirm does not consume",
    script: "confirm",
    find: "redis.call('HSET', name, 'done', 'confirmed')",
    replace: "",
  },
  {
    name: "observe takes any page as gapless",
    script: "observe",
    find: "elseif not shares and not holds_all then",
    replace: "elseif false then",
  },
  {
    name: "observe forgets the cap's count",
    script: "observe",
    find: "redis.call('SREM', key('unseen'), owner)",
    replace: "",
  },
  {
    name: "sweep never judges",
    script: "sweep",
    find: "judged = judged + 1",
    replace: "redis.call('DEL', key('strict'))",
  },
  {
    name: "delivered removes nothing",
    script: "delivered",
    find: "redis.call('LREM', list, 1, ARGV[i])",
    replace: "",
  },
  {
    name: "lease never passes on",
    script: "lease",
    find: "if left <= 0 then epoch = epoch + 1 end",
    replace: "",
  },
];
