import { ordersOfBatch, type Batch, type Batches } from "../orders/batches.ts";
import { orderIdOf } from "../orders/state/order-id.ts";
import type { Order, OrderId } from "../orders/state/order.ts";
import type { OrderStore } from "../orders/store/store.ts";
import type { Screen } from "../screens/screen.ts";
import type { Language } from "../words/dictionary.ts";

/** A card that shows several orders. */
export interface SharedCard {
  id: string;
  /** As its orders stand now. */
  read(): Promise<{ orders: readonly Order[]; screen(language: Language): Screen }>;
  /** Another message shows it from now on. */
  shownIn(messageId: number): Promise<void>;
}

/** Finds the card that an order shares with others; null: it has one of its own. */
export type SharedCardOf = (
  order: Pick<Order, "id" | "chatId" | "cardMessageId">,
) => Promise<SharedCard | null>;

export function createSharedCards(
  batches: Pick<Batches, "in" | "shownIn">,
  store: Pick<OrderStore, "read">,
  draw: (batch: Batch, orders: ReadonlyMap<string, Order>, language: Language) => Screen,
): SharedCardOf {
  const readOf = (resellerId: number) => async (id: OrderId) => {
    const order = await store.read(id);
    return order?.resellerId === resellerId ? order : null;
  };

  return async ({ id, chatId, cardMessageId }) => {
    const batch = cardMessageId === null ? null : await batches.in(chatId, cardMessageId);
    // Its message may show something else by now.
    const isOneOf = batch?.lines.some(({ confirmationId }) => orderIdOf(confirmationId) === id);
    if (batch === null || isOneOf !== true) return null;
    return {
      id: batch.id,
      async read() {
        const orders = await ordersOfBatch(batch, readOf(batch.resellerId));
        return {
          orders: [...orders.values()],
          screen: (language) => draw(batch, orders, language),
        };
      },
      shownIn: (messageId) => batches.shownIn(batch.id, chatId, messageId),
    };
  };
}
