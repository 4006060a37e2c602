import { openStage } from "./stage.ts";
import { milliseconds, percentile, type Row } from "./table.ts";
import { openTill } from "./till.ts";
import { setTimeout as sleep } from "node:timers/promises";

/** What the upstream is said to allow here; the default of 5 would measure nothing but itself. */
const requestsPerSecond = 100;
const pollIntervalMs = 100;
/** So long a transaction waits and is processed upstream. */
const life = { waitingMs: 1_500, processMs: 2_500 };
const inFlight = [1, 15, 20, 150, 1_500, 2_000];

/** Through to told, so many confirmed at once; and what it costs in requests beside one poll per order and interval. */
export async function orders(): Promise<Row[]> {
  const rows: Row[] = [
    [
      `from ✅ to told, OSIMESA_MAX_RPS=${requestsPerSecond}, POLL_INTERVAL_MS=${pollIntervalMs}, each 4 s at the upstream`,
      "",
    ],
  ];
  for (const count of inFlight) {
    const stage = await openStage({ people: count, life });
    try {
      const till = await openTill(stage);
      const bot = await stage.startBot({
        OSIMESA_MAX_RPS: String(requestsPerSecond),
        POLL_INTERVAL_MS: String(pollIntervalMs),
        CONFIRMED_TTL_S: "3600",
        CATALOGUE_REFRESH_S: "3600",
      });
      while ((await bot.figure("osimesa_catalogue_services")) === 0) await sleep(50);
      const before = stage.osimesa.requests.count();
      const startedMs = performance.now();
      await Promise.all(Array.from({ length: count }, (_unused, index) => till.order(index)));
      await till.told(count);
      const seconds = (performance.now() - startedMs) / 1_000;
      const requests = (stage.osimesa.requests.count() - before) / count;
      rows.push([
        `${count.toLocaleString("en")} in flight`,
        `${(count / seconds).toFixed(1)} orders/s, ${requests.toFixed(1)} requests each`,
      ]);
      till.close();
    } finally {
      await stage.close();
    }
  }
  const naive = 1 + Math.ceil((life.waitingMs + life.processMs) / pollIntervalMs);
  rows.push([
    "the naive loop, one poll per order and interval, at any number (computed)",
    `${naive} requests each`,
  ]);
  return rows;
}

const pushes = 60;
const betweenMs = 450;

/** From the upstream's final status to the person's phone, at the default pace. */
export async function push(): Promise<Row[]> {
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
    const requests = stage.osimesa.requests.count() / pushes;
    till.close();
    return [
      [
        "upstream's final status to the push, default pace (OSIMESA_MAX_RPS=5): median",
        milliseconds(percentile(delays, 0.5)),
      ],
      ["  99th percentile", milliseconds(percentile(delays, 0.99))],
      ["  upstream requests per completed order, one every 0.45 s", requests.toFixed(1)],
    ];
  } finally {
    await stage.close();
  }
}
