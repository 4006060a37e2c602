import { Socket } from "node:net";

/**
 * Loaded before the bot (`--import`): from SIGUSR2 on it counts every I/O step, a chunk written to or read from any
 * socket, and ends the process with SIGKILL at step number `KILL_AT_STEP`, before that step is done. With
 * `SLEEP_BEFORE` it stops itself with SIGSTOP before the first chunk with this text in it leaves.
 */
const killAt = Number(process.env["KILL_AT_STEP"] ?? Infinity);
let sleepBefore = process.env["SLEEP_BEFORE"] ?? null;
let counting = false;
let steps = 0;

process.on("SIGUSR2", () => {
  counting = true;
  process.send?.("counting");
});

function step(): void {
  if (!counting) return;
  steps += 1;
  if (steps === killAt) process.kill(process.pid, "SIGKILL");
}

function sleep(chunk: unknown): void {
  if (!counting || sleepBefore === null || !String(chunk).includes(sleepBefore)) return;
  sleepBefore = null;
  process.send?.("sleeps");
  process.kill(process.pid, "SIGSTOP");
}

/** Calls through to the method as it was, step counted first. */
function counted(name: "write" | "push"): void {
  const original: unknown = Reflect.get(Socket.prototype, name);
  if (typeof original !== "function") throw new Error(`sockets have no ${name}`);
  Reflect.set(Socket.prototype, name, function (this: Socket, ...args: unknown[]): unknown {
    step();
    if (name === "write") sleep(args[0]);
    return Reflect.apply(original, this, args);
  });
}
counted("write");
counted("push");
