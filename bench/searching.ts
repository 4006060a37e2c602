import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { regionalMarket } from "../sandbox/osimesa/catalogue/market.ts";
import { parseService } from "../src/catalogue/parse.ts";
import { createCatalogueSearch } from "../src/catalogue/search/search.ts";
import { createSnapshot } from "../src/catalogue/snapshot.ts";
import { rawServiceSchema } from "../src/osimesa/schema.ts";
import { settings, spread, percentile, type Row } from "./table.ts";

const count = 20_000;
const builds = 7;
const rounds = 20;
const lookMs = 1;

/** Searching 20,000 services for what counters type, in this process and without a bot around it. */
export async function* searching(): AsyncGenerator<Row> {
  const questions = readFileSync(new URL("../test/catalogue/searches.txt", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.replace(/ = [^=]*$/, ""));
  yield settings(
    `${count.toLocaleString("en")} services of a made-up market, ${questions.length} questions of test/catalogue/searches.txt ${rounds} times after two rounds to warm up; ${builds} indexes; load ${loadavg()[0]?.toFixed(1)}`,
  );
  const list = createSnapshot(
    regionalMarket(count).map((raw) => parseService(rawServiceSchema.parse(raw))),
    0,
  );
  const asker = {
    nowMs: Date.now(),
    priceOf: ({ costRupiah }: { costRupiah: number }) => costRupiah,
    bought: new Set<string>(),
  };
  const cpuMs: number[] = [];
  const stallMs: number[] = [];
  const bytes: number[] = [];
  let search = createCatalogueSearch();
  for (let build = 0; build < builds; build += 1) {
    search = createCatalogueSearch();
    globalThis.gc?.();
    const before = process.memoryUsage();
    const cpu = process.cpuUsage();
    const watching = longestStall();
    await search.find(list, "axis 24gb", asker);
    stallMs.push(await watching.end());
    cpuMs.push(cpuSince(cpu));
    globalThis.gc?.();
    const after = process.memoryUsage();
    bytes.push(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers);
  }
  yield ["an index of the names: CPU", `${spread(cpuMs)} ms`];
  yield ["  longest stall meanwhile", `${spread(stallMs)} ms`, "≤ 50 ms"];
  if (globalThis.gc !== undefined)
    yield [
      "  its memory",
      `${spread(
        bytes.map((one) => one / 1e6),
        1,
      )} MB`,
    ];
  const each: number[] = [];
  for (let round = -2; round < rounds; round += 1)
    for (const question of questions) {
      const cpu = process.cpuUsage();
      await search.find(list, question, asker);
      if (round >= 0) each.push(cpuSince(cpu));
    }
  yield ["a question: CPU, median", `${percentile(each, 0.5).toFixed(2)} ms`];
  yield ["  p99", `${percentile(each, 0.99).toFixed(1)} ms`, "< 5 ms"];
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** How long the event loop was held up at most. */
function longestStall() {
  let over = false;
  let longestMs = 0;
  const watching = (async () => {
    while (!over) {
      const startedMs = performance.now();
      await sleep(lookMs);
      longestMs = Math.max(longestMs, performance.now() - startedMs - lookMs);
    }
  })();
  return {
    async end() {
      over = true;
      await watching;
      return longestMs;
    },
  };
}
