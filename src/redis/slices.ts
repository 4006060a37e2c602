import type { Redis } from "./redis.ts";

/** Fields and values of a part of a hash. */
export type HashSlice = readonly (readonly [field: string, value: string])[];

/** Reading so many takes a millisecond or two of this process, and everybody else's turn comes after each slice. */
const rowsASlice = 1_000;

/**
 * A hash of any size, some thousand fields at a time, so that neither Redis nor this process is held up by it: for hashes
 * that grow with people or services. A field may come twice, and one that is set meanwhile may be missing.
 */
export async function* hashSlices(
  redis: Pick<Redis, "hscan">,
  key: string,
): AsyncGenerator<HashSlice> {
  let cursor = "0";
  do {
    const [next, flat] = await redis.hscan(key, cursor, "COUNT", rowsASlice);
    yield pairs(flat);
    cursor = next;
  } while (cursor !== "0");
}

function pairs(flat: readonly string[]): HashSlice {
  const found: [string, string][] = [];
  for (let place = 0; place + 1 < flat.length; place += 2)
    found.push([flat[place] ?? "", flat[place + 1] ?? ""]);
  return found;
}
