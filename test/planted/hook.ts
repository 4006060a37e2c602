import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

/** One text for another. */
export interface Change {
  /** Below the project's root. */
  file: string;
  find: string;
  replace: string;
}

/** Plants a bug as its files are read, in the process that calls it. */
export function plant(name: string, changes: readonly Change[]): void {
  const located = changes.map((change) => ({ ...change, url: pathToFileURL(change.file).href }));
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const here = located.filter((change) => change.url === url);
      if (here.length === 0) return loaded;
      let source =
        typeof loaded.source === "string" ? loaded.source : readFileSync(new URL(url), "utf8");
      for (const { file, find, replace } of here) {
        if (source.split(find).length !== 2)
          throw new Error(`"${name}": its text does not stand exactly once in ${file}`);
        source = source.replace(find, () => replace);
      }
      return { ...loaded, source };
    },
  });
}
