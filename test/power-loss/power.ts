import { readdir, readFile, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";

/** A Redis whose machine can lose power: what was not fsynced is gone afterwards. */
export interface MortalRedis {
  url: string;
  /** Kills the server, cuts its append-only files back to what was fsynced, and starts it again. Answers the bytes lost. */
  losePower(): Promise<number>;
  close(): Promise<void>;
}

/** @param recorder the compiled fsync-recorder */
export async function startMortalRedis(
  appendfsync: "always" | "everysec",
  recorder: string,
): Promise<MortalRedis> {
  const server = await startPrivateRedis({
    settings: { appendfsync },
    env: { LD_PRELOAD: recorder },
  });
  return {
    url: server.url,
    async losePower() {
      await server.kill();
      const lost = await cutBack(server.dir);
      await server.start();
      return lost;
    },
    close: () => server.close(),
  };
}

/** Cuts every file of the append-only log back to its last fsync. */
async function cutBack(dir: string): Promise<number> {
  const logs = join(dir, "appendonlydir");
  let lost = 0;
  for (const name of await readdir(logs)) {
    if (!name.endsWith(".incr.aof")) continue;
    const file = join(logs, name);
    const { size } = await stat(file);
    const synced = Number(await readFile(`${file}.synced`, "utf8").catch(() => "0"));
    if (synced < size) await truncate(file, synced);
    lost += size - Math.min(size, synced);
  }
  return lost;
}
