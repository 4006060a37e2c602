import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { bigCatalogue } from "../sandbox/osimesa/catalogue/big.ts";
import type { RawService } from "../sandbox/osimesa/catalogue/raw-service.ts";
import { felt, passersBy, type Passed, type PassersBy } from "./passers-by.ts";
import { openStage, type BotProcess, type Stage } from "./stage.ts";
import { settings, spread, type Row } from "./table.ts";

const count = 20_000;
const rounds = 7;
const pressesPerSecond = 50;
/** Between two refreshes; this process makes the next list then. */
const refreshS = 3;
const lookMs = 200;
const patienceMs = 20_000;
/** For what follows the reading: the list is kept in Redis. */
const afterMs = 400;

/** A refresh in which every price is another one, beside one in which nothing changed, while people press buttons. */
export async function* repricing(): AsyncGenerator<Row> {
  yield settings(
    `${count.toLocaleString("en")} services, CATALOGUE_REFRESH_S=${refreshS}, ${pressesPerSecond} presses a second whatever becomes of those before; ${rounds} refreshes of each kind, in turn; the bot's event loop watched each ms`,
  );
  const services = bigCatalogue(count);
  const stage = await openStage({ people: 1_000, services });
  try {
    const bot = await stage.startBot({ CATALOGUE_REFRESH_S: String(refreshS) }, { watched: true });
    const people = passersBy(stage, pressesPerSecond);
    const repriced: Refresh[] = [];
    const same: Refresh[] = [];
    await nextList(stage);
    await readSince(bot, performance.now());
    for (let round = 0; round <= rounds; round += 1) {
      for (const kind of [repriced, same]) {
        if (kind === repriced) stage.osimesa.shop.replace(dearer(services, (round + 1) * 5));
        // Made here and now, for this process must not be what people wait for.
        stage.osimesa.shop.listJson();
        await nextList(stage);
        const measured = await refresh(bot, people);
        // The first presses show menus to people who have none yet.
        if (round > 0) kind.push(measured);
      }
    }
    await people.stop();
    yield* rows("every price changed", repriced);
    yield* rows("nothing changed", same);
  } finally {
    await stage.close();
  }
}

interface Refresh {
  /** From the request for the list to its having been read. */
  readMs: number;
  cpuMs: number;
  longestMs: number;
  passed: Passed;
}

async function refresh(bot: BotProcess, people: PassersBy): Promise<Refresh> {
  const startedMs = performance.now();
  const cpuBeforeMs = await bot.cpuMs();
  await bot.longestStallMs();
  people.take();
  const readAtMs = await readSince(bot, startedMs);
  await sleep(afterMs);
  const passed = people.take();
  const longestMs = await bot.longestStallMs();
  const cpuMs = (await bot.cpuMs()) - cpuBeforeMs;
  const readMs = readAtMs - startedMs;
  return { readMs, cpuMs, longestMs, passed };
}

/** When the list was read that was asked for at `startedMs`, on the same clock. */
async function readSince(bot: BotProcess, startedMs: number): Promise<number> {
  while (performance.now() - startedMs < patienceMs) {
    await sleep(lookMs);
    const ageMs = (await bot.figure("osimesa_catalogue_age_seconds")) * 1_000;
    const readAtMs = performance.now() - ageMs;
    if (ageMs > 0 && readAtMs > startedMs) return readAtMs;
  }
  throw new Error(`not read within ${patienceMs} ms`);
}

async function nextList({ osimesa }: Stage): Promise<void> {
  const before = osimesa.requests.count("service");
  while (osimesa.requests.count("service") === before) await once(osimesa.events, "request");
}

const dearer = (services: readonly RawService[], rupiah: number) =>
  services.map((service) => ({
    ...service,
    price: { ...service.price, current: service.price.current + rupiah },
  }));

function* rows(what: string, refreshes: readonly Refresh[]): Generator<Row> {
  const each = (figure: "readMs" | "cpuMs" | "longestMs") =>
    `${spread(refreshes.map((one) => one[figure]))} ms`;
  yield [`${what}: from the request for the list to its being read`, each("readMs")];
  yield ["  longest stall of the bot's event loop", each("longestMs")];
  yield felt(refreshes.map(({ passed }) => passed));
  yield ["  CPU of the bot meanwhile, presses and all", each("cpuMs")];
}
