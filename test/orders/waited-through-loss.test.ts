import assert from "node:assert/strict";
import { test } from "node:test";
import type { PageAnswer } from "../../src/osimesa/answers.ts";
import { reason } from "../../src/reason.ts";
import { openSlowCounter, secondMs } from "./slow-time.ts";

const silence: PageAnswer = {
  kind: "trouble",
  cause: "unreachable",
  why: reason("server-error", "HTTP 502"),
};

test("an order that waited when Redis went back is looked for at once, though nothing can be sent", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  counter.shows(() => silence);
  await counter.passes(secondMs);
  const order = await counter.order("081200000001");
  await counter.passes(5 * secondMs);
  assert.equal((await counter.find(order.id)).state.name, "confirmed");
  counter.db.becomes("another memory");
  await counter.passes(10 * secondMs);
  assert.deepEqual((await counter.find(order.id)).state, {
    name: "unknown",
    why: reason("memory-lost"),
  });
  const answer = await counter.cancel(order.id);
  assert.equal(answer.kind, "too-late");
});

test("an order that waited when Redis went back is decided as soon as pages can tell, though the account was looked at before it was doubted", async () => {
  const settings = { unknownGraceMs: 10 * secondMs, upstreamSkewMs: secondMs };
  const counter = openSlowCounter({ settings });
  counter.startEngine();
  counter.shows(() => silence);
  await counter.passes(secondMs);
  const order = await counter.order("081200000001");
  counter.db.becomes("another memory");
  counter.shows(() => ({ kind: "page", transactions: [], malformed: 0 }));
  await counter.passes(40 * secondMs);
  assert.deepEqual((await counter.find(order.id)).state, {
    name: "review",
    why: reason("pages-have-gap"),
  });
});
