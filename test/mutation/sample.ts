import type { Random } from "../simulation/random.ts";
import { describe, kinds, type Change } from "./change.ts";

/** All changes in the order in which they are tried: shuffled, the kinds taking turns as long as they last. */
export function shuffled(changes: readonly Change[], random: Random): Change[] {
  const decks = kinds.map((kind) =>
    changes
      .filter((change) => change.kind === kind)
      .map((change) => ({ change, place: random.fraction() }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ change }) => change),
  );
  const rounds = Math.max(...decks.map((deck) => deck.length));
  return Array.from({ length: rounds }, (_, round) =>
    decks.flatMap((deck) => deck[round] ?? []),
  ).flat();
}

/**
 * The survivors that an earlier run printed, wherever their lines stand by now, and what names none any more. All else
 * it printed is passed over.
 */
export function named(
  changes: readonly Change[],
  sources: ReadonlyMap<string, string>,
  printed: string,
): { changes: Change[]; gone: string[] } {
  const known = Map.groupBy(changes, (change) =>
    withoutLine(describe(sources.get(change.file) ?? "", change)),
  );
  const lines = printed
    .split("\n")
    .map((line) => line.replace(/^(?:SURVIVED)?\s+/, ""))
    .filter((line) => place.test(line));
  const found = new Set<Change>();
  const gone: string[] = [];
  for (const line of new Set(lines)) {
    const those = known.get(withoutLine(line));
    if (those === undefined) gone.push(line);
    for (const change of those ?? []) found.add(change);
  }
  return { changes: [...found], gone };
}

const place = /^(\S+):\d+ /;
const withoutLine = (shown: string) => shown.replace(place, "$1 ");
