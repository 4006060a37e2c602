/** What was measured, its value, and what is aimed at where there is an aim. */
export type Row = readonly [what: string, value: string, aim?: string];

export function table(title: string, rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([what]) => what.length), title.length);
  const values = Math.max(...rows.map(([, value]) => value.length));
  const lines = rows.map(([what, value, aim]) =>
    `${what.padEnd(width)}  ${value.padStart(values)}${aim === undefined ? "" : `   (aim ${aim})`}`.trimEnd(),
  );
  return [title, "-".repeat(title.length), ...lines].join("\n");
}

export const milliseconds = (ms: number) =>
  ms < 10_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(1)} s`;
export const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;

/** `share` 0.5 is the median. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
