/** `--keep`: what the emulators know, written to a folder so that a restart goes on where one left. */

import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface Keeper {
  /** Undefined when nothing was kept, or what was kept is no JSON. */
  load(name: string): Promise<unknown>;
  /** Soon, and at most once a second: many changes become one write. */
  changed(): void;
  /** Writes what is still to be written, and stops. */
  close(): Promise<void>;
}

export interface KeeperOptions {
  readonly dir: string;
  /** What to keep by name, as JSON; called at every write. */
  readonly things: () => Readonly<Record<string, unknown>>;
}

const QUIET_MS = 1000;

export async function createKeeper({ dir, things }: KeeperOptions): Promise<Keeper> {
  await mkdir(dir, { recursive: true });
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    for (const [name, thing] of Object.entries(things())) {
      const file = join(dir, `${name}.json`);
      // Beside it and renamed, so that a crash leaves the old file or the new one, never half of one.
      await writeFile(`${file}.new`, JSON.stringify(thing));
      await rename(`${file}.new`, file);
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  }

  return {
    async load(name) {
      try {
        const parsed: unknown = JSON.parse(await readFile(join(dir, `${name}.json`), "utf8"));
        return parsed;
      } catch {
        return undefined;
      }
    },
    changed() {
      timer ??= setTimeout(() => {
        flush().catch((error: unknown) => process.emitWarning(`--keep: ${String(error)}`));
      }, QUIET_MS);
    },
    close: flush,
  };
}
