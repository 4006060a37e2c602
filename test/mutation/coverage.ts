import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** What Node writes under NODE_V8_COVERAGE. Types are stripped to blanks, so places are those of the source. */
const writtenSchema = z.object({
  result: z.array(
    z.object({
      url: z.string(),
      functions: z.array(
        z.object({
          ranges: z.array(
            z.object({ startOffset: z.number(), endOffset: z.number(), count: z.number() }),
          ),
        }),
      ),
    }),
  ),
});
type Functions = z.infer<typeof writtenSchema>["result"][number]["functions"];

/** Which places of the project's files were run, by one process or several; of a script, whether it was read. */
export interface Coverage {
  ran(file: string, place: number): boolean;
}

/** Reads what the processes of one run left in `folder`; `top` is the tree they ran in. */
export async function readCoverage(folder: string, top: string): Promise<Coverage> {
  const files = new Map<string, Functions[]>();
  const read = new Set<string>();
  for (const name of await readdir(folder).catch(() => [])) {
    const text = await readFile(join(folder, name), "utf8");
    if (name.endsWith(".reads")) {
      for (const file of text.split("\n")) read.add(relative(top, file));
      continue;
    }
    // A process that was killed while it wrote.
    const written = writtenSchema.safeParse(parsed(text));
    for (const { url, functions } of written.data?.result ?? []) {
      if (!url.startsWith("file:")) continue;
      const file = relative(top, fileURLToPath(url.replace(/[?#].*$/, "")));
      if (file.startsWith("..") || file.startsWith("node_modules")) continue;
      files.set(file, [...(files.get(file) ?? []), functions]);
    }
  }
  return {
    ran: (file, place) =>
      read.has(file) || (files.get(file) ?? []).some((functions) => timesRun(functions, place) > 0),
  };
}

/** The smallest range around a place knows best. */
function timesRun(functions: Functions, place: number): number {
  let count = 0;
  let size = Infinity;
  for (const { ranges } of functions) {
    for (const { startOffset, endOffset, count: times } of ranges) {
      if (startOffset > place || endOffset <= place || endOffset - startOffset > size) continue;
      count = times;
      size = endOffset - startOffset;
    }
  }
  return count;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
