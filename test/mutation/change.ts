/** What a planted change is an example of. They take turns, so that the rare ones are not lost among the many. */
export const kinds = [
  "comparison",
  "constant",
  "await",
  "branch",
  "argument",
  "boolean",
  "operator",
  "call",
] as const;
export type Kind = (typeof kinds)[number];

/** One text for another at one place. */
export interface Change {
  /** Below the project's root. */
  file: string;
  kind: Kind;
  start: number;
  end: number;
  replacement: string;
}

export function plant(source: string, { start, end, replacement }: Change): string {
  return source.slice(0, start) + replacement + source.slice(end);
}

/** `line 12: before → after`, whole lines without what surrounds them, on one line. */
export function describe(source: string, change: Change): string {
  const from = source.lastIndexOf("\n", change.start - 1) + 1;
  const lineEnd = source.indexOf("\n", change.end);
  const to = lineEnd === -1 ? source.length : lineEnd;
  const shown = (text: string) => text.trim().replaceAll(/\s+/g, " ");
  const before = shown(source.slice(from, to));
  const after = shown(
    source.slice(from, change.start) + change.replacement + source.slice(change.end, to),
  );
  const line = source.slice(0, change.start).split("\n").length;
  return `${change.file}:${line} ${change.kind}: ${before} → ${after}`;
}

/** Sixty times as much or as little, as when seconds are taken for minutes; 0 and 1 count rather than measure. */
export function otherAmounts(amount: number): number[] {
  if (!Number.isSafeInteger(amount * 60) || amount < 2) return [];
  return [amount * 60, Math.max(1, Math.round(amount / 60))];
}
