import assert from "node:assert/strict";
import { Writable } from "node:stream";
import { test } from "node:test";
import { systemClock } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { createRounds } from "../../src/orders/rounds.ts";
import type { PageAnswer } from "../../src/osimesa/answers.ts";
import { reason } from "../../src/reason.ts";
import { fine, minuteMs, openSlowCounter, operatorId, secondMs } from "./slow-time.ts";

/** Rounds in which what `fails` names fails, and what the log says of it. */
function openRounds(fails: (item: string) => string | null) {
  const said: string[] = [];
  const destination = new Writable({
    write(line: Buffer, _encoding, done) {
      said.push(line.toString());
      done();
    },
  });
  const log = createLog({ level: "error", secrets: [], destination });
  const rounds = createRounds({ clock: systemClock, log });
  return {
    said,
    async round(items: readonly string[]) {
      const had: string[] = [];
      const act = async (item: string) => {
        had.push(item);
        const why = fails(item);
        if (why !== null) throw new Error(why);
      };
      const { signal } = new AbortController();
      await rounds.each(items, act, { name: (item) => item, signal });
      rounds.over();
      assert.deepEqual(had, items, "each has its turn");
    },
  };
}

test("what keeps failing is logged once, a new reason once more, and all again after all was well", async () => {
  let why: string | null = "cannot be read";
  const { said, round } = openRounds((item) => (item === "bad" ? why : null));
  for (let times = 0; times < 50; times += 1) await round(["good", "bad"]);
  assert.equal(said.length, 1);
  assert.match(said[0] ?? "", /"item":"bad"[^]*cannot be read/);
  why = "cannot be written";
  for (let times = 0; times < 50; times += 1) await round(["good", "bad"]);
  assert.equal(said.length, 2);
  why = null;
  await round(["good", "bad"]);
  why = "cannot be read";
  await round(["good", "bad"]);
  assert.equal(said.length, 3);
});

test("however much fails, and however often, a hundred lines are logged and no more", async () => {
  const { said, round } = openRounds(() => "cannot be read");
  const items = Array.from({ length: 150 }, (_, index) => `order ${index}`);
  for (let times = 0; times < 3; times += 1) await round(items);
  assert.equal(said.length, 100);
  assert.equal(new Set(said.map((line) => /order \d+/.exec(line)?.[0])).size, 100, "each once");
});

test("before its first round is over nothing is known, nor after a term has ended", () => {
  const log = createLog({ level: "silent", secrets: [] });
  const rounds = createRounds({ clock: systemClock, log });
  assert.equal(rounds.progress().kind, "unknown");
  rounds.over();
  assert.equal(rounds.progress().kind, "well");
  rounds.reset();
  assert.equal(rounds.progress().kind, "unknown");
});

test("what failed in two rounds only, however far apart, may have been bad luck", () => {
  let nowMs = 0;
  const log = createLog({ level: "silent", secrets: [] });
  const rounds = createRounds({ clock: { ...systemClock, monotonicMs: () => nowMs }, log });
  const kinds = [1, 2, 3].map(() => {
    rounds.failed(reason("busy"));
    rounds.over();
    nowMs += 10 * minuteMs;
    return rounds.progress().kind;
  });
  assert.deepEqual(kinds, ["unknown", "unknown", "stuck"]);
});

test("an order whose withdrawal Redis would not take stops no other and is withdrawn at a later look", async () => {
  const down: PageAnswer = { kind: "trouble", cause: "unreachable", why: reason("busy") };
  for (const why of ["expired", "expired in its turn", "price"] as const) {
    const counter = openSlowCounter({
      settings: { confirmedTtlMs: 60_000 },
      recheck: async () => (why === "price" ? "price" : null),
    });
    counter.startEngine();
    await counter.passes(secondMs);
    if (why === "expired") counter.shows(() => down);
    if (why === "expired in its turn") counter.turnTakes(61 * secondMs);
    if (why === "expired") await counter.passes(minuteMs);
    const orders = [await counter.order("081200000001"), await counter.order("081200000002")];
    await counter.passes(why === "price" ? 0 : 59 * secondMs);
    counter.redis({ reads: "fine", scripts: "refused" });
    await counter.passes(6 * secondMs);
    for (const order of orders)
      assert.equal((await counter.find(order.id)).state.name, "confirmed", why);
    counter.redis(fine);
    await counter.passes(2 * minuteMs);
    for (const order of orders)
      assert.deepEqual((await counter.find(order.id)).state, {
        name: "failed",
        failure: { reason: "withdrawn", why: why === "price" ? "price" : "expired" },
      });
    assert.deepEqual(counter.sent, []);
  }
});

test("whenever Redis fails while a page is taken in, what it says of an order that is over is raised with a later one", async () => {
  for (let failsAfterMs = 0; failsAfterMs <= 12; failsAfterMs += 1) {
    const counter = openSlowCounter();
    counter.startEngine();
    await counter.passes(secondMs);
    const over = await counter.order("081200000001");
    await counter.passes(3 * secondMs);
    const [row] = counter.rows;
    assert.ok(row);
    row.statusWord = "success";
    // As long as this one is open, pages are read.
    await counter.order("081200000002");
    await counter.passes(5 * secondMs);
    assert.equal((await counter.find(over.id)).state.name, "succeeded");
    row.statusWord = "failed";
    let pages = 0;
    counter.shows(() => {
      pages += 1;
      if (pages === 1)
        void counter.after(failsAfterMs).then(() => {
          counter.redis({ reads: "fine", scripts: "refused" });
        });
      return { kind: "page", transactions: counter.rows, malformed: 0 };
    });
    await counter.passes(5 * secondMs);
    counter.redis(fine);
    await counter.passes(10 * secondMs);
    const alarms = (await counter.owed(operatorId)).flatMap((notice) =>
      notice.kind === "alarm" ? [notice.alarm] : [],
    );
    assert.deepEqual(alarms, ["correction"], `${failsAfterMs} ms after the page`);
  }
});
