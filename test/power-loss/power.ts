import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { readdir, readFile, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startPrivateRedis } from "../../src/sandbox/redis-server.ts";

/** A Redis whose machine can lose power: what was not fsynced is gone afterwards. */
export interface MortalRedis {
  url: string;
  /** Kills the server, cuts its append-only files back to what was fsynced, and starts it again. Answers the bytes lost. */
  losePower(): Promise<number>;
  close(): Promise<void>;
}

export async function startMortalRedis(appendfsync: "always" | "everysec"): Promise<MortalRedis> {
  const server = await startPrivateRedis({
    settings: { appendfsync },
    env: { LD_PRELOAD: recorder() },
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

let built: string | null = null;

/** The shim, compiled once a process. Throws with a clear line where there is no C compiler. */
function recorder(): string {
  if (built !== null) return built;
  const shim = join(mkdtempSync(join(tmpdir(), "osimesa-power-")), "fsync-recorder.so");
  const source = fileURLToPath(new URL("fsync-recorder.c", import.meta.url));
  execFileSync(compiler(), ["-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"], {
    stdio: "pipe",
  });
  return (built = shim);
}

function compiler(): string {
  const found = ["cc", "gcc", "clang"].find(answers);
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && answers("apt-get")) {
    console.log("Installing a C compiler with apt-get for the power-loss test.");
    execFileSync("apt-get", ["update", "-qq"], { stdio: "pipe" });
    execFileSync("apt-get", ["install", "-y", "-qq", "gcc", "libc6-dev"], {
      stdio: "pipe",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    return "gcc";
  }
  throw new Error("The power-loss test needs a C compiler (cc, gcc or clang) on the PATH.");
}

function answers(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
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
