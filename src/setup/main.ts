import { join } from "node:path";
import { givenEnvironment } from "../config.ts";
import { languageAskedFor } from "./language.ts";
import { setUp } from "./setup.ts";
import { setupWordsIn } from "./words/words.ts";

/** `npm run setup`: asks for the settings on a terminal and writes .env. `-- --lang en` chooses the language. */
if (process.stdin.isTTY && process.stdout.isTTY) {
  const result = await setUp({
    environment: givenEnvironment(),
    envPath: join(process.cwd(), ".env"),
    language: languageAskedFor(process.argv),
    isStarting: false,
  });
  process.exit(result.kind === "done" ? 0 : 1);
}
for (const language of ["id", "en"] as const) console.error(setupWordsIn(language).noTerminal);
process.exit(1);
