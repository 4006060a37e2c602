import assert from "node:assert/strict";
import { test } from "node:test";
import { createLog } from "../../src/log.ts";
import type { Lease } from "../../src/redis/leases.ts";
import { holdLease } from "../../src/redis/lease.ts";
import { createHandClock } from "../hand-clock.ts";

test("while Redis does not say whose the lease is the log says so once a minute, and why", async (context) => {
  const clock = createHandClock();
  let said = "";
  const destination = { write: (line: string) => (said += line) };
  const times = () => said.match(/no lease for a minute/g)?.length ?? 0;
  let answer: Lease | null = { kind: "taken", leftMs: 2_000 };
  const memory = { identity: "a", firstIdentity: "a", sinceMs: 0, lostFromMs: null };
  const stopping = new AbortController();
  const holding = holdLease(
    {
      leases: {
        async lease() {
          if (answer === null) throw new Error("LOADING");
          return answer;
        },
        release: () => Promise.resolve(),
      },
      clock,
      log: createLog({ level: "error", secrets: [], destination }),
      name: "engine",
      holder: "me",
      leaseMs: 3_000,
    },
    ({ signal }) => clock.sleep(Number.MAX_SAFE_INTEGER, signal),
    stopping.signal,
  );
  context.after(async () => {
    stopping.abort();
    await holding;
  });

  await clock.pass(90_000);
  answer = null;
  await clock.pass(59_000);
  assert.equal(times(), 0, "another had it a minute ago");
  await clock.pass(2_000);
  assert.equal(times(), 1);
  assert.match(said, /"lease":"engine","why":"LOADING"/);
  await clock.pass(60_000);
  assert.equal(times(), 2);
  answer = { kind: "held", epoch: 1, nowMs: 0, memory };
  await clock.pass(90_000);
  answer = null;
  await clock.pass(59_000);
  assert.equal(times(), 2, "it was ours a minute ago");
});
