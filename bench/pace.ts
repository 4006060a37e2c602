import { setTimeout as sleep } from "node:timers/promises";
import type { BotProcess, Stage } from "./stage.ts";
import { percentile } from "./table.ts";

export interface Pace {
  perSecond: number;
  /** Processor time of the bot for one update. */
  cpuMs: number;
  usualMs: number;
  /** 99th percentile. */
  slowMs: number;
}

/** Enough that a count of hundredths of a second is exact to a percent. */
export const measuredMs = 1_500;
const warmUpMs = 300;

/** Runs `act` for everybody in turn, `atOnce` at a time, and counts once it is warm. */
export async function pace(
  act: (id: number) => Promise<void>,
  { people }: Stage,
  bot: Pick<BotProcess, "cpuMs">,
  atOnce: number,
): Promise<Pace> {
  let place = 0;
  let latenciesMs: number[] = [];
  let over = false;
  const worker = async () => {
    while (!over) {
      const id = people[place % people.length] ?? 0;
      place += 1;
      const startedMs = performance.now();
      await act(id);
      latenciesMs.push(performance.now() - startedMs);
    }
  };
  const workers = Promise.all(Array.from({ length: atOnce }, worker));
  await sleep(warmUpMs);
  const cpuBeforeMs = await bot.cpuMs();
  latenciesMs = [];
  const startedMs = performance.now();
  await sleep(measuredMs);
  const measured = latenciesMs;
  const seconds = (performance.now() - startedMs) / 1_000;
  const count = measured.length;
  const cpuMs = ((await bot.cpuMs()) - cpuBeforeMs) / count;
  over = true;
  const counted = measured.slice(0, count);
  const [usualMs, slowMs] = [percentile(counted, 0.5), percentile(counted, 0.99)];
  await workers;
  return { perSecond: count / seconds, cpuMs, usualMs, slowMs };
}
