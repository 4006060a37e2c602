import type { CatalogueSnapshot, ListedService } from "./snapshot.ts";

/** Services by their codes as people type them: in any case, with or without the signs a code has. */
export interface Codes {
  find(typed: string): ListedService | undefined;
  /** Those whose code begins so, shortest code first. */
  beginning(typed: string): readonly ListedService[];
  /** The codes most like one that does not exist, the likeliest first; none where nothing is like it. */
  nearest(typed: string, most: number): readonly ListedService[];
}

// One index for each list: a refresh makes a new snapshot.
const indexed = new WeakMap<CatalogueSnapshot, Codes>();

export function codesOf(snapshot: CatalogueSnapshot): Codes {
  const known = indexed.get(snapshot);
  if (known !== undefined) return known;
  const codes = index(snapshot);
  indexed.set(snapshot, codes);
  return codes;
}

/** Letters and digits of a code, in lower case. */
const plain = (code: string): string => code.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

function index(snapshot: CatalogueSnapshot): Codes {
  const exact = new Map<string, ListedService>();
  const bare = new Map<string, ListedService>();
  for (const service of snapshot.categories.flatMap(({ services }) => services)) {
    const lower = service.code.toLowerCase();
    if (!exact.has(lower)) exact.set(lower, service);
    if (!bare.has(plain(lower))) bare.set(plain(lower), service);
  }
  return {
    find: (typed) => exact.get(typed.toLowerCase()) ?? bare.get(plain(typed)),
    beginning(typed) {
      const wanted = plain(typed);
      const found = [...bare].filter(([code]) => wanted !== "" && code.startsWith(wanted));
      return found.toSorted(([a], [b]) => byCode(a, b)).map(([, service]) => service);
    },
    nearest(typed, most) {
      const wanted = plain(typed);
      const found = [...bare].flatMap(([code, service]) => {
        const far = farness(wanted, code);
        return far === null ? [] : [{ code, service, far }];
      });
      return found
        .toSorted((a, b) => a.far - b.far || byCode(a.code, b.code))
        .slice(0, most)
        .map(({ service }) => service);
    },
  };
}

const byCode = (a: string, b: string) => a.length - b.length || (a < b ? -1 : 1);

/** Letters and the number behind them, as most codes are. */
const parts = /^(\D*)(\d*)(.*)$/su;
const maxEdits = 2;

/** How unlike a code is, from 0; null: too unlike to be meant. */
function farness(wanted: string, code: string): number | null {
  const [, letters = "", number = ""] = parts.exec(wanted) ?? [];
  const [, itsLetters = "", itsNumber = ""] = parts.exec(code) ?? [];
  // The same product in another size: by how far the sizes are apart.
  if (letters !== "" && letters === itsLetters) {
    if (number === "" || itsNumber === "") return 1;
    const apart = Math.abs(Math.log((Number(number) + 1) / (Number(itsNumber) + 1)));
    return 0.5 + Math.min(apart, 3) / 3;
  }
  const edits = editsBetween(wanted, code);
  if (edits > Math.min(maxEdits, Math.ceil(wanted.length / 3))) return null;
  return edits + (number !== "" && number === itsNumber ? 0 : 0.5);
}

/** Letters put in, left out, mistaken or swapped; more than `maxEdits` are not counted further. */
function editsBetween(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > maxEdits) return maxEdits + 1;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const same = one[at - 1] === other[to - 1];
      const swapped =
        at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
      next[to] = Math.min(
        (row[to] ?? 0) + 1,
        (next[to - 1] ?? 0) + 1,
        (row[to - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[to - 2] ?? 0) + 1 : Infinity,
      );
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}
