import { cpus, loadavg, totalmem } from "node:os";
import { Redis } from "ioredis";
import { startPrivateRedis } from "../sandbox/redis/server.ts";
import { percentile } from "./table.ts";

const writes = 200;

/** Where and when this is measured; a write to Redis is timed because a disk that syncs slowly slows all that orders do. */
export async function machine(): Promise<string> {
  const server = await startPrivateRedis();
  const redis = new Redis(server.url);
  try {
    const version = /redis_version:(\S+)/.exec(await redis.info("server"))?.[1];
    const [, appendfsync] = await redis.config("GET", "appendfsync");
    const times: number[] = [];
    for (let index = 0; index < writes; index += 1) {
      const startedMs = performance.now();
      await redis.set("bench", index);
      times.push(performance.now() - startedMs);
    }
    const [processor] = cpus();
    return [
      `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${processor?.model.trim() ?? "?"}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0]?.toFixed(1)}`,
      `Node ${process.version}, Redis ${version ?? "?"} with appendfsync ${appendfsync ?? "?"}: ${percentile(times, 0.5).toFixed(2)} ms a write; bots, Redis, emulated Telegram and OsiMesa on this machine`,
      "Three figures are lowest – median – highest. Only ratios say something of other machines.",
    ].join("\n");
  } finally {
    redis.disconnect();
    await server.close();
  }
}
