/** `npm run sandbox`: the whole bot on this machine, with no account anywhere. */

import { join } from "node:path";
import { StartError } from "../src/redis/open.ts";
import { bigCatalogue } from "./osimesa/catalogue/big.ts";
import { loadCatalogue } from "./osimesa/catalogue/export-file.ts";
import type { RawService } from "./osimesa/catalogue/raw-service.ts";
import { sampleCatalogue } from "./osimesa/catalogue/sample.ts";
import { readOptions, usage, type SandboxOptions } from "./options.ts";
import { startSandbox, type Sandbox } from "./sandbox.ts";

const USUAL_PORT = 4680;

const read = readOptions(process.argv.slice(2));
if (read.kind === "options") await run(read.options);
else {
  console.log(read.kind === "wrong" ? `${read.problem}\n\n${usage}` : usage);
  process.exitCode = read.kind === "wrong" ? 1 : 0;
}

async function run(options: SandboxOptions): Promise<void> {
  const stopWith = stopOnSignals();
  let sandbox: Sandbox;
  let services: readonly RawService[];
  try {
    services = await servicesOf(options);
    sandbox = await startOnPort(options, services);
  } catch (error) {
    console.error(reasonOf(error));
    console.error("The sandbox did not start.");
    process.exit(1);
  }
  stopWith(sandbox);
  console.log(greeting(sandbox, services, options));
}

/** The usual port may be taken, then any other does; a port asked for must be free. */
async function startOnPort(
  options: SandboxOptions,
  services: readonly RawService[],
): Promise<Sandbox> {
  const settings = {
    services,
    freshServices: options.services !== undefined || options.catalogue !== undefined,
    logHere: options.log,
    mayInstall: options.install,
    announce: (line: string) => console.log(line),
    ...(options.keep ? { keepIn: join(process.cwd(), ".sandbox") } : {}),
  };
  const port = options.port ?? USUAL_PORT;
  try {
    return await startSandbox({ ...settings, port });
  } catch (error) {
    if (!isTaken(error)) throw error;
    if (options.port !== undefined) {
      throw new Error(`--port ${port}: something else listens there; wanted: a free port`, {
        cause: error,
      });
    }
    console.log(`Port ${port} is taken, using a free one.`);
    return startSandbox({ ...settings, port: 0 });
  }
}

async function servicesOf(options: SandboxOptions): Promise<readonly RawService[]> {
  if (options.catalogue !== undefined) return loadCatalogue(options.catalogue);
  return options.services === undefined ? sampleCatalogue() : bigCatalogue(options.services);
}

/** Ctrl-C ends everything in order; a second one at once. Answers where to say what has to be ended. */
function stopOnSignals(): (sandbox: Sandbox) => void {
  let running: Sandbox | undefined;
  let stopping = false;
  const stop = () => {
    if (stopping || running === undefined) process.exit(130);
    stopping = true;
    console.log("\nStopping …");
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(reasonOf(error));
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return (sandbox) => {
    running = sandbox;
  };
}

function greeting(
  { url, logFile }: Sandbox,
  services: readonly RawService[],
  { keep }: SandboxOptions,
): string {
  const categories = new Set(services.map(({ category }) => category.slug)).size;
  return `
  The order bot's sandbox. Nothing here is real: no account, no money.

    ${url}

  Budi, Sari (Indonesian) and Alex (English) are resellers, Rina runs the shop, Dewi is a stranger.
  ${services.length.toLocaleString("en")} services in ${categories} categories${keep ? "; state is kept in .sandbox/" : ""}.

  Try first   START as Budi, 🛒, a category, a service, type 081234567890, ✅
  Then        switch on "Lose the next answer" at the supplier, and order again
              or order as Alex, who has to deposit first: TIKET.50000, and "Pay exactly" in the bank

  ${logFile === undefined ? "The bot's log follows." : `The bot's log: ${logFile}`}
  Ctrl-C ends everything.
`;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

function reasonOf(error: unknown): string {
  if (error instanceof StartError) return error.lines.join("\n");
  return error instanceof Error ? error.message : String(error);
}
