import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { createLog } from "../../src/log.ts";
import type { Lease } from "../../src/redis/leases.ts";
import type { Term } from "../../src/redis/lease.ts";
import { createShift, type CrewMember } from "../../src/redis/shift.ts";
import { createHandClock } from "../hand-clock.ts";

const leaseMs = 3_000;
const redisMs = 1_774_522_545_000;

const taken = (leftMs: number): Lease => ({ kind: "taken", leftMs });
const memory = { identity: "a", firstIdentity: "a", sinceMs: 0, lostFromMs: null };

/** A process that wants a lease, of which a test says what Redis answers: `null`, nothing. */
function openShift(context: TestContext, crew: Partial<CrewMember> = {}) {
  const clock = createHandClock();
  const terms: Term[] = [];
  const asked: number[] = [];
  let answer: () => Lease | null = () => null;
  /** How long Redis takes to answer. */
  let takesMs = 0;
  let released = 0;
  const held = (epoch = 7) => ({
    kind: "held" as const,
    epoch,
    nowMs: redisMs + clock.monotonicMs(),
    memory,
  });
  const shift = createShift(
    {
      leases: {
        async lease(name, holder, ms) {
          assert.deepEqual([name, holder, ms], ["engine", "me", leaseMs]);
          asked.push(clock.monotonicMs());
          const lease = answer();
          if (takesMs > 0) await clock.sleep(takesMs);
          if (lease === null) throw new Error("LOADING");
          return lease;
        },
        async release(name, holder) {
          assert.deepEqual([name, holder], ["engine", "me"]);
          released += 1;
          throw new Error("LOADING");
        },
      },
      clock,
      log: createLog({ level: "silent", secrets: [] }),
      name: "engine",
      holder: "me",
      leaseMs,
    },
    [
      {
        async run(term) {
          terms.push(term);
          await clock.sleep(Number.MAX_SAFE_INTEGER, term.signal);
        },
        ...crew,
      },
    ],
  );
  const stopping = new AbortController();
  let ended = false;
  let running: Promise<unknown> | undefined;
  context.after(async () => {
    stopping.abort();
    await clock.pass(leaseMs);
    await running;
  });
  return {
    start() {
      running = shift.run(stopping.signal).then(() => (ended = true));
    },
    shift,
    clock,
    terms,
    /** When Redis was asked for the lease. */
    asked,
    held,
    answers(next: typeof answer, afterMs = 0) {
      answer = next;
      takesMs = afterMs;
    },
    stop: () => stopping.abort(),
    ended: () => ended,
    released: () => released,
  };
}

test("a lease that another holds, or of which Redis says nothing, is looked at ten times as long as one lasts", async (context) => {
  const { start, clock, asked, answers, terms } = openShift(context);
  start();
  await clock.pass(899);
  assert.deepEqual(asked, [0, 300, 600]);
  answers(() => taken(2_000));
  await clock.pass(301);
  assert.deepEqual(asked, [0, 300, 600, 900, 1_200]);
  // Its end is known: not before, and just after it.
  answers(() => taken(100));
  await clock.pass(300);
  await clock.pass(109);
  assert.deepEqual(asked.slice(5), [1_500]);
  await clock.pass(1);
  assert.deepEqual(asked.slice(5), [1_500, 1_610]);
  assert.deepEqual(terms, []);
});

test("a holder renews three times within a lease and knows Redis's time in between", async (context) => {
  const { start, clock, shift, asked, answers, held, terms } = openShift(context);
  answers(held);
  start();
  assert.equal(shift.leading(), false);
  await clock.pass(2_999);
  assert.deepEqual(asked, [0, 1_000, 2_000]);
  assert.equal(terms.length, 1);
  assert.equal(shift.leading(), true);
  assert.equal(shift.standsBy(), false);
  const [term] = terms;
  assert.deepEqual([term?.holder, term?.epoch, term?.leaseMs], ["me", 7, leaseMs]);
  assert.deepEqual(term?.memory, memory);
  assert.equal(term?.nowMs(), redisMs + 2_999);
});

test("Redis's time is never thought later than it is, however long an answer takes: nobody's time is up too soon", async (context) => {
  const { start, clock, answers, held, terms } = openShift(context);
  // Asked at 0, answered at 400 with the time of 0.
  answers(held, 400);
  start();
  await clock.pass(400);
  assert.equal(terms[0]?.nowMs(), redisMs);
  await clock.pass(500);
  assert.equal(terms[0]?.nowMs(), redisMs + 500);
  await clock.pass(900);
  // Asked again at 1,400, answered at 1,800.
  assert.equal(terms[0]?.nowMs(), redisMs + 1_400);
});

test("a lease that was heard of when it was over is none: a process that was stopped meanwhile begins nothing", async (context) => {
  const { start, clock, asked, answers, held, terms } = openShift(context);
  answers(held, leaseMs);
  start();
  await clock.pass(leaseMs);
  assert.deepEqual(terms, []);
  answers(held);
  await clock.pass(300);
  assert.deepEqual(asked, [0, 3_300]);
  assert.equal(terms.length, 1);
});

test("while Redis is silent a holder works on to the end of the lease, counted from before it was asked", async (context) => {
  const { start, clock, shift, asked, answers, held, terms } = openShift(context);
  answers(held, 400);
  start();
  await clock.pass(1_800);
  // Asked at 0, answered at 400; asked at 1,400, answered at 1,800.
  assert.deepEqual(asked, [0, 1_400]);
  answers(() => null);
  await clock.pass(4_399 - 1_800);
  assert.equal(terms[0]?.valid(), true);
  assert.equal(shift.leading(), true);
  await clock.pass(1);
  assert.equal(terms[0]?.valid(), false);
  assert.equal(shift.leading(), false);
  // That is found at the next renewal, and the lease is waited for again.
  assert.deepEqual(asked.slice(2), [2_800, 3_800]);
  await clock.pass(400);
  assert.equal(terms[0]?.signal.aborted, true);
  answers(held);
  await clock.pass(300);
  assert.equal(terms.length, 2);
});

for (const [what, found] of [
  ["another holds", taken(2_000)],
  ["is ours under another epoch", { kind: "held", epoch: 8, nowMs: redisMs, memory }],
] as const) {
  test(`a term is over at once when the renewal finds that the lease ${what}`, async (context) => {
    const { start, clock, shift, answers, held, terms } = openShift(context);
    answers(held);
    start();
    await clock.pass(500);
    answers(() => found);
    await clock.pass(499);
    assert.equal(terms[0]?.signal.aborted, false);
    await clock.pass(1);
    await clock.pass(0);
    assert.equal(terms[0]?.signal.aborted, true);
    assert.equal(terms[0]?.valid(), false);
    assert.equal(shift.leading(), found.kind === "held");
    assert.deepEqual(
      terms.map(({ epoch }) => epoch),
      found.kind === "held" ? [7, 8] : [7],
    );
  });
}

test("a term that its work ends begins anew at once; none ends with others' work still under way", async (context) => {
  let works = 0;
  const slow = Promise.withResolvers<void>();
  const { start, clock, answers, held, asked } = openShift(context, {
    async run(term) {
      works += 1;
      if (works === 1) return term.end();
      await clock.sleep(Number.MAX_SAFE_INTEGER, term.signal);
      await slow.promise;
    },
  });
  answers(held);
  start();
  await clock.pass(300);
  assert.deepEqual(asked, [0, 0]);
  assert.equal(works, 2);
  answers(() => taken(2_000));
  await clock.pass(2_000);
  assert.deepEqual(asked.slice(2), [1_000], "the second is not done yet");
  slow.resolve();
  await clock.pass(0);
  assert.deepEqual(asked.slice(2), [1_000, 2_300]);
});

test("who stops lets the lease go, and waits for what is in flight, though Redis hears neither", async (context) => {
  const inFlight = Promise.withResolvers<void>();
  const { start, clock, shift, answers, held, terms, stop, ended, released } = openShift(context, {
    drained: () => inFlight.promise,
  });
  answers(held);
  start();
  await clock.pass(500);
  assert.equal(released(), 0);
  stop();
  await clock.pass(0);
  assert.equal(terms[0]?.valid(), false);
  assert.equal(shift.leading(), false);
  assert.equal(released(), 1);
  assert.equal(ended(), false);
  inFlight.resolve();
  await clock.pass(0);
  assert.equal(ended(), true);
});

test("who waits for a lease stands by as long as another living process moves its end, and no longer", async (context) => {
  const { start, clock, shift, answers, held } = openShift(context);
  let endsAtMs = 3_000;
  answers(() => taken(endsAtMs - clock.monotonicMs()));
  start();
  await clock.pass(600);
  assert.equal(shift.standsBy(), false, "what a dead process left is nobody's work");
  // What the way to Redis varies by, up to a tenth of a lease, renews nothing.
  endsAtMs += 300;
  await clock.pass(300);
  assert.equal(shift.standsBy(), false);
  endsAtMs += 301;
  await clock.pass(300);
  assert.equal(shift.standsBy(), true);
  // Seen at 1,200; an end that comes sooner moves nothing either.
  endsAtMs -= 100;
  await clock.pass(300);
  endsAtMs += 100;
  await clock.pass(300);
  assert.equal(shift.standsBy(), true);
  endsAtMs += 10_000;
  await clock.pass(300);
  await clock.pass(2_999);
  assert.equal(shift.standsBy(), true, "seen at 2,100, and good for a lease");
  await clock.pass(1);
  assert.equal(shift.standsBy(), false);
  endsAtMs += 10_000;
  await clock.pass(300);
  assert.equal(shift.standsBy(), true);
  answers(() => null);
  await clock.pass(300);
  assert.equal(shift.standsBy(), false, "where Redis does not answer nobody is known to work");
  endsAtMs += 10_000;
  answers(() => taken(endsAtMs - clock.monotonicMs()));
  await clock.pass(300);
  assert.equal(shift.standsBy(), false, "one look says nothing of a move");
  endsAtMs += 10_000;
  await clock.pass(300);
  assert.equal(shift.standsBy(), true);
  answers(held);
  await clock.pass(300);
  assert.equal(shift.standsBy(), false, "it works itself");
  assert.equal(shift.leading(), true);
});
