/**
 * The page's own files. Its scripts are TypeScript like the rest and lose their types on the way to the browser,
 * so there is no build and what runs is what one reads.
 */

import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { extname, join } from "node:path";

export interface PageFile {
  readonly type: string;
  readonly body: string;
}

const FOLDER = join(import.meta.dirname, "browser");
const NAME = /^[a-z][a-z-]*(\/[a-z][a-z-]*)?\.(html|css|svg|ts)$/u;
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".ts": "text/javascript; charset=utf-8",
};

/** Undefined when the page has no such file. Read anew each time: an edit shows on reload. */
export async function pageFile(name: string): Promise<PageFile | undefined> {
  const extension = extname(name);
  const type = TYPES[extension];
  if (!NAME.test(name) || type === undefined) return undefined;
  const text = await readFile(join(FOLDER, name), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  return { type, body: extension === ".ts" ? stripTypeScriptTypes(text) : text };
}
