import type { Redis } from "../redis/redis.ts";
import { z } from "zod";
import { shortId } from "../catalogue/snapshot.ts";
import { json } from "../json.ts";
import { lineNames } from "../line.ts";
import type { AccountKeys } from "../redis/keys.ts";
import type { RunScript } from "../redis/scripts.ts";
import type { PeopleScript } from "./scripts.ts";

/** What it answers: any question for a phone number, or the questions of one category. */
const scopeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("phone") }),
  z.object({ kind: z.literal("category"), line: z.enum(lineNames), slug: z.string() }),
]);

const valueSchema = z.object({
  /** Of the question it answered. */
  label: z.string(),
  value: z.string(),
  /** What a person reads when it differs from `value`. */
  shown: z.string().optional(),
});

const savedSchema = z.object({
  /** "": it has none yet. */
  name: z.string(),
  scope: scopeSchema,
  /** What the scope is called: a category's name, or the product's. */
  about: z.string(),
  values: z.array(valueSchema).min(1).max(3),
  sinceMs: z.number().int(),
});
export type Savable = z.infer<typeof savedSchema>;

/** A destination that a reseller keeps under a name. Never a secret. */
export interface Saved extends Savable {
  /** Eight characters made from what it is: the same destination again is the same one. */
  id: string;
}

/** Only its owner ever sees one. */
export interface SavedDestinations {
  /** Newest first. */
  of(userId: number): Promise<Saved[]>;
  /** null: there is none of theirs. */
  read(userId: number, id: string): Promise<Saved | null>;
  /** The same destination again keeps its name, unless it is given another. */
  keep(userId: number, what: Savable): Promise<Saved | "full">;
  remove(userId: number, id: string): Promise<void>;
}

export const maxSaved = 30;

export function createSavedDestinations({
  redis,
  run,
  keys,
}: {
  redis: Pick<Redis, "hget" | "hgetall" | "hdel">;
  run: RunScript<PeopleScript>;
  keys: AccountKeys;
}): SavedDestinations {
  async function read(userId: number, id: string): Promise<Saved | null> {
    return readSaved(id, await redis.hget(keys.saved(userId), id));
  }

  return {
    async of(userId) {
      const all = Object.entries(await redis.hgetall(keys.saved(userId)));
      return all
        .flatMap(([id, text]) => readSaved(id, text) ?? [])
        .toSorted((a, b) => b.sinceMs - a.sinceMs);
    },
    read,
    async keep(userId, what) {
      const id = idOf(what);
      const before = what.name === "" ? await read(userId, id) : null;
      const kept = { ...what, name: before?.name ?? what.name };
      const value = JSON.stringify({ v: 1, ...kept });
      const [kind] = await run("keep", `saved:${userId}`, id, value, maxSaved);
      return kind === "full" ? kind : { id, ...kept };
    },
    async remove(userId, id) {
      await redis.hdel(keys.saved(userId), id);
    },
  };
}

const stored = json.pipe(savedSchema.extend({ v: z.literal(1) }));

function readSaved(id: string, text: string | null): Saved | null {
  const found = stored.safeParse(text).data;
  if (found === undefined) return null;
  const { v: _version, ...what } = found;
  return { id, ...what };
}

/** Names and times apart. Where a phone was asked for says nothing of the number. */
function idOf({ scope, values }: Savable): string {
  const what =
    scope.kind === "phone"
      ? ["phone", ...values.map(({ value }) => value)]
      : [scope.slug, ...values.flatMap(({ label, value }) => [label, value])];
  return shortId(scope.kind === "phone" ? "game" : scope.line, JSON.stringify(what));
}
