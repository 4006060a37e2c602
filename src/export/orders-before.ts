import { jakartaDay } from "../jakarta.ts";
import type { OrdersByPeriod } from "../orders/store/by-period.ts";
import type { OrderKeeping } from "../orders/store/keeping.ts";
import type { Exported } from "../screens/orders/orders-file.ts";
import type { Names } from "../words/person.ts";

/** Everybody's orders confirmed before a day, counted from 1 January 1970 in Jakarta; oldest first, day by day. */
export async function* ordersBefore(
  beforeDay: number,
  {
    keeping,
    byPeriod,
    namesOf,
  }: {
    keeping: Pick<OrderKeeping, "oldestMs">;
    byPeriod: Pick<OrdersByPeriod, "all">;
    namesOf(userIds: readonly number[]): Promise<Names>;
  },
): AsyncGenerator<Exported> {
  const oldestMs = await keeping.oldestMs();
  if (oldestMs === null) return;
  for (let day = jakartaDay(oldestMs); day < beforeDay; day += 1)
    for await (const orders of byPeriod.all(null, { kind: "day", day })) {
      const people = [...new Set(orders.map(({ resellerId }) => resellerId))];
      yield { orders, names: people.length === 0 ? new Map() : await namesOf(people) };
    }
}
