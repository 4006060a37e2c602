import type { Keyspace } from "../keyspace.ts";

/** A script's twin. `now`: Redis's time, whole ms. Answers what the script answers. */
export type Script = (
  db: Keyspace,
  prefix: string,
  now: number,
  args: readonly string[],
) => (string | number)[];
