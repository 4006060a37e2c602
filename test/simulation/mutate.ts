import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import { mutants } from "./mutants.ts";

/** Loaded before the simulation (`--import`): plants the bug named in `MUTANT` as its file is read. */
const name = process.env["MUTANT"];
const mutant = mutants.find((one) => one.name === name);
if (mutant === undefined) throw new Error(`no mutant ${JSON.stringify(name)}`);
const target = pathToFileURL(mutant.file).href;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (url !== target) return loaded;
    const source =
      typeof loaded.source === "string" ? loaded.source : readFileSync(new URL(url), "utf8");
    if (source.split(mutant.find).length !== 2)
      throw new Error(
        `mutant "${mutant.name}": its text does not stand exactly once in ${mutant.file}`,
      );
    return { ...loaded, source: source.replace(mutant.find, () => mutant.replace) };
  },
});
