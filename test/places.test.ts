import assert from "node:assert/strict";
import { test } from "node:test";
import { createPlaces } from "../src/places.ts";

function openPlaces() {
  let nowMs = 0;
  const places = createPlaces({ monotonicMs: () => nowMs }, { quick: 3, quickMs: 100, most: 5 });
  const works: PromiseWithResolvers<void>[] = [];
  return {
    places,
    pass: (ms: number) => (nowMs += ms),
    begin(count: number) {
      for (let each = 0; each < count; each += 1) {
        const work = Promise.withResolvers<void>();
        works.push(work);
        places.take(work.promise);
      }
    },
    works,
  };
}

test("so much quick work at once; what lasts gives its place away, but not without end", async () => {
  const { places, pass, begin, works } = openPlaces();
  begin(3);
  assert.equal(places.free(), 0);
  pass(99);
  assert.equal(places.free(), 0);
  pass(1);
  assert.equal(places.free(), 2, "of five in all three still hang");
  begin(1);
  assert.equal(places.free(), 1);
  begin(1);
  pass(1_000);
  assert.equal(places.free(), 0);
  works[0]?.resolve();
  works[1]?.reject(new Error("failed, and over all the same"));
  await Promise.allSettled([works[0]?.promise, works[1]?.promise]);
  assert.equal(places.free(), 2);
});

test("the end waits for what lasts too, however it ends", async () => {
  const { places, pass, begin, works } = openPlaces();
  begin(2);
  pass(1_000);
  let ended = false;
  const ending = places.ended().then(() => (ended = true));
  works[0]?.resolve();
  await Promise.resolve(works[0]?.promise);
  assert.equal(ended, false);
  works[1]?.reject(new Error("failed"));
  await ending;
});
