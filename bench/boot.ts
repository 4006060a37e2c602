import { setTimeout as sleep } from "node:timers/promises";
import { createServiceReader } from "../src/catalogue/reader.ts";
import { createSnapshot } from "../src/catalogue/snapshot.ts";
import { readList } from "../src/osimesa/read.ts";
import { bigCatalogue } from "../sandbox/osimesa/catalogue/big.ts";
import { openStage } from "./stage.ts";
import { megabytes, percentile, settings, spread, type Row } from "./table.ts";

const starts = 7;
const readings = 7;
const chunkBytes = 64 * 1024;

/** From `node src/main.ts` to the first answer a person sees. */
export async function* start(): AsyncGenerator<Row> {
  yield settings(`the defaults, 291 services; ${starts} starts after one that fills the caches`);
  const stage = await openStage();
  const [id = 0] = stage.people;
  const times: number[] = [];
  try {
    for (let count = 0; count <= starts; count += 1) {
      const answered = new Promise<void>((resolve) => {
        const seen = ({ record }: { record: { byBot: boolean } }) => {
          if (!record.byBot) return;
          stage.telegram.events.off("message", seen);
          resolve();
        };
        stage.telegram.events.on("message", seen);
      });
      stage.telegram.sendText(id, "/start");
      const startedMs = performance.now();
      const bot = await stage.startBot();
      await answered;
      // The first start fills the file cache and the catalogue.
      if (count > 0) times.push(performance.now() - startedMs);
      await bot.stop();
    }
  } finally {
    await stage.close();
  }
  yield ["start to first answer", `${spread(times)} ms`, "< 1.5 s"];
}

/** How long 20,000 services take to read and what the bot that holds them weighs. */
export async function* catalogue(): AsyncGenerator<Row> {
  const services = bigCatalogue(20_000);
  const body = Buffer.from(
    JSON.stringify({ code: 200, status: true, message: "", data: services }),
  );
  yield settings(
    `20,000 services, ${megabytes(body.length)}; read ${readings} times in this process, in chunks of ${chunkBytes / 1_024} kB`,
  );
  const first: Reading[] = [];
  const again: Reading[] = [];
  for (let count = 0; count < readings; count += 1) {
    const reader = createServiceReader();
    first.push(await read(reader, body));
    again.push(await read(reader, body));
  }
  for (const [what, of] of [
    ["read and indexed", first],
    ["the same list once more", again],
  ] as const) {
    yield [what, `${spread(of.map(({ ms }) => ms))} ms`];
    yield [
      "  longest that anybody else had to wait",
      `${spread(of.map((one) => one.longestMs))} ms`,
    ];
  }
  yield* memory(services);
}

interface Reading {
  ms: number;
  longestMs: number;
}

async function read(
  reader: ReturnType<typeof createServiceReader>,
  body: Buffer,
): Promise<Reading> {
  const startedMs = performance.now();
  const list = reader.begin();
  let longestMs = 0;
  let tickedMs = performance.now();
  const ticker = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - tickedMs);
    tickedMs = performance.now();
  }, 1);
  await readList(inChunks(body), { member: list.member });
  if (!list.unchanged()) createSnapshot(list.services(), Date.now());
  list.accept();
  // The last piece of work counts as a wait as well.
  longestMs = Math.max(longestMs, performance.now() - tickedMs);
  clearInterval(ticker);
  return { ms: performance.now() - startedMs, longestMs };
}

async function* memory(services: ReturnType<typeof bigCatalogue>): AsyncGenerator<Row> {
  const env = { CATALOGUE_REFRESH_S: "10" };
  const stage = await openStage({ services });
  try {
    const bot = await stage.startBot(env);
    while ((await bot.figure("osimesa_catalogue_services")) !== services.length) await sleep(200);
    const sizes: number[] = [];
    for (let look = 0; look < 40; look += 1) {
      await sleep(500);
      sizes.push(await bot.residentBytes());
    }
    yield [
      `resident memory, idle 20 s, CATALOGUE_REFRESH_S=${env.CATALOGUE_REFRESH_S}: median`,
      megabytes(percentile(sizes, 0.5)),
      "< 200 MB",
    ];
    yield ["  highest", megabytes(Math.max(...sizes))];
  } finally {
    await stage.close();
  }
}

function* inChunks(body: Buffer) {
  for (let from = 0; from < body.length; from += chunkBytes)
    yield body.subarray(from, from + chunkBytes);
}
