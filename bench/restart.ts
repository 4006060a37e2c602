import { setTimeout as sleep } from "node:timers/promises";
import { openStage, type BotProcess } from "./stage.ts";
import { megabytes, milliseconds, percentile, settings, type Row } from "./table.ts";
import { openTill } from "./till.ts";

const open = 10_000;
const people = 200;
const atOnce = 200;
/** A transaction that stays as it is until somebody moves it. */
const life = { waitingMs: 24 * 3_600_000, processMs: null };

/** A bot that comes back to 10,000 open orders, one of which has ended meanwhile. */
export async function* restart(): AsyncGenerator<Row> {
  yield settings(
    `the defaults; ${open.toLocaleString("en")} open orders of ${people} resellers; memory: median of 5 s; one run`,
  );
  const stage = await openStage({ people, life });
  try {
    const till = await openTill(stage);
    const empty = await stage.startBot();
    const emptyBytes = await settledBytes(empty);
    await empty.stop();
    const redisBefore = await till.redisBytes();
    for (let from = 0; from < open; from += atOnce) {
      await Promise.all(
        Array.from({ length: atOnce }, (_unused, index) => till.openOrder(from + index)),
      );
    }
    const redisBytes = (await till.redisBytes()) - redisBefore;
    const last = stage.osimesa.ledger.all().at(-1);
    if (last === undefined) throw new Error("no transaction");
    stage.osimesa.ledger.complete(last.refId);

    const startedMs = performance.now();
    const told = till.told(1);
    const bot = await stage.startBot();
    await told;
    const toldMs = performance.now() - startedMs;
    const bytes = await settledBytes(bot);
    yield ["restart: serving HTTP", milliseconds(bot.startMs)];
    yield ["  until the result that came meanwhile is told", milliseconds(toldMs)];
    yield [
      "  the bot's memory without and with them",
      `${megabytes(emptyBytes)}, ${megabytes(bytes)}`,
    ];
    yield [
      "  of the bot's memory for one",
      `${Math.max(0, (bytes - emptyBytes) / open / 1_000).toFixed(1)} kB`,
    ];
    yield ["  of Redis's memory for one", `${(redisBytes / open / 1_000).toFixed(1)} kB`];
  } finally {
    await stage.close();
  }
}

/** The median of a few seconds, for what one moment shows depends on when rubbish was last collected. */
async function settledBytes(bot: BotProcess): Promise<number> {
  const sizes: number[] = [];
  for (let look = 0; look < 10; look += 1) {
    await sleep(500);
    sizes.push(await bot.residentBytes());
  }
  return percentile(sizes, 0.5);
}
