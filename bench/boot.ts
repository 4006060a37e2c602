import { setTimeout as sleep } from "node:timers/promises";
import { createServiceReader } from "../src/catalogue/reader.ts";
import { createSnapshot } from "../src/catalogue/snapshot.ts";
import { readList } from "../src/osimesa/read.ts";
import { bigCatalogue } from "../sandbox/osimesa/catalogue/big.ts";
import { openStage } from "./stage.ts";
import { megabytes, milliseconds, percentile, type Row } from "./table.ts";

const starts = 3;
const chunkBytes = 64 * 1024;

/** From `node src/main.ts` to the first answer a person sees. */
export async function start(): Promise<Row[]> {
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
  return [["start to first answer, median of 3", milliseconds(percentile(times, 0.5)), "< 1.5 s"]];
}

/** How long 20,000 services take to read and what the bot that holds them weighs. */
export async function catalogue(): Promise<Row[]> {
  const services = bigCatalogue(20_000);
  const body = Buffer.from(
    JSON.stringify({ code: 200, status: true, message: "", data: services }),
  );
  const reader = createServiceReader();
  const read = async () => {
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
  };
  const first = await read();
  const again = await read();
  return [
    [
      `catalogue of 20,000 services (${megabytes(body.length)}): read and indexed`,
      milliseconds(first.ms),
    ],
    ["  the same list once more, a minute later", milliseconds(again.ms)],
    [
      "  longest that anybody else had to wait meanwhile",
      milliseconds(Math.max(first.longestMs, again.longestMs)),
    ],
    ...(await memory(services)),
  ];
}

async function memory(services: ReturnType<typeof bigCatalogue>): Promise<Row[]> {
  const stage = await openStage({ services });
  try {
    const bot = await stage.startBot({ CATALOGUE_REFRESH_S: "10" });
    while ((await bot.figure("osimesa_catalogue_services")) !== services.length) await sleep(200);
    const sizes: number[] = [];
    for (let look = 0; look < 40; look += 1) {
      await sleep(500);
      sizes.push(await bot.figure("process_resident_memory_bytes"));
    }
    return [
      [
        "resident memory with 20,000 services, refreshed every 10 s: median",
        megabytes(percentile(sizes, 0.5)),
        "< 200 MB",
      ],
      ["  highest", megabytes(Math.max(...sizes))],
    ];
  } finally {
    await stage.close();
  }
}

function* inChunks(body: Buffer) {
  for (let from = 0; from < body.length; from += chunkBytes)
    yield body.subarray(from, from + chunkBytes);
}
