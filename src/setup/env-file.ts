import { chown, open, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isDeepStrictEqual, parseEnv } from "node:util";

/** A file of settings, as Node and Docker Compose read it. */
export interface EnvFile {
  path: string;
  /** What it sets; nothing where there is none. */
  values(): Promise<Record<string, string | undefined>>;
  /**
   * Sets these and leaves every other line as it is. The file is exchanged whole, and only its owner can read it:
   * whenever the process dies, there is the old file or the new one. Rejects where a value cannot be written.
   */
  set(changes: Readonly<Record<string, string>>): Promise<void>;
}

/** `template`: what a new file is made from. */
export function createEnvFile(path: string, template: () => Promise<string>): EnvFile {
  const read = () => readFile(path, "utf8").catch(nothingThere);
  return {
    path,
    values: async () => parseEnv((await read()) ?? ""),
    async set(changes) {
      const text = (await read()) ?? (await template());
      await exchange(path, withSettings(text, changes));
    },
  };
}

/** The text with these settings: in their place where it has one, else at its end. Throws where they would not be read back. */
export function withSettings(text: string, changes: Readonly<Record<string, string>>): string {
  let changed = text;
  for (const [name, value] of Object.entries(changes)) changed = withSetting(changed, name, value);
  if (!isDeepStrictEqual({ ...parseEnv(changed) }, { ...parseEnv(text), ...changes }))
    throw new Error(`${Object.keys(changes).join(", ")}: .env cannot be changed by itself here`);
  return changed;
}

function withSetting(text: string, name: string, value: string): string {
  const line = `${name}=${quoted(value)}`;
  const lines = text.split("\n");
  const isSet = (one: string) => new RegExp(`^\\s*(export\\s+)?${name}\\s*=`).test(one);
  // The last one counts; where none is set, the place that is left for it.
  const at = lines.findLastIndex(isSet);
  const place = at === -1 ? lines.findLastIndex((one) => one.startsWith(`#${name}=`)) : at;
  if (place !== -1) return lines.with(place, line).join("\n");
  return `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${line}\n`;
}

/** Bare where both Node and Compose take it letter for letter, else between quotes in which nothing means anything. */
function quoted(value: string): string {
  return /^[\w.:/@+,-]*$/.test(value) ? value : `'${value}'`;
}

async function exchange(path: string, text: string): Promise<void> {
  // A link stays one.
  const target = await realpath(path).catch(() => path);
  const fresh = join(dirname(target), ".env.new");
  await rm(fresh, { force: true });
  const file = await open(fresh, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  const before = await stat(target).catch(nothingThere);
  // Where root changes the settings of another user's bot, that user has to go on reading them.
  if (before !== undefined) await chown(fresh, before.uid, before.gid).catch(() => undefined);
  await rename(fresh, target);
}

function nothingThere(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}
