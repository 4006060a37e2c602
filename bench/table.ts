/** What was measured, its value, and what is aimed at where there is an aim. */
export type Row = readonly [what: string, value: string, aim?: string];

/** Rows are printed as they are measured, so this is chosen and not found out. */
const width = 72;

export const rowText = ([what, value, aim]: Row) =>
  `${what.padEnd(width)}  ${value}${aim === undefined ? "" : `   (aim ${aim})`}`.trimEnd();

/** Each bench begins with it: a figure without its settings says nothing. */
export const settings = (text: string): Row => ["settings", text];

export const milliseconds = (ms: number) =>
  ms < 10_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(1)} s`;
export const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;

/** `share` 0.5 is the median. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Lowest, median and highest. */
export function spread(values: readonly number[], digits = 0): string {
  return [Math.min(...values), percentile(values, 0.5), Math.max(...values)]
    .map((value) => value.toFixed(digits))
    .join(" – ");
}
