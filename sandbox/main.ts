/** `npm run sandbox`: the whole bot on this machine, with no account anywhere. */

import { join } from "node:path";
import { StartError } from "../src/redis/open.ts";
import { languageAskedFor, languageGuessed } from "../src/setup/language.ts";
import { bigCatalogue } from "./osimesa/catalogue/big.ts";
import { loadCatalogue } from "./osimesa/catalogue/export-file.ts";
import type { RawService } from "./osimesa/catalogue/raw-service.ts";
import { sampleCatalogue } from "./osimesa/catalogue/sample.ts";
import { readOptions, type SandboxOptions } from "./options.ts";
import { startSandbox, type Sandbox } from "./sandbox.ts";
import { sandboxWordsIn } from "./words/words.ts";

const USUAL_PORT = 4680;

const words = sandboxWordsIn(languageAskedFor(process.argv) ?? languageGuessed(process.env));
const read = readOptions(process.argv.slice(2), words.options);
if (read.kind === "options") await run(read.options);
else {
  console.log(read.kind === "wrong" ? `${read.problem}\n\n${words.usage}` : words.usage);
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
    console.error(words.notStarted);
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
    words,
    ...(options.keep ? { keepIn: join(process.cwd(), ".sandbox") } : {}),
  };
  const port = options.port ?? USUAL_PORT;
  try {
    return await startSandbox({ ...settings, port });
  } catch (error) {
    if (!isTaken(error)) throw error;
    if (options.port !== undefined) {
      throw new Error(words.wantedPortTaken(port), { cause: error });
    }
    console.log(words.portTaken(port));
    return startSandbox({ ...settings, port: 0 });
  }
}

async function servicesOf(options: SandboxOptions): Promise<readonly RawService[]> {
  if (options.catalogue !== undefined) return loadCatalogue(options.catalogue, words.catalogue);
  return options.services === undefined ? sampleCatalogue() : bigCatalogue(options.services);
}

/** Ctrl-C ends everything in order; a second one at once. Answers where to say what has to be ended. */
function stopOnSignals(): (sandbox: Sandbox) => void {
  let running: Sandbox | undefined;
  let stopping = false;
  const stop = () => {
    if (stopping || running === undefined) process.exit(130);
    stopping = true;
    console.log(`\n${words.stopping}`);
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
  return words.greeting({
    url,
    services: services.length.toLocaleString(words.locale),
    categories: categories.toLocaleString(words.locale),
    keep,
    logFile,
  });
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

function reasonOf(error: unknown): string {
  if (error instanceof StartError) return error.lines.join("\n");
  return error instanceof Error ? error.message : String(error);
}
