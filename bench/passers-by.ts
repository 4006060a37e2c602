import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { crowd } from "./crowd.ts";
import type { Stage } from "./stage.ts";
import { percentile, type Row } from "./table.ts";

export interface PassersBy {
  /** Of what ended since the last `take`. Throws when one could not press. */
  take(): Passed;
  stop(): Promise<void>;
}

export interface Passed {
  latenciesMs: readonly number[];
  /** The longest that this process itself, emulators and all, was held up: it is in the latencies. */
  ownStallMs: number;
}

const nanosecondsPerMs = 1e6;
const tickMs = 2;
const patienceMs = 5_000;

/** Presses that come at their time, whether or not those before were answered: what people feel of what else the bot does. */
export function passersBy(stage: Stage, perSecond: number): PassersBy {
  const { press } = crowd(stage);
  const own = monitorEventLoopDelay({ resolution: 1 });
  own.enable();
  let latenciesMs: number[] = [];
  let failure: unknown = null;
  let place = 0;
  const underWay = new Set<Promise<void>>();
  const begin = (dueMs: number) => {
    const id = stage.people[place % stage.people.length] ?? 0;
    place += 1;
    const pressing = press(id).then(
      () => void latenciesMs.push(performance.now() - dueMs),
      (error: unknown) => void (failure ??= error),
    );
    underWay.add(pressing);
    void pressing.finally(() => underWay.delete(pressing));
  };
  const startedMs = performance.now();
  let begun = 0;
  const dueMs = () => startedMs + (begun * 1_000) / perSecond;
  // What this process was too busy for comes late, and counts from when it was due.
  const ticker = setInterval(() => {
    for (; dueMs() <= performance.now(); begun += 1) begin(dueMs());
  }, tickMs);
  stage.atClose(() => clearInterval(ticker));
  return {
    take() {
      if (failure !== null) throw failure;
      const passed = { latenciesMs, ownStallMs: own.max / nanosecondsPerMs };
      latenciesMs = [];
      own.reset();
      return passed;
    },
    async stop() {
      clearInterval(ticker);
      own.disable();
      await Promise.race([Promise.all(underWay), sleep(patienceMs)]);
    },
  };
}

export function felt(passed: readonly Passed[]): Row {
  const all = passed.flatMap(({ latenciesMs }) => latenciesMs);
  const figures = [percentile(all, 0.5), percentile(all, 0.99), Math.max(...all)];
  const ownMs = Math.max(...passed.map(({ ownStallMs }) => ownStallMs));
  return [
    "  presses of others meanwhile: median, 99th percentile, highest",
    `${figures.map((ms) => ms.toFixed(0)).join(", ")} ms (the bench itself stalled ${ownMs.toFixed(0)} ms at most)`,
  ];
}
