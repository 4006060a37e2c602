import type { Keyspace } from "../redis/keyspace.ts";

/** Knows on its own account who was shown a card of what, and what was ordered since. */
export interface CardWitness {
  afterScript(script: Ran): void;
}

interface Ran {
  db: Keyspace;
  prefix: string;
  atMs: number;
  name: string;
  args: readonly (string | number)[];
  reply: readonly (string | number)[];
}

interface Card {
  id: string;
  /** Whose, and of what: those of one kind are equal. */
  kind: string;
  print: string;
  user: string;
}

/** ✅ orders nothing that its person ordered, or has on a newer card, since they saw this one. */
export function createCardWitness(violate: (invariant: number, what: string) => void): CardWitness {
  /** In the order they came about. */
  const shown: (Card | { ordered: string; kind: string })[] = [];

  function checkSince({ db, prefix, atMs }: Ran, card: Card): void {
    for (const since of shown.slice(shown.indexOf(card) + 1)) {
      if (since.kind !== card.kind) continue;
      if ("ordered" in since) {
        // A script that died may have told nobody yet.
        const isKnown =
          db.zscore(`${prefix}alike:${card.print}`, `${since.ordered}:${card.user}`) !== null;
        if (isKnown) violate(1, `card ${card.id} ordered though ${since.ordered} came after it`);
      } else {
        const { done, expires } = db.hgetall(`${prefix}confirmation:${since.id}`);
        if (done === undefined && Number(expires ?? 0) > atMs)
          violate(1, `card ${card.id} ordered though ${since.id} is newer`);
      }
    }
  }

  return {
    afterScript(script) {
      const { name, args, reply } = script;
      const [id, facts, user] = args.map(String);
      if (name === "draft" && reply[0] === "drafted") {
        const print = /"fingerprint":"([^"]*)"/.exec(facts ?? "")?.[1] ?? "";
        const kind = `${user} ${print}`;
        shown.push({ id: id ?? "", kind, print, user: user ?? "" });
      }
      if (name === "confirm" && reply[0] === "confirmed") {
        const card = shown.find((one): one is Card => "id" in one && one.id === id);
        if (card === undefined) return;
        checkSince(script, card);
        shown.push({ ordered: String(args[1]), kind: card.kind });
      }
    },
  };
}
