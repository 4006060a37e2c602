import { createWriteStream } from "node:fs";
import { access, rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { readConfig, type Config } from "../config.ts";
import { jakartaDay } from "../jakarta.ts";
import { createLog } from "../log.ts";
import { createOrderKeeping } from "../orders/store/keeping.ts";
import { createOrdersByPeriod } from "../orders/store/by-period.ts";
import { createOrderRedis } from "../orders/store/redis.ts";
import { connectReader } from "../redis/client.ts";
import { accountKeys } from "../redis/keys.ts";
import { writeOrders } from "../screens/orders/orders-file.ts";
import { ordersBefore } from "./orders-before.ts";

/**
 * `npm run export -- --before 2025-10-01 --to orders.csv`: every order confirmed before that day in Jakarta, as operators get
 * them with 📤. Only reads, also beside a running bot. `--to orders.xlsx`: for spreadsheets; `--to -`: CSV on stdout.
 */
const usage = "wanted: --before YYYY-MM-DD --to FILE.csv (or FILE.xlsx, or - for stdout)";

function refuse(...lines: string[]): never {
  for (const line of lines) console.error(line);
  process.exit(1);
}

function wanted(): { before: string; beforeDay: number; to: string } {
  try {
    const { before = "", to = "" } = parseArgs({
      options: { before: { type: "string" }, to: { type: "string" } },
    }).values;
    const atMs = /^\d{4}-\d{2}-\d{2}$/.test(before) ? Date.parse(`${before}T00:00:00+07:00`) : NaN;
    if (Number.isNaN(atMs) || !/^-$|\.(csv|xlsx)$/.test(to)) return refuse(usage);
    return { before, beforeDay: jakartaDay(atMs), to };
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error), usage);
  }
}

async function write(config: Config, beforeDay: number, to: string): Promise<number> {
  const log = createLog({ level: "silent", secrets: [] });
  const { redis, disconnect } = await connectReader(config.redis.address, log).catch(
    (error: unknown) => {
      const found = error instanceof Error ? error.message : String(error);
      throw new Error(`Redis cannot be read (${found}); wanted: REDIS_URL as the bot has it`);
    },
  );
  const keys = accountKeys(config.osimesa.userId);
  try {
    const written = writeOrders(
      ordersBefore(beforeDay, {
        keeping: createOrderKeeping({ redis: createOrderRedis(redis, keys.prefix), keys }),
        byPeriod: createOrdersByPeriod({ redis, keys }),
        namesOf: async (ids) => {
          const names = await redis.hmget(keys.names, ...ids.map(String));
          return new Map(ids.map((id, place) => [id, names[place] ?? ""]));
        },
      }),
      {
        format: to.endsWith(".xlsx") ? "xlsx" : "csv",
        language: config.defaultLanguage,
        forOperator: true,
      },
    );
    await (to === "-"
      ? pipeline(Readable.from(written.chunks), process.stdout)
      : file(written.chunks, to));
    return written.count();
  } finally {
    disconnect();
  }
}

/** Whole or not at all; what is there already stays. */
async function file(chunks: AsyncIterable<Uint8Array>, to: string): Promise<void> {
  const isThere = await access(to).then(
    () => true,
    () => false,
  );
  if (isThere) refuse(`${to} is there already; wanted: a name that no file has`);
  const part = `${to}.part`;
  try {
    await pipeline(Readable.from(chunks), createWriteStream(part));
    await rename(part, to);
  } finally {
    await rm(part, { force: true });
  }
}

const { before, beforeDay, to } = wanted();
const read = readConfig();
if (!read.ok) refuse(...read.problems, "Nothing was exported. See .env.example for every setting.");
else {
  const count = await write(read.config, beforeDay, to).catch((error: unknown) =>
    refuse(`Nothing was exported: ${error instanceof Error ? error.message : String(error)}`),
  );
  console.error(
    `${count} orders confirmed before ${before} are in ${to === "-" ? "the output" : to}.`,
  );
}
