import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { StartError } from "./redis/open.ts";

/** `npm start`: reads the environment, starts, and stops in order on SIGINT and SIGTERM. */
const read = readConfig();
if (!read.ok) {
  for (const problem of read.problems) console.error(problem);
  console.error("The bot did not start. See .env.example for every setting.");
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
  for (const line of error.lines) console.error(line);
  console.error("The bot did not start.");
  process.exit(1);
}
