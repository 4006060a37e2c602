/** One's own export of the upstream's list, for `--catalogue file.json`. */

import { readFile } from "node:fs/promises";
import { z } from "zod";
import { rawService, type RawService } from "./raw-service.ts";

/** Either the whole answer to `type=service`, or its `data` alone. */
const exported = z.union([
  z.array(z.unknown()),
  z.looseObject({ data: z.array(z.unknown()) }).transform(({ data }) => data),
]);

/** More problems than this help nobody. */
const MAX_PROBLEMS = 5;

/** Throws an error whose message says, one line each, what is wrong with the file. */
export async function loadCatalogue(file: string): Promise<readonly RawService[]> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new Error(`${file}: cannot be read (${reason(error)})`);
  });
  return parseCatalogue(text, file);
}

/** `name` is what messages call the text. */
export function parseCatalogue(text: string, name: string): readonly RawService[] {
  const list = exported.safeParse(parseJson(text, name));
  if (!list.success) {
    throw new Error(
      `${name}: wanted the answer to type=service, {"data": [services]}, or the array alone`,
    );
  }
  if (list.data.length === 0) throw new Error(`${name}: holds no services`);
  const services: RawService[] = [];
  const problems: string[] = [];
  const places = new Map<string, number>();
  for (const [index, entry] of list.data.entries()) {
    const parsed = rawService.safeParse(entry);
    if (!parsed.success) {
      problems.push(...parsed.error.issues.map((issue) => problem(index, issue)));
      continue;
    }
    const { code } = parsed.data;
    const earlier = places.get(code);
    if (earlier !== undefined) {
      problems.push(`service ${index + 1}: code "${code}" is that of service ${earlier + 1} too`);
    }
    places.set(code, index);
    services.push(parsed.data);
  }
  if (problems.length === 0) return services;
  const shown = problems.slice(0, MAX_PROBLEMS);
  const more = problems.length - shown.length;
  throw new Error([`${name}:`, ...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("\n  "));
}

function problem(index: number, issue: z.core.$ZodIssue): string {
  const path = issue.path.length === 0 ? "" : `, ${issue.path.join(".")}`;
  return `service ${index + 1}${path}: ${issue.message}`;
}

function parseJson(text: string, name: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch (error) {
    throw new Error(`${name}: is not JSON (${reason(error)})`, { cause: error });
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
