/** The bot's process: started, killed, and started again, as whatever runs it in a shop does. */

import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fromBot, type ToBot } from "./messages.ts";

/** `down`: it was killed or died, and is started again in a moment. `given-up`: it died too often. */
type BotState = "starting" | "up" | "down" | "given-up";

export interface BotProcess {
  state(): BotState;
  /** How often it was killed by `kill`. */
  kills(): number;
  /** Rejects with its own words where it does not start. */
  start(): Promise<void>;
  /** At once and with nothing written, as by a power cut. Throws where it is not up. */
  kill(): void;
  setClock(aheadMs: number): void;
  /** In order; answers when it has ended. */
  stop(): Promise<void>;
  onChange(watcher: () => void): void;
}

export interface BotProcessOptions {
  readonly settings: Readonly<Record<string, string>>;
  /** null: on stdout. */
  readonly logFile: string | null;
  readonly aheadMs: () => number;
  /** Each time it has started: where it answers HTTP. */
  readonly listensAt: (httpPort: number) => void;
}

const MAIN = join(import.meta.dirname, "main.ts");
/** Long enough to see that it is gone. */
const DOWN_MS = 2_000;
/** What dies again and again has a reason that starting does not mend. */
const MAX_DEATHS = 20;
const STOP_WITHIN_MS = 20_000;

export function createBotProcess(options: BotProcessOptions): BotProcess {
  const watchers = new Set<() => void>();
  const stopping = new AbortController();
  let child: ChildProcess | undefined;
  let state: BotState = "starting";
  let kills = 0;
  let deaths = 0;

  function become(next: BotState): void {
    state = next;
    for (const watcher of watchers) watcher();
  }

  const tell = (message: ToBot) => {
    if (child?.connected === true) child.send(message);
  };

  function start(): Promise<void> {
    become("starting");
    const started = fork(MAIN, [], {
      execArgv: ["--disable-warning=ExperimentalWarning"],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child = started;
    started.once("exit", () => void died());
    const { logFile, aheadMs } = options;
    tell({ kind: "start", settings: { ...options.settings }, logFile, aheadMs: aheadMs() });
    return new Promise((resolve, reject) => {
      started.once("exit", () => reject(new Error("the bot's process ended")));
      started.on("message", (said) => {
        const message = fromBot.parse(said);
        if (message.kind === "failed") return reject(new Error(message.lines.join("\n")));
        options.listensAt(message.httpPort);
        become("up");
        resolve();
      });
    });
  }

  async function died(): Promise<void> {
    child = undefined;
    if (stopping.signal.aborted) return;
    deaths += 1;
    if (deaths > MAX_DEATHS) return become("given-up");
    become("down");
    await sleep(DOWN_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    if (!stopping.signal.aborted) await start().catch(() => undefined);
  }

  return {
    state: () => state,
    kills: () => kills,
    start,
    kill() {
      if (state !== "up") throw new Error("bot-not-up");
      kills += 1;
      child?.kill("SIGKILL");
    },
    setClock: (aheadMs) => tell({ kind: "clock", aheadMs }),
    async stop() {
      stopping.abort();
      const last = child;
      if (last === undefined) return;
      const ended = once(last, "exit");
      tell({ kind: "stop" });
      const late = setTimeout(() => last.kill("SIGKILL"), STOP_WITHIN_MS);
      await ended;
      clearTimeout(late);
    },
    onChange: (watcher) => void watchers.add(watcher),
  };
}
