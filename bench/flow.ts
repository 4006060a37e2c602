import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { openStage, type Stage } from "./stage.ts";
import { milliseconds, percentile, settings, type Row } from "./table.ts";
import { confirmationsAtOnce, openTill } from "./till.ts";

/** The defaults: nothing here is set to anything else. */
const requestsPerSecond = 5;
const counts = [100, 150];
const livesS = [4, 30, 120];
const onPage = 15;
const unseen = 12;

/**
 * From ✅ to told at the default pace, so many confirmed at once. `old`: the folder of another working copy, which does the
 * same beside this one, so that both have the machine they have.
 */
export async function* flow(old: string | undefined): AsyncGenerator<Row> {
  yield settings(
    `from ✅ to told: OSIMESA_MAX_RPS=${requestsPerSecond}, POLL_INTERVAL_MS=2000, confirmed ${confirmationsAtOnce} at once; one run each`,
  );
  for (const lifeS of livesS) {
    for (const count of counts) {
      const bound = boundS(count, lifeS);
      yield [
        `${count} open, each ${lifeS} s at the upstream: the budget allows (computed)`,
        `${bound.all.toFixed(0)} s, ${bound.withPages.toFixed(0)} s with the pages that show them`,
      ];
      const [now, before] = await Promise.all([
        one(count, lifeS, undefined),
        old === undefined ? null : one(count, lifeS, old),
      ]);
      yield* rowsOf(old === undefined ? "" : "this: ", now, bound);
      if (before !== null) yield* rowsOf("old: ", before, bound);
    }
  }
}

interface Bound {
  all: number;
  withPages: number;
}

/**
 * The least time, in s, in which the budget allows it: 1 request and a twelfth of a page to place each order, a look-up for
 * each but those whose end falls while they are among the newest, and no end is seen before it is there. `withPages`: with
 * a page often enough that those are seen on one.
 */
function boundS(count: number, lifeS: number): Bound {
  const place = 1 + 1 / unseen;
  const placedS = (count * place) / requestsPerSecond;
  const free = Math.min(count, onPage + (onPage / lifeS) * placedS);
  const lookUps = count - free;
  const all = Math.max(
    placedS + lifeS,
    lifeS + lookUps / requestsPerSecond,
    (count * place + lookUps) / requestsPerSecond,
  );
  if (lifeS >= placedS) return { all, withPages: all };
  // All by look-ups, or placed at such a rate that a page each `onPage / rate - lifeS` shows each end.
  let rate = requestsPerSecond / (place + 1);
  for (let faster = rate; faster < onPage / lifeS; faster += 0.01)
    if (faster + 1 / (onPage / faster - lifeS) <= requestsPerSecond) rate = faster;
  return { all, withPages: Math.max(all, count / rate + lifeS) };
}

interface Measured {
  count: number;
  seconds: number;
  requests: number;
  delaysMs: number[];
  /** Commands the bot sent to Redis. */
  commands: number;
  /** Scripts that wrote to an order between ✅ and told, each an fsync at most: of the order in the middle. */
  writes: number;
}

function rowsOf(whose: string, measured: Measured, bound: Bound): Row[] {
  const { count, seconds, requests, delaysMs, commands, writes } = measured;
  const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
  return [
    [
      `  ${whose}all told`,
      `${seconds.toFixed(0)} s, ${percent(bound.all / seconds)} and ${percent(bound.withPages / seconds)} of it`,
      "≥ 85 %",
    ],
    [
      `  ${whose}its end to the push: median, 99th percentile`,
      `${milliseconds(percentile(delaysMs, 0.5))}, ${milliseconds(percentile(delaysMs, 0.99))}`,
    ],
    [
      `  ${whose}requests each, of the budget`,
      `${(requests / count).toFixed(1)}, ${percent(requests / (requestsPerSecond * seconds))}`,
    ],
    [`  ${whose}Redis commands of the bot, each`, (commands / count).toFixed(0), "≤ 30"],
    [`  ${whose}scripts that write to it between ✅ and told`, writes.toFixed(0), "≤ 3"],
  ];
}

async function one(count: number, lifeS: number, project: string | undefined): Promise<Measured> {
  const stage = await openStage({
    people: count,
    life: { waitingMs: lifeS * 400, processMs: lifeS * 600 },
  });
  try {
    const till = await openTill(stage);
    const listener = await listenTo(stage);
    const bot = await stage.startBot({}, { project });
    while ((await bot.figure("osimesa_catalogue_services")) === 0) await sleep(50);
    const endedMs = new Map<string, number>();
    stage.osimesa.events.on("transaction", ({ data, views }) => {
      if (views.at(-1)?.phase === "success") endedMs.set(data[0], performance.now());
    });
    const before = stage.osimesa.requests.count();
    listener.begin();
    const startedMs = performance.now();
    const numbers: string[] = [];
    const ids: string[] = [];
    for (const { id, destination } of await till.orders(count)) {
      ids.push(id);
      numbers.push(destination[0]?.value ?? "");
    }
    await till.told(count);
    const seconds = (performance.now() - startedMs) / 1_000;
    const requests = stage.osimesa.requests.count() - before;
    const heard = listener.end();
    return {
      count,
      seconds,
      requests,
      delaysMs: stage.people.map(
        (person, index) =>
          (till.toldAtMs(person) ?? Number.NaN) - (endedMs.get(numbers[index] ?? "") ?? Number.NaN),
      ),
      commands: heard.commands,
      writes: percentile(
        ids.map((id) => heard.writes.get(id) ?? 0),
        0.5,
      ),
    };
  } finally {
    await stage.close();
  }
}

/** Hears every command that the bot sends to Redis. What is connected already is not the bot. */
async function listenTo({ redis: { url } }: Stage) {
  const redis = new Redis(url);
  const own = new Set(
    String(await redis.client("LIST"))
      .split("\n")
      .map((line) => /addr=(\S+)/.exec(line)?.[1]),
  );
  const monitor = await redis.monitor();
  let commands = 0;
  let on = false;
  const writes = new Map<string, number>();
  /** The order that the script under way is of. */
  let script: string | null = null;
  monitor.on("monitor", (_time: string, args: string[], source: string) => {
    if (source !== "lua") script = null;
    if (!on || (source !== "lua" && own.has(source))) return;
    const name = args[0]?.toLowerCase() ?? "";
    if (source !== "lua") {
      commands += 1;
      // EVALSHA sha keys prefix [identity] order …
      script = name === "evalsha" ? (args.slice(4, 6).find(isOrder) ?? null) : null;
    } else if (script !== null && name === "hset" && args[1]?.endsWith(`order:${script}`)) {
      writes.set(script, (writes.get(script) ?? 0) + 1);
      script = null;
    }
  });
  return {
    begin: () => void (on = true),
    end() {
      on = false;
      monitor.disconnect();
      redis.disconnect();
      return { commands, writes };
    },
  };
}

const isOrder = (text: string) => /^[0-9A-Z]{10}$/.test(text);
