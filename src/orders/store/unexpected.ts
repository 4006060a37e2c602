/** A script and what calls it are not of one mind: a bug. */
export function unexpected(script: string, kind: unknown): Error {
  return new Error(`script ${script} answered ${String(kind)}`);
}
