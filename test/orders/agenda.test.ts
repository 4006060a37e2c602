import assert from "node:assert/strict";
import { test } from "node:test";
import { orderIdSchema } from "../../src/orders/state/order.ts";
import { createAgenda, placedOf, type Due } from "../../src/orders/tracking/agenda.ts";
import { orderOf, placed, placement, secondMs } from "./balance/accounts.ts";

const ids = ["ORDER00001", "ORDER00002", "ORDER00003"].map((id) => orderIdSchema.parse(id));

/** So many orders of one service, sent a second apart, that no page shows any more. */
function openAgenda() {
  const agenda = createAgenda({ pollIntervalMs: 2 * secondMs });
  for (const [place, id] of ids.entries()) {
    const sentAtMs = place * secondMs;
    const order = { ...orderOf(placed, []), id, confirmedAtMs: 0, sentAtMs };
    agenda.shown(placedOf(order, placement.ref, null), null, 3 * secondMs);
  }
  agenda.pageShows(new Map(), 3 * secondMs);
  return agenda;
}

const onlyLikely = { likely: true, aged: false };

function takeLikely(agenda: ReturnType<typeof createAgenda>, nowMs: number): Due["id"][] {
  const taken: Due["id"][] = [];
  for (let due = agenda.take(nowMs, onlyLikely); due !== null; due = agenda.take(nowMs, onlyLikely))
    taken.push(due.id);
  return taken;
}

test("once it is known how long a service takes, those that took as long are asked for before all others", () => {
  const agenda = openAgenda();
  const { code } = orderOf(placed, []).service;
  assert.deepEqual(takeLikely(agenda, 60 * secondMs), [], "nobody knows how long they take");
  agenda.learnt("P-other", 10 * secondMs, 20 * secondMs);
  assert.deepEqual(takeLikely(agenda, 60 * secondMs), []);
  agenda.learnt(code, 10 * secondMs, 11 * secondMs);
  assert.deepEqual(takeLikely(agenda, 11.6 * secondMs), ids.slice(0, 2));
  assert.deepEqual(takeLikely(agenda, 12.6 * secondMs), ids.slice(2));
});

test("what is being asked for when that becomes known is not asked for twice", () => {
  const agenda = openAgenda();
  const due = agenda.take(20 * secondMs, { likely: true, aged: true });
  assert.equal(due?.id, ids[0]);
  agenda.learnt(orderOf(placed, []).service.code, 10 * secondMs, 20 * secondMs);
  assert.deepEqual(takeLikely(agenda, 20 * secondMs), ids.slice(1));
});

test("one that takes longer than usual is asked for when it has waited as long again, and again", () => {
  const agenda = openAgenda();
  agenda.learnt(orderOf(placed, []).service.code, 10 * secondMs, 4 * secondMs);
  for (const id of ids.slice(1)) agenda.over(id);
  const asked: number[] = [];
  for (let nowMs = 10 * secondMs; nowMs < 60 * secondMs; nowMs += 100) {
    const due = agenda.take(nowMs, onlyLikely);
    if (due === null) continue;
    asked.push(nowMs / secondMs);
    agenda.asked(due, { nowMs, order: due.placed, usualMs: 10 * secondMs, misses: due.misses });
  }
  assert.deepEqual(asked, [10.5, 12.5, 14.5, 18.5, 26.5, 42.5]);
});
