/**
 * The page's own files and the few libraries they import. Its scripts are TypeScript like the rest and lose their
 * types on the way to the browser, so there is no build and what runs is what one reads.
 */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface PageFile {
  readonly type: string;
  readonly body: string;
}

const FOLDER = join(import.meta.dirname, "browser");
const NAME = /^[a-z][a-z-]*(\/[a-z][a-z-]*){0,2}\.(html|css|svg|ts)$/u;
const SCRIPT = "text/javascript; charset=utf-8";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".ts": SCRIPT,
};

/** What the scripts import by name, from node_modules. */
const LIBRARIES: readonly string[] = [
  "preact",
  "preact/hooks",
  "@preact/signals",
  "@preact/signals-core",
];

const importMap = JSON.stringify({
  imports: Object.fromEntries(LIBRARIES.map((name) => [name, `/library/${name}`])),
});
/** By which the browser knows that this script in the page is ours. */
export const importMapHash = `sha256-${createHash("sha256").update(importMap).digest("base64")}`;

/** Undefined when the page has no such file. Read anew each time: an edit shows on reload. */
export async function pageFile(name: string): Promise<PageFile | undefined> {
  const extension = extname(name);
  const type = TYPES[extension];
  if (!NAME.test(name) || type === undefined) return undefined;
  const text = await readFile(join(FOLDER, name), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  if (extension === ".html") return { type, body: text.replace(/\s*\{importMap\}\s*/u, importMap) };
  return { type, body: extension === ".ts" ? stripTypeScriptTypes(text) : text };
}

/** Undefined for anything but the page's libraries. */
export async function libraryFile(name: string): Promise<PageFile | undefined> {
  if (!LIBRARIES.includes(name)) return undefined;
  return { type: SCRIPT, body: await readFile(fileURLToPath(import.meta.resolve(name)), "utf8") };
}
