import { setTimeout as sleep } from "node:timers/promises";
import { bigCatalogue } from "../sandbox/osimesa/catalogue/big.ts";
import { crowd } from "./crowd.ts";
import { measuredMs, pace, type Pace } from "./pace.ts";
import { passersBy } from "./passers-by.ts";
import { openStage, type BotProcess, type Launch, type Stage } from "./stage.ts";
import { megabytes, percentile, settings, spread, type Row } from "./table.ts";

type SemiSpace = NonNullable<Launch["semiSpaceMb"]>;
const sizes: readonly SemiSpace[] = ["node", 8, 16, 32];
const people = 3_000;
const atOnce = 20;
const rounds = 7;

/** What `--max-semi-space-size` costs and saves: the same presses, then a large catalogue that is refreshed meanwhile. */
export async function* heap(): AsyncGenerator<Row> {
  yield* presses();
  yield* refreshes();
}

async function* presses(): AsyncGenerator<Row> {
  yield settings(
    `291 services, ${people.toLocaleString("en")} people, ${atOnce} presses at once, CATALOGUE_REFRESH_S=3600; ${rounds} rounds of ${measuredMs} ms each after one to warm up, in turn; "node": no --max-semi-space-size`,
  );
  const stages: Stage[] = [];
  try {
    const tracks: { size: SemiSpace; run(counted: boolean): Promise<void>; rows(): Row }[] = [];
    for (const size of sizes) {
      const stage = await openStage({ people });
      stages.push(stage);
      const bot = await stage.startBot({ CATALOGUE_REFRESH_S: "3600" }, { semiSpaceMb: size });
      const { press } = crowd(stage);
      const paces: Pace[] = [];
      const residentBytes: number[] = [];
      tracks.push({
        size,
        async run(counted) {
          const measured = await pace(press, stage, bot, atOnce);
          if (!counted) return;
          paces.push(measured);
          residentBytes.push(await bot.residentBytes());
        },
        rows: () => [
          `presses, semi-space ${size}`,
          `CPU ${spread(
            paces.map(({ cpuMs }) => cpuMs),
            2,
          )} ms each, p99 ${spread(paces.map(({ slowMs }) => slowMs))} ms, RSS ${megabytes(percentile(residentBytes, 0.5))}, highest ${megabytes(Math.max(...residentBytes))}`,
        ],
      });
    }
    for (let round = 0; round <= rounds; round += 1)
      for (const track of tracks) await track.run(round > 0);
    for (const track of tracks) yield track.rows();
  } finally {
    for (const stage of stages) await stage.close();
  }
}

const lives = 3;
const lifeMs = 10_000;
const refreshS = 3;
const pressesPerSecond = 100;

async function* refreshes(): AsyncGenerator<Row> {
  const services = bigCatalogue(20_000);
  yield settings(
    `20,000 services, CATALOGUE_REFRESH_S=${refreshS}, ${pressesPerSecond} presses a second; each bot lives ${lifeMs / 1_000} s, ${lives} times, in turn`,
  );
  const lived = new Map<SemiSpace, Life[]>(sizes.map((size) => [size, []]));
  for (let life = 0; life < lives; life += 1)
    for (const [size, all] of lived) all.push(await live(size, services));
  for (const [size, all] of lived) {
    const latencies = all.flatMap(({ latenciesMs }) => latenciesMs);
    yield [
      `refreshes, semi-space ${size}`,
      `CPU ${spread(all.map(({ cpuMs }) => cpuMs / (lifeMs / 1_000)))} ms/s, p99 of presses ${percentile(latencies, 0.99).toFixed(0)} ms, RSS ${megabytes(
        percentile(
          all.flatMap(({ bytes }) => bytes),
          0.5,
        ),
      )}, highest ${megabytes(Math.max(...all.flatMap(({ bytes }) => bytes)))}`,
    ];
  }
}

interface Life {
  cpuMs: number;
  latenciesMs: readonly number[];
  bytes: readonly number[];
}

async function live(
  semiSpaceMb: SemiSpace,
  services: ReturnType<typeof bigCatalogue>,
): Promise<Life> {
  const stage = await openStage({ people: 1_000, services });
  try {
    const env = { CATALOGUE_REFRESH_S: String(refreshS) };
    const bot: BotProcess = await stage.startBot(env, { semiSpaceMb });
    while ((await bot.figure("osimesa_catalogue_services")) !== services.length) await sleep(100);
    const passing = passersBy(stage, pressesPerSecond);
    const cpuBeforeMs = await bot.cpuMs();
    const bytes: number[] = [];
    for (const endMs = performance.now() + lifeMs; performance.now() < endMs; await sleep(200))
      bytes.push(await bot.residentBytes());
    const cpuMs = (await bot.cpuMs()) - cpuBeforeMs;
    const { latenciesMs } = passing.take();
    await passing.stop();
    return { cpuMs, latenciesMs, bytes };
  } finally {
    await stage.close();
  }
}
