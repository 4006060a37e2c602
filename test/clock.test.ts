import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { suite, test } from "node:test";
import { systemClock } from "../src/clock.ts";
import { createBell } from "../src/bell.ts";

/** Longer than any of these may take, on any machine; short enough to wait for when one is broken. */
const longMs = 5_000;

suite("sleeping", () => {
  test("ends at once when its signal is aborted, before or during it, and never rejects", async () => {
    const stopping = new AbortController();
    const asleep = systemClock.sleep(longMs, stopping.signal);
    stopping.abort();
    await atOnce(asleep);
    await atOnce(systemClock.sleep(longMs, stopping.signal));
  });

  test("leaves nothing behind on a signal that lives as long as the process", async () => {
    const { signal } = new AbortController();
    for (let slept = 0; slept < 20; slept += 1) await systemClock.sleep(1, signal);
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });

  test("waits as long as it was told", async () => {
    assert.ok((await lengthMs(systemClock.sleep(30))) >= 29);
  });
});

suite("a bell", () => {
  test("wakes who waits, and is kept for who comes after", async () => {
    const bell = createBell(systemClock);
    const { signal } = new AbortController();
    const waits = bell.wait(longMs, signal);
    bell.ring();
    await atOnce(waits);
    bell.ring();
    await atOnce(bell.wait(longMs, signal));
  });

  test("lets go of who waits when the work is over, and of who comes later", async () => {
    const bell = createBell(systemClock);
    const over = new AbortController();
    const waits = bell.wait(longMs, over.signal);
    over.abort();
    await atOnce(waits);
    await atOnce(bell.wait(longMs, over.signal));
  });

  test("is kept only once: the next wait lasts its time", async () => {
    const bell = createBell(systemClock);
    const { signal } = new AbortController();
    bell.ring();
    await atOnce(bell.wait(longMs, signal));
    // Node counts it from when this turn of its loop began.
    assert.ok((await lengthMs(bell.wait(60, signal))) >= 30);
  });
});

async function lengthMs(waits: Promise<void>): Promise<number> {
  const fromMs = systemClock.monotonicMs();
  await waits;
  return systemClock.monotonicMs() - fromMs;
}

async function atOnce(waits: Promise<void>): Promise<void> {
  assert.ok((await lengthMs(waits)) < longMs / 2);
}
