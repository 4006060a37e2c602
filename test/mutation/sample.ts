import type { Random } from "../simulation/random.ts";
import { kinds, type Change } from "./change.ts";

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
