import { givenEnvironment } from "../config.ts";
import { languageAskedFor, languageGuessed } from "../setup/language.ts";
import { examine } from "./doctor.ts";
import { tableOf } from "./table.ts";
import { doctorWordsIn } from "./words/words.ts";

/** `npm run doctor`: one table of what works and what does not; exit code 1 where something does not. `-- --lang en` */
const environment = givenEnvironment();
const language = languageAskedFor(process.argv) ?? languageGuessed(environment);
const rows = await examine(environment, { language, folder: process.cwd() });
console.log(tableOf(rows, doctorWordsIn(language)));
process.exit(rows.some(({ kind }) => kind === "bad") ? 1 : 0);
