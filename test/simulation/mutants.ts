import type { UnmatchedPolicy } from "../../src/orders/reconciling/unmatched.ts";
import type { FaultName, Policy } from "./policy.ts";
import type { ScriptName } from "./scripts.ts";

/** One text for another. */
interface Change {
  /** Below the project's root. */
  file: string;
  find: string;
  replace: string;
}

/** A planted bug and the mix of faults in which it must show. */
export interface Mutant extends Change {
  name: string;
  /** The other safety of two, each of which is enough. */
  also?: Change;
  faults: readonly FaultName[];
  unmatchedPolicy?: UnmatchedPolicy;
  /** What else the seeds play by, where a bug shows only then. */
  policy?: Partial<Policy>;
}

/** A grace that is over before most orders are. */
const quickToVanish: Partial<Policy> = {
  vanishedPolicy: "failed",
  rate: 0.4,
  requestTimeoutMs: 3_000,
  unknownGraceMs: 5_000,
};

/** More orders at once than an upstream takes that minds the pace. */
const hurried: Partial<Policy> = {
  rate: 0.4,
  orders: 40,
  meanBetweenOrdersMs: 500,
  orderGapMs: null,
};

/** Orders that never come to be, and operators who say so, until the bot says so itself. */
const trusting = {
  unmatchedPolicy: "auto",
  policy: { rate: 0.4, trustAfter: 2, operatorDecides: true, orders: 30 },
} as const;

/**
 * The bugs of comparable bots, and every safety of this one taken away in turn. Lua mutants are for the
 * differential test, which compares the scripts with their simulation.
 */
export const mutants: readonly Mutant[] = [
  {
    name: "retry on timeout",
    file: "src/orders/placing/submitter.ts",
    find: "return await upstream.place(order, mayBegin);",
    replace:
      'const answer = await upstream.place(order, mayBegin); return answer.kind === "unclear" ? await upstream.place(order, () => true) : answer;',
    faults: ["request-dropped", "answer-lost"],
  },
  {
    name: "a timeout is called a failure",
    file: "src/orders/placing/outcome.ts",
    find: 'return name === "sending" ? { state: { name: "unknown", why: answer.why } } : null;',
    replace:
      'return { state: { name: "failed", failure: { reason: "not-sent", why: answer.why } } };',
    faults: ["answer-lost", "slow-answer"],
  },
  {
    name: "requeue of a not-sent order",
    file: "test/simulation/scripts.ts",
    find: '    if (order["version"] !== expected) return ["conflict"];\n    if (ref',
    replace:
      '    if (state.includes(\'"not-sent"\')) { enter(db, prefix, id, order, { to: "confirmed", state: \'{"name":"confirmed"}\', why: "again", token }, now); return ["applied"]; }\n    if (ref',
    faults: ["not-connected"],
  },
  {
    name: "the newest transaction is taken as the match",
    file: "src/orders/reconciling/reconcile.ts",
    find: 'if (another !== undefined) return review(reason("several-fit", matches.length));',
    replace: 'if (another !== undefined) return { kind: "match", ref: matches.at(-1) ?? another };',
    faults: ["answer-lost", "outside-equal", "equal-fingerprints", "stale-page"],
    policy: { rate: 0.4 },
  },
  {
    name: "refs are not claimed",
    file: "test/simulation/scripts.ts",
    find: '    if (ref !== "") db.set(`${own(prefix, lineOf(order))}ref:${ref}`, id, retentionMs);\n',
    replace: "",
    faults: ["answer-lost", "request-dropped", "equal-fingerprints", "bursts"],
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
    file: "src/orders/reconciling/reconcile.ts",
    find: 'if (chain.startedMs > order.sentAtMs) return review(reason("pages-have-gap"));\n  return { kind: "none" };',
    replace: 'return { kind: "none" };',
    faults: ["answer-lost", "outside-transactions", "bursts", "page-trouble", "crash"],
    unmatchedPolicy: "fail",
    policy: { rate: 0.4 },
  },
  {
    name: "an empty past makes any page gapless",
    file: "test/simulation/scripts.ts",
    find: "const holdsAll = shownBefore > 0 && shownAgain === shownBefore;",
    replace: "const holdsAll = shownAgain === shownBefore;",
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
    file: "src/orders/reconciling/reconcile.ts",
    find: "const decidedAtMs = order.sentAtMs + settings.graceMs;",
    replace: "const decidedAtMs = order.sentAtMs;",
    faults: ["executed-late", "stale-page"],
    unmatchedPolicy: "fail",
  },
  {
    name: "notices are written after the state instead of with it",
    file: "src/orders/store/writer.ts",
    find: "const outcome = await store.apply(planned);",
    replace:
      "const outcome = await store.apply({ ...planned, notices: [] }); await store.owe(planned.notices);",
    faults: ["crash", "redis-reply-lost"],
  },
  {
    name: "a confirmation is not consumed",
    file: "test/simulation/scripts.ts",
    find: '    if (order["name"] !== undefined || confirmation["done"] === "confirmed") {',
    replace: '    confirmation["facts"] ??= order["facts"] ?? "";\n    if (id === "") {',
    faults: ["duplicate-presses"],
  },
  {
    name: "a press asks only its confirmation, which is marked last, whether it was taken",
    file: "test/simulation/scripts.ts",
    find: 'if (order["name"] !== undefined || confirmation["done"] === "confirmed") {',
    replace: 'if (confirmation["done"] === "confirmed") {',
    faults: ["redis-script-dies", "duplicate-presses"],
  },
  {
    name: "sums are counted before notices are owed",
    file: "test/simulation/scripts.ts",
    find: "    const written = enter(db, prefix, id, order, { to, state, why, token, more, notices }, now);\n",
    replace:
      "    const written = enter(db, prefix, id, order, { to, state, why, token, more }, now);\n    db.hincrby(`${prefix}sums:${jakartaDay(now)}`, to, 1);\n    owe(db, prefix, notices, now);\n",
    faults: ["redis-script-dies"],
    policy: { rate: 0.4 },
  },
  {
    name: "what a script left undone is never mended",
    file: "src/orders/engine.ts",
    find: "const { mended, left } = await store.mend();",
    replace: "const { mended, left } = { mended: 0, left: [] };",
    faults: ["redis-script-dies"],
    policy: { rate: 0.4 },
  },
  {
    name: "a refused order is not watched",
    file: "src/orders/state/transition.ts",
    find: 'case "never-placed":\n      return { by: "fingerprint", ms: watchMs };',
    replace: 'case "never-placed":\n      return null;',
    faults: ["executed-late", "beyond-grace"],
    unmatchedPolicy: "fail",
  },
  {
    name: "the lease is not checked in the claim, the deadline not before sending",
    file: "src/orders/placing/submitter.ts",
    find: "if (clock.monotonicMs() >= deadlineMs || !term.valid()) return false;",
    replace: "",
    faults: ["two-engines", "paused-engine", "crash"],
    unmatchedPolicy: "fail",
    policy: { rate: 0.4, leaseMs: 3_000, orders: 30, meanBetweenOrdersMs: 3_000 },
  },
  {
    name: "a state is compared without its version",
    file: "test/simulation/scripts.ts",
    find: '    if (order["version"] !== expected) return ["conflict"];\n    if (ref',
    replace: "    if (ref",
    faults: ["collision", "redis-hangs", "paused-engine", "two-engines"],
    // So quick that a write which hangs comes when its order stands in the same state anew.
    policy: {
      rate: 0.4,
      orders: 30,
      leaseMs: 3_000,
      pollIntervalMs: 500,
      requestTimeoutMs: 3_000,
      notNowProofMs: 500,
      latestLieMs: 0,
    },
  },
  {
    name: "an order lost by a crashed process is taken as not sent",
    file: "src/orders/reconciling/undecided.ts",
    find: 'fate === "given-up"',
    replace: 'fate !== "open"',
    faults: ["crash", "answer-lost", "slow-answer"],
  },
  {
    name: "a reseller is not told of a review out of placed",
    file: "src/orders/state/transition.ts",
    find: 'if (order.state.name === "unknown" && order.state.notNow !== true) return toOperators;',
    replace:
      'if (order.state.name === "unknown" || order.state.name === "placed") return toOperators;',
    faults: ["vanishing"],
  },
  {
    name: "the skew is not taken off the start of the window",
    file: "src/orders/reconciling/reconcile.ts",
    find: "fromMs: sentAtMs + offsetMs - skewMs",
    replace: "fromMs: sentAtMs + offsetMs",
    faults: ["answer-lost", "clock-skew", "server-error"],
    unmatchedPolicy: "fail",
    policy: { clockOffsetMs: -15_000, rate: 0.4 },
  },
  {
    name: "an attempt that was given up stays open",
    file: "src/orders/placing/submitter.ts",
    find: "    open.delete(token);\n    givenUp.add(token);",
    replace: "    givenUp.add(token);",
    faults: ["redis-reply-lost", "redis-hangs"],
    policy: { rate: 0.4 },
  },
  {
    name: "sent again without a page",
    file: "src/orders/reconciling/reconcile.ts",
    find: "if (chain === null || chain.lastBegunMs < order.changedAtMs + notNow.proofMs)",
    replace: "if (chain === null)",
    faults: ["collision", "not-now-lies"],
    policy: { rate: 0.4 },
  },
  {
    name: "sent again on a page begun before the proof",
    file: "src/orders/reconciling/reconcile.ts",
    find: "order.changedAtMs + notNow.proofMs)",
    replace: "order.changedAtMs)",
    faults: ["collision", "not-now-lies", "stale-page"],
    policy: { rate: 0.4 },
  },
  {
    name: "the count of turns is not kept",
    file: "test/simulation/scripts.ts",
    find: 'const attempts = String(Number(order["attempts"] ?? 0) + 1);',
    replace: 'const attempts = "1";',
    faults: ["collision"],
    policy: { rate: 0.97, confirmedTtlMs: 3_600_000, pollIntervalMs: 500, notNowProofMs: 3_000 },
  },
  {
    name: "the time to live is counted anew with each turn",
    file: "src/orders/placing/expiry.ts",
    find: "return nowMs - waitsSinceMs(order, pacedMs) >= confirmedTtlMs;",
    replace:
      'const turned = order.timeline?.findLast(({ to }) => to === "confirmed")?.atMs; return nowMs - (turned ?? order.confirmedAtMs) >= confirmedTtlMs;',
    faults: ["collision"],
    policy: { rate: 0.9, confirmedTtlMs: 30_000 },
  },
  {
    name: "❌ takes back what was answered not now",
    file: "src/orders/placing/desk.ts",
    find: 'if (order.state.name !== "confirmed") return { kind: "too-late", order };',
    replace:
      'if (order.state.name !== "confirmed" && !(order.state.name === "unknown" && order.state.notNow)) return { kind: "too-late", order };',
    faults: ["collision", "not-now-lies"],
    policy: { rate: 0.4 },
  },
  {
    name: "what was answered not now expires without a page",
    file: "src/orders/reconciling/undecided.ts",
    find: "    const evidence = await store.evidence(order, matchWindowOf(order, rule));\n",
    replace:
      '    if (order.state.name === "unknown" && order.state.notNow && !notNow.mayWait(order, term.nowMs())) return void (await writer.advance(order, { name: "failed", failure: { reason: "withdrawn", why: "expired" } }));\n    const evidence = await store.evidence(order, matchWindowOf(order, rule));\n',
    faults: ["collision", "not-now-lies"],
    policy: { rate: 0.4, confirmedTtlMs: 5_000 },
  },
  {
    name: "a repeated record of one attempt frees the next",
    file: "src/orders/placing/recording.ts",
    find: "return superseded ? null : decideOn(answer, now);",
    replace: "return decideOn(answer, now);",
    faults: ["collision", "redis-cut-off", "two-engines", "request-dropped"],
    policy: {
      rate: 0.5,
      leaseMs: 3_000,
      notNowProofMs: 3_000,
      confirmedTtlMs: 180_000,
      orders: 30,
      meanBetweenOrdersMs: 3_000,
    },
  },
  {
    name: "what a not now was carried out as is not looked for before the next turn",
    file: "src/orders/reconciling/sent-before.ts",
    find: 'return ref === undefined ? null : reason("came-after-all", ref);',
    replace: "return ref === undefined ? null : null;",
    faults: ["maintenance", "not-now-lies", "bursts"],
    policy: { rate: 0.4, latestLieMs: 40_000, confirmedTtlMs: 180_000 },
  },
  {
    name: "a notice is forgotten when Telegram says wait",
    file: "src/telling/courier.ts",
    find: "return outbox.postpone(chatId, nowMs + outcome.ms);",
    replace: "return outbox.delivered(chatId, group);",
    faults: ["telegram-wait"],
  },
  {
    name: "a notice is forgotten when Telegram refuses it",
    file: "src/telling/courier.ts",
    find: ": refuse(chatId, group, outcome.why);",
    replace: ": outbox.delivered(chatId, group);",
    faults: ["telegram-refused"],
  },
  {
    name: "the identity is looked at only at the term's ends",
    file: "test/simulation/redis.ts",
    find: "if (identity !== null && identity !== db.identity())",
    replace: "if (name === name.toUpperCase())",
    faults: ["redis-forgets"],
  },
  {
    name: "a card bears no identity",
    file: "test/simulation/scripts.ts",
    find: '    if (!remembered(db, prefix, confirmation)) return ["forgotten", facts];\n',
    replace: "",
    faults: ["redis-forgets", "duplicate-presses"],
  },
  {
    name: "another memory's order is claimed",
    file: "test/simulation/scripts.ts",
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
    file: "test/simulation/scripts.ts",
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
    name: "a ref has vanished after one miss",
    file: "src/orders/tracking/look-ups.ts",
    find: "const missesUntilVanished = 3;",
    replace: "const missesUntilVanished = 1;",
    faults: ["row-blinks", "short-page", "outside-transactions"],
    policy: quickToVanish,
  },
  {
    name: "a ref has vanished before the grace",
    file: "src/orders/tracking/look-ups.ts",
    find: "ageMs >= (await page.rule()).graceMs",
    replace: "ageMs >= 0",
    faults: ["vanishing", "outside-transactions"],
    policy: { vanishedPolicy: "failed", rate: 0.4 },
  },
  {
    name: "misses are not forgotten when a ref is shown",
    file: "src/orders/tracking/look-ups.ts",
    find: "sighting === undefined ? before : 0",
    replace: "before",
    faults: ["row-blinks", "outside-transactions", "bursts"],
    policy: quickToVanish,
  },
  {
    name: "a supplier that refuses every question has lost a ref",
    file: "src/orders/tracking/look-ups.ts",
    find: 'if (cause !== "refused" || account.answer() === "silent" || refusedAtPage.get(id) === read)',
    replace: 'if (cause !== "refused")',
    faults: ["reads-refused"],
    policy: quickToVanish,
  },
  {
    name: "what was given back is not watched",
    file: "src/orders/state/transition.ts",
    find: 'return { by: "ref", ms: watchMs };',
    replace: "return null;",
    faults: ["vanishing", "row-returns"],
    policy: quickToVanish,
  },
  {
    name: "what was given back is looked for on pages only",
    file: "src/orders/tracking/look-ups.ts",
    find: ".each([term], vanished.look,",
    replace: ".each([], vanished.look,",
    faults: ["vanishing", "row-returns", "outside-transactions", "bursts"],
    policy: quickToVanish,
  },
  {
    name: "what vanished fails though an operator is to decide",
    file: "src/orders/tracking/vanished.ts",
    find: 'policy !== "failed" || ',
    replace: "",
    faults: ["vanishing", "outside-transactions"],
    policy: { vanishedPolicy: "review", rate: 0.4 },
  },
  {
    name: "a voucher that another order has is not told",
    file: "test/simulation/voucher.ts",
    find: 'isTold ? ["repeated", first] : null',
    replace: "null",
    faults: ["voucher-repeated"],
  },
  {
    name: "a voucher that is missing is not told",
    file: "test/simulation/voucher.ts",
    find: '? ["missing"] : null',
    replace: "? null : null",
    faults: ["voucher-missing"],
  },
  {
    name: "no operator hears of a voucher that is no proof",
    file: "src/orders/state/transition.ts",
    find: "...(next.doubt === undefined ? [] : alarmsOf(order, next.doubt, operators)),",
    replace: "",
    faults: ["voucher-repeated", "voucher-missing"],
  },
  {
    name: "no alarm ends the trust in never placed",
    file: "test/simulation/trusting.ts",
    find: "  db.hset(`${own(prefix, line)}trust`, { since: now, over: why });\n",
    replace: "  if (why === '') db.hset(`${own(prefix, line)}trust`, { since: now, over: why });\n",
    faults: ["request-dropped", "executed-late", "beyond-grace"],
    ...trusting,
  },
  {
    name: "trust outlives the memory that counted for it",
    file: "test/simulation/scripts.ts",
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
    file: "test/simulation/scripts.ts",
    find: '      if (trust["on"] !== undefined) tell("over", trust["over"]);\n',
    replace: "",
    faults: ["request-dropped", "outside-transactions"],
    ...trusting,
  },
  {
    name: "an order that the page no longer shows is never asked for",
    file: "src/orders/tracking/agenda.ts",
    find: "        onPage.delete(entry);\n        waits(entry, nowMs);",
    replace: "        onPage.delete(entry);",
    faults: ["bursts", "outside-transactions", "answer-lost"],
  },
  {
    name: "open orders that this process has not placed are never asked for",
    file: "src/orders/tracking/look-ups.ts",
    find: "      agenda.found(listed, term.nowMs(), { atStart });\n",
    replace: "",
    faults: ["bursts", "outside-transactions", "crash"],
    policy: { rate: 0.4 },
  },
  {
    name: "an order whose look-up failed is never asked for again",
    file: "src/orders/tracking/look-ups.ts",
    find: "      agenda.asked(due, { nowMs: term.nowMs(), order, usualMs, misses });\n",
    replace:
      "      if (order) agenda.asked(due, { nowMs: term.nowMs(), order, usualMs, misses });\n",
    faults: ["bursts", "outside-transactions", "page-trouble"],
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
  {
    name: "a learnt gap is not noted",
    file: "test/simulation/scripts.ts",
    find: "    db.hset(paceKey, { gap: int(longer), tried: now, by: token, before: 0 });\n",
    replace: "",
    faults: ["too-soon", "crash"],
    policy: hurried,
  },
  {
    name: "a claim is not held to the gap",
    file: "test/simulation/scripts.ts",
    find: "if (last !== null && gap !== null && last + gap > now)",
    replace: "if (last !== null && gap !== null && last + gap > now + 5_000)",
    faults: ["too-soon", "crash", "two-engines"],
    policy: hurried,
  },
  {
    name: "what was confirmed first goes first, whose ever it is",
    file: "src/orders/placing/queue.ts",
    find: "        waiting: inTurn(waiting, turns),\n",
    replace: "        waiting,\n",
    faults: ["too-soon"],
    policy: hurried,
  },
  {
    name: "whose turn it was is not noted",
    file: "test/simulation/scripts.ts",
    find: '    db.zadd(`${own(prefix, lineOf(order))}turns`, now, order["reseller"] ?? "");\n',
    replace: "",
    faults: ["too-soon"],
    policy: hurried,
  },
  {
    name: "an order that waits for an equal one's result holds up all of its reseller's",
    file: "src/orders/placing/submitter.ts",
    find: "      if (place > 0) still.unshift(...still.splice(place, 1));\n",
    replace: "",
    faults: ["too-soon", "answer-lost", "equal-fingerprints"],
    policy: hurried,
  },
  {
    name: "an order's time runs while the queue moves",
    file: "src/orders/placing/expiry.ts",
    find: "Math.max(0, pacedMs - order.pacedMs)",
    replace: "0",
    faults: ["too-soon"],
    policy: { ...hurried, confirmedTtlMs: 30_000 },
  },
];

/** One text for another in a Lua script; the differential test must see it. */
export const luaMutants: readonly {
  name: string;
  script: ScriptName;
  /** What leads up to where it shows, if that is rare. */
  beside?: readonly ScriptName[];
  find: string;
  replace: string;
}[] = [
  {
    name: "bury gives up at once",
    script: "bury",
    find: "if now - first < keep_ms and",
    replace: "if false and",
  },
  {
    name: "unshelve brings back what was refused just now",
    script: "unshelve",
    beside: ["owe", "bury", "bury"],
    find: "if due <= now then",
    replace: "if true then",
  },
  {
    name: "claim ignores the lease",
    script: "claim",
    find: "if lease.holder ~= holder or",
    replace: "if false and lease.holder ~= holder or false and",
  },
  {
    name: "claim ignores the fingerprint",
    script: "claim",
    beside: ["draft", "confirm", "lease"],
    find: "if by and by ~= id then return { 'held', by } end",
    replace: "",
  },
  {
    name: "claim ignores the cap",
    script: "claim",
    beside: ["draft", "confirm", "lease"],
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
    find: "if order.last == token then\n",
    replace: "if false then\n",
  },
  {
    name: "apply lets a ref have two orders",
    script: "apply",
    find: "if by and by ~= id then return { 'ref-taken', by } end",
    replace: "",
  },
  {
    name: "apply owes after the state, not with it",
    script: "apply",
    find: "more, notices, now)",
    replace: "more, '[]', now)\nowe(notices, now)",
  },
  {
    name: "apply takes another order's voucher for a new one",
    script: "apply",
    beside: ["draft", "confirm", "claim"],
    find: "and { 'repeated', by } or nil, by",
    replace: "and nil, by",
  },
  {
    name: "apply keeps no voucher",
    script: "apply",
    find: "and not first then keep_voucher(id, order, voucher) end",
    replace: "and not first then end",
  },
  {
    name: "confirm does not consume",
    script: "confirm",
    find: "attempt('HSET', confirmation, 'done', 'confirmed')",
    replace: "",
  },
  {
    name: "confirm asks only the confirmation, which is marked last",
    script: "confirm",
    find: "if order.name or confirmation.done == 'confirmed' then",
    replace: "if confirmation.done == 'confirmed' then",
  },
  {
    name: "a decision is counted on a day of which nothing is known any more",
    script: "apply",
    find: "if redis.call('EXISTS', sums) == 1 then count(sums, 'decided '",
    replace: "if redis.call('EXISTS', sums) == 0 then count(sums, 'decided '",
  },
  {
    name: "sums can fail an order",
    script: "confirm",
    find: "local function count_confirmed(...) pcall(counts_confirmed, ...) end",
    replace:
      "local function count_confirmed(...) counts_confirmed(...) redis.call('HINCRBY', key('spent:20717'), '7001', 0) end",
  },
  {
    name: "mend owes nothing",
    script: "mend",
    find: "if order.owes then",
    replace: "if false then",
  },
  {
    name: "orders are kept 400 hours",
    script: "apply",
    find: "local retention_s = 400 * 24 * 3600",
    replace: "local retention_s = 400 * 3600",
  },
  {
    name: "a consumed confirmation answers for five minutes",
    script: "confirm",
    find: "local consumed_kept_ms = 48 * 3600 * 1000",
    replace: "local consumed_kept_ms = 5 * 60 * 1000",
  },
  {
    name: "a chain starts when its first page was asked for, not when it was read",
    script: "observe",
    find: "'started', int(now))",
    replace: "'started', begun)",
  },
  {
    name: "observe says last what it says first",
    script: "observe",
    find: "local owners = {}\n",
    replace:
      "if is_page then redis.call('HSET', own(line, 'chain'), 'last', begun) end\nlocal owners = {}\n",
  },
  {
    name: "its own claim speaks against a match",
    script: "evidence",
    find: "if not by or by == id then",
    replace: "if not by then",
  },
  {
    name: "observe takes any page as gapless",
    script: "observe",
    find: "if is_page and chain.started and not shares",
    replace: "if false and not shares",
  },
  {
    name: "observe forgets the cap's count",
    script: "observe",
    find: "redis.call('SREM', own(line, 'unseen'), owner)",
    replace: "",
  },
  {
    name: "observe passes over a transaction whose status has changed",
    script: "observe",
    find: "if copy.transaction ~= transaction or copy.fingerprint ~= print then",
    replace: "if copy.fingerprint ~= print then",
  },
  {
    name: "observe passes over a transaction whose data have changed",
    script: "observe",
    find: "if copy.transaction ~= transaction or copy.fingerprint ~= print then",
    replace: "if copy.transaction ~= transaction then",
  },
  {
    name: "observe passes over what a script that died had begun to write",
    script: "observe",
    find: "local copy = old[ref] and hash(line_mark(line) .. 'transaction:' .. ref) or {}",
    replace: "local copy = hash(line_mark(line) .. 'transaction:' .. ref)",
  },
  {
    name: "sweep never judges",
    script: "sweep",
    find: "judged = judged + 1",
    replace: "redis.call('DEL', own(line, 'strict'))",
  },
  {
    name: "delivered removes nothing",
    script: "delivered",
    find: "redis.call('LREM', list, 1, ARGV[i])",
    replace: "",
  },
  {
    name: "a lease from the future holds",
    script: "lease",
    find: "and lease.holder ~= holder then left = 0 end",
    replace: "and lease.holder ~= holder then end",
  },
  {
    name: "lease never passes on",
    script: "lease",
    find: "if left <= 0 or changed then epoch = epoch + 1 end",
    replace: "",
  },
  {
    name: "lease goes on in another memory",
    script: "lease",
    find: "local changed = lease.identity ~= memory",
    replace: "local changed = lease.identity ~= memory and left <= 0",
  },
  {
    name: "lease forgets the loss before the last",
    script: "lease",
    find: "still and lost or lease.renewed",
    replace: "lease.renewed",
  },
  {
    name: "confirm takes another memory's card",
    script: "confirm",
    find: "if not remembered(confirmation) then return { 'forgotten', confirmation.facts } end\n",
    replace: "",
  },
  {
    name: "discard takes another memory's card",
    script: "discard",
    find: "if not remembered(confirmation) then return { 'gone' } end\n",
    replace: "",
  },
  {
    name: "claim takes another memory's order",
    script: "claim",
    find: "if not remembered(order) then return { 'forgotten' } end\n",
    replace: "",
  },
  {
    name: "apply moves an order out of another state than was read",
    script: "apply",
    find: "if from and from ~= '' and order.name ~= from then return { 'conflict' } end\n",
    replace: "",
  },
  {
    name: "apply takes back another memory's order",
    script: "apply",
    find: "if order.name == 'confirmed' and to == 'failed' and not remembered(order) then return { 'forgotten' } end\n",
    replace: "",
  },
  {
    name: "a forgotten order's transaction is taken for somebody else's",
    script: "forgotten",
    find: "redis.call('ZREM', own(line, 'unclaimed'), ref)\n",
    replace: "",
  },
  {
    name: "a forgotten order's transaction is no news once a page shows it",
    script: "forgotten",
    find: "  redis.call('ZADD', own(line, 'mirror'), created, ref)\n",
    replace: "",
  },
];
