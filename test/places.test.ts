import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { test } from "node:test";
import { createPlaces } from "../src/places.ts";
import { createHandClock } from "./hand-clock.ts";

function openPlaces() {
  const clock = createHandClock();
  const places = createPlaces(clock, { quick: 3, quickMs: 100, most: 5 });
  const works: PromiseWithResolvers<void>[] = [];
  return {
    places,
    pass: (ms: number) => clock.pass(ms),
    begin(count: number) {
      for (let each = 0; each < count; each += 1) {
        const work = Promise.withResolvers<void>();
        works.push(work);
        places.take(work.promise);
      }
    },
    /** Whether there was room by now, for each time that it is asked. */
    waitForRoom(signal = new AbortController().signal) {
      let isThere = false;
      void places.room(signal).then(() => (isThere = true));
      return async () => {
        await setImmediate();
        return isThere;
      };
    },
    works,
  };
}

test("so much quick work at once; what lasts gives its place away, but not without end", async () => {
  const { places, pass, begin, works } = openPlaces();
  begin(3);
  assert.equal(places.free(), 0);
  await pass(99);
  assert.equal(places.free(), 0);
  await pass(1);
  assert.equal(places.free(), 2, "of five in all three still hang");
  begin(1);
  assert.equal(places.free(), 1);
  begin(1);
  await pass(1_000);
  assert.equal(places.free(), 0);
  works[0]?.resolve();
  works[1]?.reject(new Error("failed, and over all the same"));
  await Promise.allSettled([works[0]?.promise, works[1]?.promise]);
  assert.equal(places.free(), 2);
});

test("there is room in the moment in which something ends, and the moment in which it no longer is quick", async () => {
  const { pass, begin, works, waitForRoom } = openPlaces();
  begin(2);
  assert.equal(await waitForRoom()(), true, "nobody waits while a place is free");
  await pass(50);
  begin(1);
  const afterAnEnd = waitForRoom();
  assert.equal(await afterAnEnd(), false);
  works[2]?.reject(new Error("failed"));
  assert.equal(await afterAnEnd(), true, "no time has passed");
  begin(1);
  const afterLong = waitForRoom();
  await pass(49);
  assert.equal(await afterLong(), false);
  await pass(1);
  assert.equal(await afterLong(), true);
});

test("where everything hangs there is room once something ends, or nobody waits any more", async () => {
  const { pass, begin, works, waitForRoom } = openPlaces();
  begin(5);
  const leaving = new AbortController();
  const [patient, leaves] = [waitForRoom(), waitForRoom(leaving.signal)];
  await pass(1_000);
  assert.deepEqual([await patient(), await leaves()], [false, false]);
  leaving.abort();
  assert.deepEqual([await patient(), await leaves()], [false, true]);
  works[4]?.resolve();
  assert.equal(await patient(), true);
});

test("the end waits for what lasts too, however it ends", async () => {
  const { places, pass, begin, works } = openPlaces();
  begin(2);
  await pass(1_000);
  let ended = false;
  const ending = places.ended().then(() => (ended = true));
  works[0]?.resolve();
  await Promise.resolve(works[0]?.promise);
  assert.equal(ended, false);
  works[1]?.reject(new Error("failed"));
  await ending;
});
