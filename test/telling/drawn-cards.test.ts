import assert from "node:assert/strict";
import { test } from "node:test";
import { orderIdSchema } from "../../src/orders/state/order.ts";
import type { DrawnCard } from "../../src/orders/store/outbox.ts";
import { createDrawnCards } from "../../src/telling/drawn-cards.ts";
import { createHandClock } from "../hand-clock.ts";

const card = (version: number): DrawnCard => ({
  orderId: orderIdSchema.parse("ORDER00001"),
  version,
});

/** A note that holds a version of `refused` is refused. */
function openNotes(refused: readonly number[] = []) {
  const notes: number[][] = [];
  const clock = createHandClock();
  const note = createDrawnCards(
    {
      async cardsDrawn(cards) {
        const versions = cards.map(({ version }) => version);
        notes.push(versions);
        if (versions.some((version) => refused.includes(version))) throw new Error("refused");
      },
    },
    clock,
  );
  return { note, notes, moment: () => clock.pass(200) };
}

test("cards drawn within a moment are noted together, those after it in another note", async () => {
  const { note, notes, moment } = openNotes();
  const first = [note(card(1)), note(card(2))];
  assert.deepEqual(notes, [], "not yet");
  await moment();
  await Promise.all(first);
  const later = note(card(3));
  await moment();
  await later;
  assert.deepEqual(notes, [[1, 2], [3]]);
});

test("one that cannot be noted is told so, the others are noted without it", async () => {
  const { note, notes, moment } = openNotes([2]);
  const ended = Promise.allSettled([note(card(1)), note(card(2)), note(card(3))]);
  await moment();
  assert.deepEqual(
    (await ended).map(({ status }) => status),
    ["fulfilled", "rejected", "fulfilled"],
  );
  assert.deepEqual(notes, [[1, 2, 3], [1], [2], [3]]);
});

test("one alone that cannot be noted is not tried twice", async () => {
  const { note, notes, moment } = openNotes([1]);
  const ended = Promise.allSettled([note(card(1))]);
  await moment();
  assert.equal((await ended)[0]?.status, "rejected");
  assert.deepEqual(notes, [[1]]);
});
