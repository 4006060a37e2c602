import { setTimeout as sleep } from "node:timers/promises";
import { openStage } from "./stage.ts";
import { milliseconds, percentile, settings, type Row } from "./table.ts";
import { confirmationsAtOnce, openTill } from "./till.ts";

/** What the upstream is said to allow here; the default of 5 would measure nothing but itself. */
const requestsPerSecond = 100;
const pollIntervalMs = 100;
/** So long a transaction waits and is processed upstream. */
const life = { waitingMs: 1_500, processMs: 2_500 };
const lifeMs = life.waitingMs + life.processMs;
const inFlight = [1, 15, 20, 150, 1_500, 2_000];

/** Through to told; and what it costs in requests beside one poll per order and interval. */
export async function* orders(): AsyncGenerator<Row> {
  const env = {
    OSIMESA_MAX_RPS: String(requestsPerSecond),
    POLL_INTERVAL_MS: String(pollIntervalMs),
    CONFIRMED_TTL_S: "3600",
    CATALOGUE_REFRESH_S: "3600",
  };
  yield settings(
    `${shown(env)}; each ${lifeMs / 1_000} s at the upstream; confirmed ${confirmationsAtOnce} at once; one run each`,
  );
  for (const count of inFlight) {
    const stage = await openStage({ people: count, life });
    try {
      const till = await openTill(stage);
      const bot = await stage.startBot(env);
      while ((await bot.figure("osimesa_catalogue_services")) === 0) await sleep(50);
      const before = stage.osimesa.requests.count();
      const cpuBeforeMs = await bot.cpuMs();
      const startedMs = performance.now();
      await till.orders(count);
      const confirmedMs = performance.now() - startedMs;
      await till.told(count);
      const seconds = (performance.now() - startedMs) / 1_000;
      const cpuMs = ((await bot.cpuMs()) - cpuBeforeMs) / count;
      const requests = (stage.osimesa.requests.count() - before) / count;
      yield [
        `${count.toLocaleString("en")} in flight, confirmed in ${milliseconds(confirmedMs)}: from the first ✅ to all told`,
        `${(count / seconds).toFixed(1)} orders/s, each ${requests.toFixed(1)} requests, ${cpuMs.toFixed(1)} ms CPU`,
      ];
    } finally {
      await stage.close();
    }
  }
  yield [
    "the naive loop, one poll per order and interval, at any number (computed)",
    `${1 + Math.ceil(lifeMs / pollIntervalMs)} requests each`,
  ];
}

const pushes = 60;
const betweenMs = 450;

/** From the upstream's final status to the person's phone, at the default pace. */
export async function* push(): AsyncGenerator<Row> {
  yield settings(
    `the defaults (OSIMESA_MAX_RPS=5, POLL_INTERVAL_MS=2000); ${pushes} orders, one every ${betweenMs} ms, each ${lifeMs / 1_000} s at the upstream`,
  );
  const stage = await openStage({ people: pushes, life });
  try {
    const till = await openTill(stage);
    await stage.startBot();
    const endedMs = new Map<string, number>();
    stage.osimesa.events.on("transaction", ({ data, views }) => {
      if (views.at(-1)?.phase === "success") endedMs.set(data[0], performance.now());
    });
    const numbers: string[] = [];
    for (let index = 0; index < pushes; index += 1) {
      const { destination } = await till.order(index);
      numbers.push(destination[0]?.value ?? "");
      await sleep(betweenMs);
    }
    await till.told(pushes);
    const delays = stage.people.map(
      (person, index) =>
        (till.toldAtMs(person) ?? Number.NaN) - (endedMs.get(numbers[index] ?? "") ?? Number.NaN),
    );
    yield [
      "upstream's final status to the push: median, 99th percentile, highest",
      [percentile(delays, 0.5), percentile(delays, 0.99), Math.max(...delays)]
        .map(milliseconds)
        .join(", "),
    ];
    yield [
      "upstream requests per completed order",
      (stage.osimesa.requests.count() / pushes).toFixed(1),
    ];
  } finally {
    await stage.close();
  }
}

const shown = (env: Record<string, string>) =>
  Object.entries(env)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
