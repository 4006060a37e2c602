import { missingFor } from "../../../books/purses.ts";
import { ordersOfBatch, type Batch } from "../../../orders/batches.ts";
import type { Order } from "../../../orders/state/order.ts";
import { batchScreen, canBeOrdered } from "../../../screens/orders/batch.ts";
import type { BotContext } from "../../context.ts";
import { show, showAt, type Shown } from "../../replying.ts";

/** Why some of its lines have to be confirmed once more. */
export type Renewed = Parameters<typeof batchScreen>[0]["renewed"];

/** Redraws at most this often for one press. */
const maxRedraws = 4;

/** Orders move while the card is drawn, and the engine draws it too: it is drawn until it shows how they stand. */
export async function showBatch(
  ctx: BotContext,
  batch: Batch,
  renewed: Renewed = null,
): Promise<Shown["how"]> {
  let orders = await ordersOf(ctx, batch);
  const { how, messageId } = await show(ctx, await screenOf(ctx, batch, orders, renewed));
  for (let redraw = 0; redraw < maxRedraws; redraw += 1) {
    const now = await ordersOf(ctx, batch);
    if (versionsOf(now) === versionsOf(orders)) break;
    const redrawn = await showAt(ctx, messageId, await screenOf(ctx, batch, now, renewed));
    // It was deleted meanwhile: whoever draws cards goes on.
    if (redrawn.how === "sent") break;
    orders = now;
  }
  return how;
}

async function screenOf(
  ctx: BotContext,
  batch: Batch,
  orders: ReadonlyMap<string, Order>,
  renewed: Renewed,
) {
  const leftRupiah = batch.lines
    .filter((line) => canBeOrdered(line, orders))
    .reduce((sum, { priceRupiah }) => sum + priceRupiah, 0);
  const purse = leftRupiah === 0 ? null : await ctx.shop.purses.read(ctx.person.userId);
  const missingRupiah = purse === null ? null : missingFor(purse, leftRupiah);
  const takesDeposits = ctx.shop.deposits !== null;
  return batchScreen({ batch, orders, missingRupiah, takesDeposits, renewed }, ctx.person.language);
}

const versionsOf = (orders: ReadonlyMap<string, Order>) =>
  [...orders.values()].map(({ id, version }) => `${id}@${version}`).join(" ");

/** What became of its lines: they are all this person's. */
export function ordersOf(ctx: BotContext, batch: Batch): Promise<Map<string, Order>> {
  const viewer = { userId: ctx.person.userId, operator: false };
  return ordersOfBatch(batch, (id) => ctx.shop.desk.find(id, viewer));
}
