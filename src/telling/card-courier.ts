import type { Clock, Rng } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Forecast, Standing } from "../orders/placing/forecast.ts";
import type { Order, OrderId } from "../orders/state/order.ts";
import type { DirtyCard, Outbox } from "../orders/store/outbox.ts";
import type { OrderStore } from "../orders/store/store.ts";
import type { Screen } from "../screens/screen.ts";
import type { Language } from "../words/dictionary.ts";
import { createBackoff } from "./backoff.ts";
import { chatKey, type Deliveries } from "./deliveries.ts";
import { createDrawnCards } from "./drawn-cards.ts";
import type { Messenger } from "./messenger.ts";
import { createQueueBoard } from "./queue-board.ts";
import type { SharedCard, SharedCardOf } from "./shared-cards.ts";
import { worded } from "./worded.ts";

/** Draws orders' cards as the orders stand now. No notices: what a card lacks, the next drawing has. */
export interface CardCourier {
  visit(card: DirtyCard, nowMs: number): Promise<void>;
  /** Waiting orders whose place is another by now. */
  placesDue(): Promise<readonly OrderId[]>;
  showPlace(orderId: OrderId): Promise<void>;
}

export interface CardCourierDependencies {
  outbox: Outbox;
  store: Pick<OrderStore, "read">;
  /** Cards of orders that wait say where; without it they say that they wait. */
  forecast?: Pick<Forecast, "of" | "all">;
  /** Without it each order has a card of its own. */
  sharedCardOf?: SharedCardOf;
  messenger: Messenger;
  clock: Clock;
  rng: Rng;
  log: Log;
  languageOf(chatId: number): Promise<Language>;
  words: {
    card(order: Order, standing: Standing | null, language: Language): Screen;
  };
}

/** A card that stands back for something else is looked at again. */
const soonMs = 250;

export function cardKey(orderId: OrderId): string {
  return `card ${orderId}`;
}

export function createCardCourier(
  deps: CardCourierDependencies,
  deliveries: Pick<Deliveries, "underWay" | "during" | "rest">,
): CardCourier {
  const { outbox, store, messenger, clock, log } = deps;
  const sharedCardOf = deps.sharedCardOf ?? (() => Promise.resolve(null));
  const backoff = createBackoff(deps.rng);
  const noteDrawn = createDrawnCards(outbox, clock);
  const board = deps.forecast === undefined ? null : createQueueBoard(deps.forecast, clock);

  async function cardOf(order: Order): Promise<Screen | null> {
    const [language, standing] = await Promise.all([
      deps.languageOf(order.chatId),
      deps.forecast?.of(order) ?? null,
    ]);
    return worded(log, () => deps.words.card(order, standing, language));
  }

  /** A waiting order's card as its place is now; of no weight: the next one says more. */
  async function showPlace(orderId: OrderId): Promise<void> {
    const order = await store.read(orderId);
    if (order?.state.name !== "confirmed" || deliveries.underWay(chatKey(order.chatId))) return;
    const [shared, screen] = await Promise.all([sharedCardOf(order), cardOf(order)]);
    // A card of several says how they stand, not their places.
    if (shared !== null || screen === null || order.cardMessageId === null) return;
    const sent = await messenger.edit(order.chatId, order.cardMessageId, screen);
    if (sent.kind === "wait") board?.rest(sent.ms);
  }

  async function visit(card: DirtyCard, nowMs: number): Promise<void> {
    const order = await store.read(card.orderId);
    if (order === null) return noteDrawn(card);
    // A chat's new messages go first, however long one hangs.
    if (deliveries.underWay(chatKey(order.chatId)))
      return deliveries.rest(cardKey(order.id), soonMs);
    const [shared, own] = await Promise.all([sharedCardOf(order), cardOf(order)]);
    if (shared === null) return drawCard(card, order, nowMs, { screen: own, orders: [order] });
    // Its other orders wait: who draws it says how all of them stand.
    const key = `shared ${shared.id}`;
    if (deliveries.underWay(key)) return deliveries.rest(cardKey(order.id), soonMs);
    return deliveries.during(key, async () => {
      const { orders, screen } = await shared.read();
      const language = await deps.languageOf(order.chatId);
      // Read anew: another message may show them since.
      const now = orders.find(({ id }) => id === order.id) ?? order;
      await drawCard(card, now, nowMs, {
        screen: worded(log, () => screen(language)),
        orders,
        shared,
      });
    });
  }

  /** Draws what shows these orders, and notes it of all of them. */
  async function drawCard(
    card: DirtyCard,
    order: Order,
    nowMs: number,
    {
      screen,
      orders,
      shared,
    }: { screen: Screen | null; orders: readonly Order[]; shared?: SharedCard },
  ): Promise<void> {
    const drawn = orders.map(({ id, version }) => ({ orderId: id, version }));
    const noteAll = async () => void (await Promise.all(drawn.map(noteDrawn)));
    if (screen === null) return noteAll();
    const shownIn = order.cardMessageId;
    const edited = shownIn === null ? null : await messenger.edit(order.chatId, shownIn, screen);
    const outcome =
      edited === null || edited.kind === "message-gone"
        ? await messenger.send(order.chatId, screen)
        : edited;
    switch (outcome.kind) {
      case "wait":
        deliveries.rest(cardKey(card.orderId), outcome.ms);
        return outbox.postponeCard(card, nowMs + outcome.ms);
      case "unclear":
        return outbox.postponeCard(card, nowMs + backoff.nextMs(card.orderId));
      case "sent":
        backoff.reset(card.orderId);
        // Of a new message at once, so that there never is a third.
        if (outcome.messageId === shownIn) return noteAll();
        await shared?.shownIn(outcome.messageId);
        return outbox.cardsDrawn(drawn.map((one) => ({ ...one, messageId: outcome.messageId })));
      case "blocked":
      case "refused":
        // Where it could not be drawn, /status draws it afresh; the result is a notice of its own.
        return noteAll();
    }
  }

  return {
    visit,
    async placesDue() {
      return ((await board?.due()) ?? []).map(({ id }) => id);
    },
    showPlace,
  };
}
