/**
 * The one event loop of a simulation: virtual time, events in a fixed order. After each event everything that
 * follows from it without time passing is run to its end, so that a seed always plays the same.
 */
export interface Loop {
  /** Milliseconds of simulated time; starts at a fixed wall time. */
  now(): number;
  after(ms: number, act: () => void): void;
  /** Runs events until `untilMs`, or until nothing is left. */
  runUntil(untilMs: number): Promise<void>;
  events(): number;
}

interface Timer {
  atMs: number;
  order: number;
  act: () => void;
}

/** 2026-08-17 10:00 in Jakarta. */
const startMs = Date.UTC(2026, 7, 17, 3);

export function createLoop(): Loop {
  const heap: Timer[] = [];
  let nowMs = startMs;
  let created = 0;
  let events = 0;

  const before = (a: Timer, b: Timer) =>
    a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
  const push = (timer: Timer) => {
    let place = heap.push(timer) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !before(timer, above)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = timer;
  };
  const pop = (): Timer | undefined => {
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      const right = heap[child + 1];
      let smallest = heap[child];
      if (smallest === undefined) break;
      if (right !== undefined && before(right, smallest)) {
        smallest = right;
        child += 1;
      }
      if (!before(smallest, last)) break;
      heap[place] = smallest;
      place = child;
    }
    heap[place] = last;
    return top;
  };

  return {
    now: () => nowMs,
    after(ms, act) {
      push({ atMs: nowMs + Math.max(0, ms), order: (created += 1), act });
    },
    async runUntil(untilMs) {
      await new Promise(setImmediate);
      while ((heap[0]?.atMs ?? Infinity) <= untilMs) {
        const timer = pop();
        if (timer === undefined) return;
        nowMs = Math.max(nowMs, timer.atMs);
        events += 1;
        timer.act();
        // Promises settle in microtasks; by the time of the next macrotask nothing is left to settle.
        await new Promise(setImmediate);
      }
      nowMs = Math.max(nowMs, untilMs);
    },
    events: () => events,
  };
}
