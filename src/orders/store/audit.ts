import type { Audit, Books } from "../../books/books.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import { priceIn } from "../state/money.ts";
import { orderIdSchema, stateNames, type OrderId } from "../state/order.ts";
import type { OrderReader } from "./reader.ts";
import type { OrderRedis } from "./redis.ts";

/** The books recounted, and every open order beside them. */
export interface OrdersAudit extends Audit {
  open: number;
  /** Orders of whose price the books say something else than their state does; the first few. */
  unlike: OrderId[];
}

/** A press that died between hold and order leaves a hold for so long (`lua/money.lua`). */
const orphanKeptMs = 3_600_000;
const maxUnlike = 20;

/** May reject: that means "unknown, ask again". */
export function createOrdersAudit({
  books,
  store,
  redis,
  keys,
}: {
  books: Books;
  store: Pick<OrderReader, "read">;
  redis: Pick<OrderRedis, "ranked" | "nowMs">;
  keys: AccountKeys;
}): () => Promise<OrdersAudit> {
  /** As both stand now: meanwhile they may have moved, but never one without the other. */
  async function isUnlike(id: OrderId): Promise<boolean> {
    const order = await store.read(id);
    const transfer = await books.transfer(`order:${id}`);
    if (order === null)
      return transfer?.phase === "pending" && transfer.atMs + orphanKeptMs < (await redis.nowMs());
    return order.priceRupiah > 0 && transfer?.phase !== priceIn[order.state.name];
  }

  return async () => {
    const audit = await books.audit();
    const open = new Set<OrderId>();
    for (const name of stateNames.filter((one) => priceIn[one] === "pending"))
      for (const { member } of await redis.ranked(keys.state(name), 0, -1)) {
        const id = orderIdSchema.safeParse(member);
        if (id.success) open.add(id.data);
      }
    const held = new Set<OrderId>();
    for (const { kind, of } of audit.pending.values()) {
      const id = orderIdSchema.safeParse(of);
      if (kind === "order" && id.success) held.add(id.data);
    }
    const unlike: OrderId[] = [];
    const differing = [
      ...[...open].filter((id) => !held.has(id)),
      ...[...held].filter((id) => !open.has(id)),
    ];
    for (const id of differing) {
      if (unlike.length >= maxUnlike) break;
      if (await isUnlike(id)) unlike.push(id);
    }
    return { ...audit, open: open.size, unlike };
  };
}
