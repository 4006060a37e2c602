import type { AccountKeys } from "../../redis/keys.ts";
import type { StateName } from "../state/order.ts";

/** How many orders stand in each of these states. `size`: of a sorted set. */
export async function countByState<Name extends StateName>(
  names: readonly Name[],
  keys: AccountKeys,
  size: (key: string) => Promise<number>,
): Promise<Record<Name, number>> {
  const counts = await Promise.all(
    names.map(async (name) => [name, await size(keys.state(name))] as const),
  );
  // An entry was made for every name.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(counts) as Record<Name, number>;
}
