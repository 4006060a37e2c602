import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { RawService } from "../sandbox/osimesa/catalogue/raw-service.ts";
import { sampleCatalogue } from "../sandbox/osimesa/catalogue/sample.ts";
import { createOsimesaEmulator, type OsimesaEmulator } from "../sandbox/osimesa/emulator.ts";
import type { Life } from "../sandbox/osimesa/outcome.ts";
import { startPrivateRedis } from "../sandbox/redis/server.ts";
import type { RedisProcess } from "../sandbox/redis/process.ts";
import { createTelegramEmulator, type TelegramEmulator } from "../sandbox/telegram/emulator.ts";
import { cpuMsOf, residentBytesOf } from "./process-figures.ts";

/** What a bench runs on: a private Redis and both emulators here, bots as processes of their own. */
export interface Stage {
  redis: Pick<RedisProcess, "url" | "close">;
  telegram: TelegramEmulator;
  osimesa: OsimesaEmulator;
  /** Telegram ids of people who may order and have started the bot. */
  people: readonly number[];
  /** The real bot; resolves when it says that it has started. */
  startBot(env?: Record<string, string>, launch?: Launch): Promise<BotProcess>;
  /** A bare bot it is compared with (`bare-bot.ts`). */
  startBare(kind: "fair" | "naive"): Promise<BotProcess>;
  /** Done when the stage closes, however its bench ended. */
  atClose(end: () => void): void;
  close(): Promise<void>;
}

export interface BotProcess {
  /** From the moment it was started to its word that it has; ms. */
  startMs: number;
  /** Where it answers over HTTP. */
  port: number;
  /** One figure of `/metrics`, summed over its labels; 0 where it is not there. */
  figure(name: string): Promise<number>;
  /** Processor time since its start. */
  cpuMs(): Promise<number>;
  residentBytes(): Promise<number>;
  /** The longest that its event loop was held up since it was asked last; ms. Only of one that is watched. */
  longestStallMs(): Promise<number>;
  stop(): Promise<void>;
}

export interface Launch {
  /** Another working copy's bot, by its folder. */
  project?: string | undefined;
  /** `--max-semi-space-size`, MB; `node`: whatever Node takes by itself. Default: as in the `start` script. */
  semiSpaceMb?: number | "node";
  /** Has `stall-probe.ts` in it, for `longestStallMs`. */
  watched?: boolean;
  /** The errors of its log are expected, and not printed. */
  quiet?: boolean;
}

export const token = "1234567890:BENCH-token-of-nobody-anywhere-000";
export const operatorId = 9_001;
export const account = { userId: "bench", apiKey: "bench-api-key" };

export interface StageOptions {
  people?: number;
  services?: readonly RawService[];
  life?: Life;
  /** One that is there already, and stays. */
  redisUrl?: string;
  /** Where several stages share a Redis: which of them this is; people and account are its own. */
  place?: number;
}

export async function openStage({
  people: count = 10,
  services = sampleCatalogue(),
  life,
  redisUrl,
  place = 0,
}: StageOptions = {}): Promise<Stage> {
  const redis =
    redisUrl === undefined
      ? await startPrivateRedis()
      : { url: redisUrl, close: () => Promise.resolve() };
  const userId = place === 0 ? account.userId : `${account.userId}${place}`;
  const telegram = createTelegramEmulator({ token, callsMax: 10 });
  const osimesa = createOsimesaEmulator({
    ...account,
    userId,
    services,
    balanceRupiah: 1e12,
    ...(life ? { life } : {}),
  });
  await telegram.listen(0);
  await osimesa.listen();
  const people = Array.from(
    { length: count },
    (_unused, index) => 7_000_000 + place * 100_000 + index,
  );
  for (const id of people)
    telegram.addUser({ id, firstName: `Reseller ${id}`, languageCode: "id" });
  const children = new Set<ChildProcess>();
  const ends: (() => void)[] = [];

  const spawnBot = (file: readonly string[], env: Record<string, string>, launch: Launch) => {
    const { semiSpaceMb = startSemiSpaceMb(launch.project), watched = false } = launch;
    const [path = "", ...args] = file;
    const child = spawn(
      process.execPath,
      [
        ...(semiSpaceMb === "node" ? [] : [`--max-semi-space-size=${semiSpaceMb}`]),
        ...(watched ? ["--import", new URL("stall-probe.ts", import.meta.url).href] : []),
        path,
        ...args,
      ],
      {
        stdio: ["ignore", "pipe", "inherit", ...(watched ? (["ipc"] as const) : [])],
        env: { PATH: process.env["PATH"] ?? "", ...env },
      },
    );
    children.add(child);
    child.once("exit", () => children.delete(child));
    return child;
  };

  const open = async (
    file: readonly string[],
    env: Record<string, string>,
    launch: Launch = {},
  ): Promise<BotProcess> => {
    const startedMs = performance.now();
    const common = {
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      REDIS_URL: redis.url,
    };
    const child = spawnBot(file, { ...common, ...env }, launch);
    const port = await saidPort(child, launch.quiet === true);
    const pid = child.pid ?? 0;
    const scrape = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return {
      startMs: performance.now() - startedMs,
      port,
      figure: async (name) => sum(await scrape(), name),
      cpuMs: () => cpuMsOf(pid),
      residentBytes: () => residentBytesOf(pid),
      async longestStallMs() {
        const answer = once(child, "message");
        child.send("longest");
        return Number((await answer)[0]);
      },
      stop: () => end(child),
    };
  };

  return {
    redis,
    telegram,
    osimesa,
    people,
    startBot: (env = {}, launch = {}) =>
      open(
        [join(folderOf(launch.project), "src/main.ts")],
        {
          OSIMESA_USER_ID: userId,
          OSIMESA_API_KEY: account.apiKey,
          OSIMESA_BASE_URL: osimesa.url,
          ADMIN_IDS: String(operatorId),
          RESELLER_IDS: people.join(","),
          PORT: "0",
          ...env,
        },
        launch,
      ),
    startBare: (kind) => open([join(import.meta.dirname, "bare-bot.ts"), kind], {}),
    atClose: (end) => void ends.push(end),

    async close() {
      for (const end of ends) end();
      await Promise.all([...children].map(end));
      await telegram.close();
      await osimesa.close();
      await redis.close();
    },
  };
}

const folderOf = (project: string | undefined) =>
  project === undefined ? join(import.meta.dirname, "..") : resolve(project);

/** As in the `start` script; `npm run bench -- --only heap` compares it with others. */
export function startSemiSpaceMb(project?: string): number {
  const text = readFileSync(join(folderOf(project), "package.json"), "utf8");
  return Number(/"start": ".*--max-semi-space-size=(\d+)/.exec(text)?.[1]);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const impatient = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await gone;
  clearTimeout(impatient);
}

/** The port in the bot's `started` line; the rest of its log is read and dropped. */
async function saidPort(child: ChildProcess, quiet: boolean): Promise<number> {
  if (child.stdout === null) throw new Error("the bot has no output");
  return new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error("the bot ended at its start")));
    createInterface({ input: child.stdout ?? process.stdin }).on("line", (line) => {
      const port = /"httpPort":(\d+)/.exec(line)?.[1];
      if (port !== undefined) resolve(Number(port));
      else if (!quiet && /"level":(50|60)/.test(line)) console.error(line);
    });
  });
}

function sum(exposition: string, name: string): number {
  let total = 0;
  for (const line of exposition.split("\n")) {
    if (line.startsWith(`${name} `) || line.startsWith(`${name}{`))
      total += Number(line.slice(line.lastIndexOf(" ") + 1));
  }
  return total;
}
