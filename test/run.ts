import { spawn } from "node:child_process";
import { redisProgram } from "../src/sandbox/redis-server.ts";

/** `npm test`: makes sure of a real Redis once, then runs every test file (or those named as arguments). */
await redisProgram((line) => console.log(line));
const files = process.argv.slice(2);
const runner = spawn(
  process.execPath,
  ["--test", "--test-concurrency=2", ...(files.length > 0 ? files : ["test/**/*.test.ts"])],
  { stdio: "inherit" },
);
runner.on("exit", (code) => process.exit(code ?? 1));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => runner.kill(signal));
