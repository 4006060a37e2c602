import { setTimeout as sleep } from "node:timers/promises";
import { openBalancer } from "../sandbox/balancer.ts";
import { freePort } from "../sandbox/free-port.ts";
import type { RedisProcess } from "../sandbox/redis/process.ts";
import { startSentinelSet } from "../sandbox/redis/sentinel-set.ts";
import { crowd } from "./crowd.ts";
import { measuredMs, pace, type Pace } from "./pace.ts";
import { buyARound, hasCatalogue, ordersARound, shopping, type Round } from "./shopping.ts";
import { openStage, type BotProcess, type Stage } from "./stage.ts";
import { settings, spread, type Row } from "./table.ts";

const people = 3_000;
const atOnce = 10;
const rounds = 5;
const refresh = { CATALOGUE_REFRESH_S: "3600" };

/** Press to answer by webhook, with one process and with three, beside polling. */
export async function* intake(): AsyncGenerator<Row> {
  yield settings(
    `${people.toLocaleString("en")} people, ${atOnce} presses at once, CATALOGUE_REFRESH_S=${refresh.CATALOGUE_REFRESH_S}, WEBHOOK_MAX_CONNECTIONS=40; a balancer that sends each request to the next; ${rounds} rounds of ${measuredMs} ms each, in turn, after one to warm up`,
  );
  const closes: (() => Promise<void>)[] = [];
  const open = async (start: (stage: Stage) => Promise<readonly BotProcess[]>) => {
    const stage = await openStage({ people });
    closes.unshift(stage.close);
    const bots = await start(stage);
    const cpuMs = async () =>
      (await Promise.all(bots.map((bot) => bot.cpuMs()))).reduce((sum, one) => sum + one, 0);
    const { press } = crowd(stage);
    const paces: Pace[] = [];
    return {
      paces,
      async run(counted: boolean) {
        const measured = await pace(press, stage, { cpuMs }, atOnce);
        if (counted) paces.push(measured);
      },
    };
  };
  const byWebhook = (count: number) =>
    open(async (stage) => {
      const balancer = await openBalancer();
      closes.push(balancer.close);
      const bots: BotProcess[] = [];
      while (bots.length < count)
        bots.push(
          await stage.startBot({
            ...refresh,
            TELEGRAM_INTAKE: "webhook",
            WEBHOOK_URL: balancer.url,
            PORT: String(await freePort()),
          }),
        );
      balancer.sendTo(...bots.map(({ port }) => port));
      return bots;
    });
  try {
    const polling = await open(async (stage) => [await stage.startBot(refresh)]);
    const one = await byWebhook(1);
    const three = await byWebhook(3);
    for (let round = 0; round <= rounds; round += 1)
      for (const bot of [polling, one, three]) await bot.run(round > 0);
    for (const [name, { paces }] of [
      ["polling", polling],
      ["webhook, one process", one],
      ["webhook, three processes", three],
    ] as const) {
      const each = (figure: keyof Pace, digits = 0) =>
        spread(
          paces.map((pace) => pace[figure]),
          digits,
        );
      yield [`${name}: press to answer, median; p99`, `${each("usualMs")}; ${each("slowMs")} ms`];
      yield [`  presses a second; CPU each`, `${each("perSecond")}; ${each("cpuMs", 2)} ms`];
      if (paces === polling.paces) continue;
      for (const [what, figure] of [
        ["median", "usualMs"],
        ["p99", "slowMs"],
        ["CPU each", "cpuMs"],
      ] as const)
        yield [`  beside polling, by round: ${what}`, byRound(paces, polling.paces, figure)];
    }
  } finally {
    for (const close of closes) await close();
  }
}

const orderEnv = { ...refresh, OSIMESA_MAX_RPS: "100", POLL_INTERVAL_MS: "100" };
const life = { waitingMs: 1_500, processMs: 1_500 };

/** ✅ to placed with a replica that has it, beside without, on the same servers. */
export async function* waiting(): AsyncGenerator<Row> {
  yield settings(
    `a primary with two replicas (appendfsync always each) and three sentinels; ${shown(orderEnv)}; two bots on it, REDIS_REPLICAS=1 and 0; ${rounds} rounds of ${ordersARound.count} orders each, ${ordersARound.atOnce} people at once, the bots in turn, after one to warm up`,
  );
  const set = await startSentinelSet();
  const stages: Stage[] = [];
  const open = async (replicas: string) => {
    const stage = await openStage({ people: 200, life, redisUrl: set.url, place: stages.length });
    stages.push(stage);
    const bot = await stage.startBot({ ...orderEnv, REDIS_REPLICAS: replicas });
    await hasCatalogue(bot);
    const shop = shopping(stage);
    const measured: Round[] = [];
    return {
      measured,
      async run(counted: boolean) {
        const round = await buyARound(shop, bot);
        if (counted) measured.push(round);
      },
    };
  };
  try {
    const withOne = await open("1");
    const without = await open("0");
    for (let round = 0; round <= rounds; round += 1)
      for (const bot of [withOne, without]) await bot.run(round > 0);
    for (const [what, figure] of [
      ["✅ until the supplier has it", "suppliedMs"],
      ["✅ until its card says placed", "placedMs"],
      ["CPU of the bot, an order", "cpuMs"],
    ] as const) {
      for (const [name, { measured }] of [
        ["REDIS_REPLICAS=1", withOne],
        ["REDIS_REPLICAS=0", without],
      ] as const)
        yield [`${what}: ${name}`, `${spread(measured.map((round) => round[figure]))} ms`];
      yield [`  1 beside 0, by round`, byRound(withOne.measured, without.measured, figure)];
    }
  } finally {
    for (const stage of stages) await stage.close();
    await set.close();
  }
}

const failures = {
  killed: {
    fail: (server: RedisProcess) => server.kill(),
    mend: (one: RedisProcess) => one.start(),
  },
  stopped: {
    fail: async (server: RedisProcess) => server.pause(),
    mend: async (server: RedisProcess) => server.resume(),
  },
};
const failuresEach = 3;
/** Somebody tries so often, each once. */
const tryEveryMs = 250;
const mostTries = 240;

/** From the primary's end to the first order that is pressed after it and placed. */
export async function* failover(): AsyncGenerator<Row> {
  yield settings(
    `as for waiting, REDIS_REPLICAS=1, down-after-milliseconds 1000, LEASE_MS=15000; after the failure somebody types an order each ${tryEveryMs} ms, and presses ✅ once; each ${failuresEach} times`,
  );
  const set = await startSentinelSet();
  const stage = await openStage({ people: 1_000, life, redisUrl: set.url });
  try {
    const bot = await stage.startBot({ ...orderEnv, REDIS_REPLICAS: "1" }, { quiet: true });
    await hasCatalogue(bot);
    const shop = shopping(stage);
    for (const [how, { fail, mend }] of Object.entries(failures)) {
      const promotedMs: number[] = [];
      const placedMs: number[] = [];
      for (let time = 0; time < failuresEach; time += 1) {
        await shop.buy(shop.next());
        const primary = await set.primary();
        await fail(primary);
        const failedMs = performance.now();
        const promoted = set.promoted(primary).then(() => performance.now() - failedMs);
        placedMs.push((await firstPlaced(shop)) - failedMs);
        promotedMs.push(await promoted);
        await mend(primary);
        await set.whole();
      }
      yield [`the primary is ${how}: until another is one`, `${spread(promotedMs)} ms`];
      yield [`  until an order is placed that was pressed after it`, `${spread(placedMs)} ms`];
    }
  } finally {
    await stage.close();
    await set.close();
  }
}

/** When, on the clock of `performance.now`. */
async function firstPlaced(shop: ReturnType<typeof shopping>): Promise<number> {
  const found = Promise.withResolvers<number>();
  const over = new AbortController();
  void found.promise.finally(() => over.abort()).catch(() => undefined);
  for (let tries = 0; tries < mostTries && !over.signal.aborted; tries += 1) {
    void shop
      .buy(shop.next())
      .then(() => found.resolve(performance.now()))
      .catch(() => undefined);
    await sleep(tryEveryMs, null, { signal: over.signal }).catch(() => undefined);
  }
  if (!over.signal.aborted) found.reject(new Error("no order was placed"));
  return found.promise;
}

function byRound<Figure extends string>(
  these: readonly Record<Figure, number>[],
  those: readonly Record<Figure, number>[],
  figure: Figure,
): string {
  return spread(
    these.map((one, round) => one[figure] / (those[round]?.[figure] ?? Number.NaN)),
    2,
  );
}

const shown = (env: Record<string, string>) =>
  Object.entries(env)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
