/** The bot as a process of its own, so that it can be killed like one. Its clock is the sandbox's shop clock. */

import { pino } from "pino";
import { createApp } from "../../src/app.ts";
import { secretsOf } from "../../src/base.ts";
import { systemClock } from "../../src/clock.ts";
import { readConfig } from "../../src/config.ts";
import type { App } from "../../src/lifecycle.ts";
import { createLog } from "../../src/log.ts";
import { StartError } from "../../src/redis/open.ts";
import { toBot, type FromBot, type ToBot } from "./messages.ts";

let aheadMs = 0;
const clock = { ...systemClock, wallMs: () => Date.now() + aheadMs };
let app: App | undefined;

process.on("message", (said) => {
  const message = toBot.parse(said);
  if (message.kind === "clock") aheadMs = message.aheadMs;
  else if (message.kind === "stop") void stop();
  else void start(message);
});
// Whoever started it is gone: nobody else would end it.
process.on("disconnect", () => void stop());
// Ctrl-C reaches every process of the terminal; the sandbox says when it is this one's turn.
process.on("SIGINT", () => undefined);

async function start(wanted: Extract<ToBot, { kind: "start" }>): Promise<void> {
  ({ aheadMs } = wanted);
  const read = readConfig(wanted.settings);
  if (!read.ok) return tell({ kind: "failed", lines: read.problems });
  const destination =
    wanted.logFile === null ? undefined : pino.destination({ dest: wanted.logFile, sync: true });
  const log = createLog({
    level: read.config.logLevel,
    secrets: secretsOf(read.config),
    ...(destination === undefined ? {} : { destination }),
  });
  app = createApp(read.config, { log, clock });
  try {
    tell({ kind: "started", ...(await app.start()) });
  } catch (error) {
    const lines = error instanceof StartError ? error.lines : [String(error)];
    tell({ kind: "failed", lines: [...lines] });
    await stop();
  }
}

async function stop(): Promise<void> {
  await app?.stop();
  process.exit();
}

function tell(message: FromBot): void {
  process.send?.(message);
}
