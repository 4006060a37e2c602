/**
 * One private Redis server as a child process, which never outlives its parent and which tests can
 * kill, start again, and freeze.
 *
 * Why a watcher: a parent that is killed with SIGKILL, or crashes, runs no clean-up. A tiny shell
 * waits on a pipe whose only writing end the parent holds; when the parent is gone, however it went,
 * the pipe closes, and the shell kills the server and removes its temporary folder. It needs no
 * privileges and works on Linux and macOS alike. Both run in a session of their own, so that Ctrl-C
 * in a terminal reaches the parent only, which can still use Redis while it stops in order.
 */

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../free-port.ts";
import { sandboxWordsIn, type SandboxWords } from "../words/words.ts";
import type { RedisProgram } from "./program.ts";

export interface RedisProcessOptions {
  readonly program: RedisProgram;
  /** Keep the data here, across restarts. Default: a temporary folder, removed on close. */
  readonly dir?: string;
  /** Further redis.conf settings; they win over the defaults, e.g. `{ appendfsync: "everysec" }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Start it as a Sentinel, with these lines of configuration in a file that it rewrites as it likes. */
  readonly sentinel?: readonly string[];
  /** Of what is said where `dir` is another's; default English. */
  readonly words?: SandboxWords["redis"];
  /** The server's whole environment. */
  readonly environment: NodeJS.ProcessEnv;
}

export interface RedisProcess {
  readonly url: string;
  readonly port: number;
  readonly dir: string;
  /** Undefined while killed. */
  readonly pid: number | undefined;
  /** SIGKILL; resolves when the process is gone. Clients lose their connections. */
  kill(): Promise<void>;
  /** Starts it again on the same port with the same data; nothing if it runs. */
  start(): Promise<void>;
  /** SIGSTOP: connections stay open and nothing answers. */
  pause(): void;
  /** SIGCONT. */
  resume(): void;
  /** Ends the server, and removes the folder unless it was given as `dir`. */
  close(): Promise<void>;
}

/** The durability the bot demands, on loopback only. */
const SETTINGS: Readonly<Record<string, string>> = {
  bind: "127.0.0.1",
  appendonly: "yes",
  appendfsync: "always",
  "maxmemory-policy": "noeviction",
  save: "",
  daemonize: "no",
};

/** A port can be taken between our choosing it and Redis binding it. */
const PORT_ATTEMPTS = 10;
/** Long, because loading a kept append-only file on a busy machine takes its time. */
const READY_TIMEOUT_MS = 20_000;
/** An orderly shutdown of a small private server; after that, SIGKILL. */
const CLOSE_TIMEOUT_MS = 3000;

const WATCHER = 'read -r _; kill -9 "$1" 2>/dev/null; [ -z "$2" ] || rm -rf "$2"';

export async function startRedisProcess(options: RedisProcessOptions): Promise<RedisProcess> {
  const kept = options.dir !== undefined;
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), "osimesa-redis-")));
  if (kept) await claimFolder(dir, options.words ?? sandboxWordsIn("en").redis);
  let running = await launchOnFreePort(options, dir).catch(async (error: unknown) => {
    if (!kept) await rm(dir, { recursive: true, force: true });
    throw error;
  });
  const { port } = running;
  if (kept) await writeFile(claimFile(dir), JSON.stringify({ port, pid: running.child.pid }));

  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    dir,
    get pid() {
      return hasEnded(running.child) ? undefined : running.child.pid;
    },
    kill: () => end(running, "SIGKILL"),
    async start() {
      if (!hasEnded(running.child)) return;
      const again = await launch(options, dir, port);
      if (again === "port taken") throw new Error(`port ${port} was taken while Redis was down`);
      running = again;
      if (kept) await writeFile(claimFile(dir), JSON.stringify({ port, pid: running.child.pid }));
    },
    pause: () => void running.child.kill("SIGSTOP"),
    resume: () => void running.child.kill("SIGCONT"),
    async close() {
      await end(running, "SIGTERM");
      await rm(kept ? claimFile(dir) : dir, { recursive: true, force: true });
    },
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly watcher: ChildProcess;
  readonly port: number;
}

async function launchOnFreePort(options: RedisProcessOptions, dir: string): Promise<Running> {
  for (let attempt = 0; attempt < PORT_ATTEMPTS; attempt += 1) {
    const running = await launch(options, dir, await freePort());
    if (running !== "port taken") return running;
  }
  throw new Error(`found no free port for Redis in ${PORT_ATTEMPTS} attempts`);
}

/** Starts server and watcher in one tick, then waits until this very process answers on the port. */
async function launch(
  options: RedisProcessOptions,
  dir: string,
  port: number,
): Promise<Running | "port taken"> {
  const args = await argumentsOf(options, dir, port);
  const logFile = join(dir, "redis.log");
  const log = openSync(logFile, "w");
  const child = spawn(options.program.file, args, {
    argv0: options.program.startedAs,
    detached: true,
    stdio: ["ignore", log, log],
    env: options.environment,
  });
  closeSync(log);
  let failure: Error | undefined;
  child.once("error", (error) => (failure = error));
  const watcher = spawn(
    "/bin/sh",
    ["-c", WATCHER, "watcher", String(child.pid ?? ""), options.dir === undefined ? dir : ""],
    { detached: true, stdio: ["pipe", "ignore", "ignore"] },
  );
  // Neither keeps an otherwise finished parent alive; the watcher then cleans up.
  child.unref();
  watcher.unref();
  watcher.on("error", () => undefined);
  watcher.stdin.on("error", () => undefined);
  const running = { child, watcher, port };

  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (performance.now() < deadline) {
    if (failure !== undefined || hasEnded(child)) break;
    if ((await serverPid(port)) === child.pid) return running;
    await sleep(15);
  }
  await end(running, "SIGKILL");
  const said = await readFile(logFile, "utf8").catch(() => "");
  if (/address already in use/iu.test(said)) return "port taken";
  throw new Error(`Redis did not start: ${failure?.message ?? said.slice(-1500)}`);
}

async function argumentsOf(
  { settings, sentinel }: RedisProcessOptions,
  dir: string,
  port: number,
): Promise<string[]> {
  if (sentinel === undefined)
    return Object.entries({ ...SETTINGS, ...settings, dir, port: String(port) }).flatMap(
      ([name, value]) => [`--${name}`, value],
    );
  const file = join(dir, `sentinel-${port}.conf`);
  const lines = ["bind 127.0.0.1", `port ${port}`, `dir ${dir}`, ...sentinel, ""];
  // What it wrote into it itself stays, as it would on a machine that starts again.
  await writeFile(file, lines.join("\n"), { flag: "wx" }).catch(() => undefined);
  return [file, "--sentinel"];
}

/** The watcher goes first: later its pid argument might belong to another process. */
async function end({ child, watcher }: Running, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  watcher.kill("SIGKILL");
  if (hasEnded(child)) return;
  child.ref();
  const gone = once(child, "exit");
  child.kill(signal);
  // A frozen process takes SIGTERM only after it is woken.
  child.kill("SIGCONT");
  const timer = setTimeout(() => child.kill("SIGKILL"), CLOSE_TIMEOUT_MS);
  await gone;
  clearTimeout(timer);
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** Asks whoever listens on `port` for its process id, so that a stranger's server is never ours. */
async function serverPid(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write("INFO server\r\n"));
    socket.setTimeout(1000, () => socket.destroy());
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
      // A server still loading its data says -LOADING: not ready.
      if (/process_id:\d+\r/u.test(answer) || answer.startsWith("-")) socket.destroy();
    });
    socket.on("close", () => {
      const found = /process_id:(\d+)\r/u.exec(answer);
      resolve(found?.[1] === undefined ? undefined : Number(found[1]));
    });
  });
}

function claimFile(dir: string): string {
  return join(dir, "server.json");
}

/** Two servers appending to one file would ruin it: the folder names the server that uses it. */
async function claimFolder(dir: string, words: SandboxWords["redis"]): Promise<void> {
  await mkdir(dir, { recursive: true });
  const said = await readFile(claimFile(dir), "utf8").catch(() => "");
  const found = /"port":(\d+),"pid":(\d+)/u.exec(said);
  if (found === null) return;
  // The watcher of a run killed a moment ago may still be at it.
  const deadline = performance.now() + 1000;
  while ((await serverPid(Number(found[1]))) === Number(found[2])) {
    if (performance.now() > deadline) throw new Error(words.inUse(dir));
    await sleep(50);
  }
}
