import assert from "node:assert/strict";
import { test } from "node:test";
import { createBells } from "../../src/bell.ts";
import { createShopSightings, createSightings, type Sightings } from "../../src/watch/sightings.ts";
import { createHandClock } from "../hand-clock.ts";

function shown(sightings: Sightings): string[] {
  const finding = sightings.finding();
  return finding.kind === "trouble" ? finding.why.detail.split("\n") : [];
}

test("an alarm lists ten sightings at most, each once, and what is seen beyond them is no news", () => {
  const sightings = createSightings(createHandClock(), "status-words");
  assert.deepEqual(sightings.finding(), { kind: "well" });
  const news = Array.from({ length: 12 }, (_, word) => sightings.note(`word ${word}`));
  assert.deepEqual(news, [...Array.from({ length: 10 }, () => true), false, false]);
  assert.equal(sightings.note("word 3"), false);
  assert.deepEqual(
    shown(sightings),
    Array.from({ length: 10 }, (_, word) => `word ${word}`),
  );
});

test("a sighting is forgotten a minute after it was seen last, and makes place for another", async () => {
  const clock = createHandClock();
  const sightings = createSightings(clock, "status-words");
  for (let word = 0; word < 10; word += 1) sightings.note(`word ${word}`);
  await clock.pass(59_000);
  assert.equal(sightings.note("word 3"), false);
  await clock.pass(1_000);
  assert.equal(shown(sightings).length, 10);
  await clock.pass(1);
  assert.deepEqual(shown(sightings), ["word 3"]);
  assert.equal(sightings.note("word 11"), true);
  await clock.pass(60_001);
  assert.equal(sightings.note("word 11"), true);
  await clock.pass(60_001);
  assert.deepEqual(sightings.finding(), { kind: "well" });
});

test("what the parts of the shop meet is sighted each in its own place, and a dead letter wakes the watch", async () => {
  const clock = createHandClock();
  const { shop } = createBells(clock);
  const sightings = createShopSightings(clock, { shop });
  const { onDeadLetter, onUnknownWord, onUnreadableOrder } = sightings.reports;
  onUnknownWord("odd");
  onUnreadableOrder("A1B2C3D4E5");
  let woken = false;
  void shop.wait(60_000, new AbortController().signal).then(() => (woken = true));
  await clock.pass(0);
  assert.equal(woken, false);
  onDeadLetter("empty");
  await clock.pass(0);
  assert.equal(woken, true);
  assert.deepEqual(shown(sightings.unknownWords), ["odd"]);
  assert.deepEqual(shown(sightings.unreadableOrders), ["A1B2C3D4E5"]);
  assert.deepEqual(shown(sightings.deadLetters), ["empty"]);
});
