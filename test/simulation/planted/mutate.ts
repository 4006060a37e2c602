import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import { mutants } from "./mutants.ts";

/** Loaded before the simulation (`--import`): plants the bug named in `MUTANT` as its file is read. */
const name = process.env["MUTANT"];
const mutant = mutants.find((one) => one.name === name);
if (mutant === undefined) throw new Error(`no mutant ${JSON.stringify(name)}`);
const changes = new Map(
  [mutant, ...(mutant.also ? [mutant.also] : [])].map((one) => [pathToFileURL(one.file).href, one]),
);

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const change = changes.get(url);
    if (change === undefined) return loaded;
    const source =
      typeof loaded.source === "string" ? loaded.source : readFileSync(new URL(url), "utf8");
    if (source.split(change.find).length !== 2)
      throw new Error(
        `mutant "${mutant.name}": its text does not stand exactly once in ${change.file}`,
      );
    return { ...loaded, source: source.replace(change.find, () => change.replace) };
  },
});
