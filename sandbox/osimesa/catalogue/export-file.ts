/** One's own export of the upstream's list, for `--catalogue file.json`. */

import { readFile } from "node:fs/promises";
import { z } from "zod";
import { sandboxWordsIn, type SandboxWords } from "../../words/words.ts";
import { rawService, type RawService } from "./raw-service.ts";

/** Either the whole answer to `type=service`, or its `data` alone. */
const exported = z.union([
  z.array(z.unknown()),
  z.looseObject({ data: z.array(z.unknown()) }).transform(({ data }) => data),
]);

type CatalogueWords = SandboxWords["catalogue"];
const english = sandboxWordsIn("en").catalogue;

/** More problems than this help nobody. */
const MAX_PROBLEMS = 5;

/** Throws an error whose message says, one line each, what is wrong with the file. */
export async function loadCatalogue(
  file: string,
  words: CatalogueWords = english,
): Promise<readonly RawService[]> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new Error(words.unreadable(file, reason(error)));
  });
  return parseCatalogue(text, file, words);
}

/** `name` is what messages call the text. */
export function parseCatalogue(
  text: string,
  name: string,
  words: CatalogueWords = english,
): readonly RawService[] {
  const list = exported.safeParse(parseJson(text, name, words));
  if (!list.success) throw new Error(words.wrongShape(name));
  if (list.data.length === 0) throw new Error(words.empty(name));
  const services: RawService[] = [];
  const problems: string[] = [];
  const places = new Map<string, number>();
  for (const [index, entry] of list.data.entries()) {
    const parsed = rawService.safeParse(entry);
    if (!parsed.success) {
      problems.push(
        ...parsed.error.issues.map((issue) => problem(words.service(index + 1), issue)),
      );
      continue;
    }
    const { code } = parsed.data;
    const earlier = places.get(code);
    if (earlier !== undefined) {
      problems.push(`${words.service(index + 1)}: ${words.sameCode(code, earlier + 1)}`);
    }
    places.set(code, index);
    services.push(parsed.data);
  }
  if (problems.length === 0) return services;
  const shown = problems.slice(0, MAX_PROBLEMS);
  const more = problems.length - shown.length;
  throw new Error([`${name}:`, ...shown, ...(more > 0 ? [words.more(more)] : [])].join("\n  "));
}

function problem(service: string, issue: z.core.$ZodIssue): string {
  const path = issue.path.length === 0 ? "" : `, ${issue.path.join(".")}`;
  return `${service}${path}: ${issue.message}`;
}

function parseJson(text: string, name: string, words: CatalogueWords): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch (error) {
    throw new Error(words.notJson(name, reason(error)), { cause: error });
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
