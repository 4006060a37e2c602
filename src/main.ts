import { join } from "node:path";
import { createApp } from "./app.ts";
import { givenEnvironment, readConfig, type ConfigResult } from "./config.ts";
import { StartError } from "./redis/open.ts";
import { inBothLanguages } from "./setup/words/start-lines.ts";

/** `npm start`: reads the environment, starts, and stops in order on SIGINT and SIGTERM. */
const read = await readOrAsk();
if (!read.ok) {
  for (const line of inBothLanguages(read.problems)) console.error(line);
  if (read.missing.length > 0)
    console.error("npm run setup menanyakannya. / npm run setup asks for what is missing.");
  process.exit(1);
}
const app = createApp(read.config);

let stopping = false;
const stop = () => {
  if (stopping) return;
  stopping = true;
  void app.stop().then(() => process.exit(0));
};
process.on("SIGINT", stop);
process.on("SIGTERM", stop);

try {
  await app.start();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  for (const line of inBothLanguages(error.lines)) console.error(line);
  process.exit(1);
}

/** Where something needed is not set, as at the first start, it is asked for on a terminal. */
async function readOrAsk(): Promise<ConfigResult> {
  const found = readConfig();
  const { isTTY } = process.stdin;
  if (found.ok || found.missing.length === 0 || !isTTY || !process.stdout.isTTY) return found;
  // What asks is not loaded by a bot that has its settings.
  const { setUp } = await import("./setup/setup.ts");
  const asked = await setUp({
    environment: givenEnvironment(),
    envPath: join(process.cwd(), ".env"),
    language: null,
    isStarting: true,
  });
  return asked.kind === "done" ? readConfig(asked.environment) : process.exit(1);
}
