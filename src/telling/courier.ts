import type { Language } from "../words/dictionary.ts";
import type { Bells } from "../bell.ts";
import type { Clock, Rng } from "../clock.ts";
import type { Log } from "../log.ts";
import { edits, isRemembered, onlyChanges, type Notice } from "../orders/state/notice.ts";
import type { Order, OrderId } from "../orders/state/order.ts";
import type { Forecast, Standing } from "../orders/placing/forecast.ts";
import type { DirtyCard, Outbox, QueuedNotice } from "../orders/store/outbox.ts";
import type { OrderStore } from "../orders/store/store.ts";
import type { Term } from "../redis/lease.ts";
import type { About } from "./about.ts";
import { createPlaces, type Places } from "../places.ts";
import { createDrawnCards } from "./drawn-cards.ts";
import { createQueueBoard } from "./queue-board.ts";
import type { Screen } from "../screens/screen.ts";
import type { SharedCard, SharedCardOf } from "./shared-cards.ts";
import { createBackoff } from "./backoff.ts";
import type { NoticeWithOrder, Told } from "../screens/notices/notices.ts";
import type { Messenger, Sent } from "./messenger.ts";
import type { ShownNotices } from "./shown.ts";

/** Carries what is owed to its chat: at least once, in order per chat, no chat holding up another. */
export interface Courier {
  run(term: Pick<Term, "signal" | "nowMs">): Promise<void>;
  /** How long the chat that waits longest has been tried in vain, in ms; 0: none has. */
  delayedMs(): number;
}

export interface CourierDependencies {
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
  about: About;
  words: {
    card(order: Order, standing: Standing | null, language: Language): Screen;
    /** In order, every notice once; results that follow one another share a message. */
    notices(due: readonly NoticeWithOrder[], language: Language): Told[];
  };
  /** Finds the messages of notices that change later; without it they are told anew. */
  shown?: ShownNotices;
  bells: Pick<Bells, "owed">;
  /** How often refused notices are looked for; default 30 s. */
  retryMs?: number;
}

/** How often Redis is asked for what came due without a wake. */
const lookMs = 250;
/** How often it is asked for what Telegram refused and may take now. */
const usualRetryMs = 30_000;
/** Deliveries at once. A call that hangs (up to its timeout) gives its place away after a second. */
const chatPlaces = { quick: 10, quickMs: 1_000, most: 100 };
const cardPlaces = { quick: 15, quickMs: 1_000, most: 50 };
/** More than can hang at once, so that those who wait behind them are seen. */
const dueLimit = 200;
const noticesPerVisit = 10;
/** Results that follow one another within this share a message. */
const batchMs = 5_000;
const afterErrorMs = 1_000;
const maxDelayed = 10_000;

export function createCourier(deps: CourierDependencies): Courier {
  const { outbox, store, messenger, clock, log, bells, retryMs = usualRetryMs } = deps;
  const sharedCardOf = deps.sharedCardOf ?? (() => Promise.resolve(null));
  let retriedAtMs = -Infinity;
  const chatsBusy = createPlaces(clock, chatPlaces);
  const cardsBusy = createPlaces(clock, cardPlaces);
  const busy = new Set<string>();
  const lastResultAtMs = new Map<number, number>();
  /** Chats tried in vain since when. */
  const delayedSinceMs = new Map<number, number>();
  const backoff = createBackoff(deps.rng);
  const noteDrawn = createDrawnCards(outbox, clock);
  const board = deps.forecast === undefined ? null : createQueueBoard(deps.forecast, clock);
  /** Until when what is not to be begun again rests. Redis keeps it too, but may be full. */
  const restsUntilMs = new Map<string, number>();
  const rest = (key: string, ms: number) => {
    const untilMs = clock.monotonicMs() + ms;
    restsUntilMs.set(key, Math.max(untilMs, restsUntilMs.get(key) ?? -Infinity));
  };

  /** Something is due that could not be begun, for the same or too much was under way. */
  let isMore = false;

  /** Starts `work` unless the same is under way or rests, or too much is under way. */
  const start = (key: string, places: Places, work: () => Promise<void>): void => {
    if (busy.has(key) || places.free() === 0) return void (isMore = true);
    if ((restsUntilMs.get(key) ?? -Infinity) > clock.monotonicMs()) return;
    restsUntilMs.delete(key);
    busy.add(key);
    places.take(
      work()
        .catch((error: unknown) => {
          log.error({ err: error }, "delivery interrupted, trying again");
          rest(key, afterErrorMs);
        })
        .finally(() => {
          busy.delete(key);
          if (isMore) bells.owed.ring();
          isMore = false;
        }),
    );
  };

  async function visitChat(chatId: number, nowMs: number): Promise<void> {
    const queued = await outbox.peek(chatId, noticesPerVisit);
    if (queued.length === 0) return outbox.delivered(chatId, []);
    const sharedMs = (lastResultAtMs.get(chatId) ?? -Infinity) + batchMs - clock.monotonicMs();
    if (isResult(queued) && sharedMs > 0) return outbox.postpone(chatId, nowMs + sharedMs);
    return deliver(chatId, queued, nowMs);
  }

  /** null: an error in the words, of this very data. */
  function worded<T>(words: () => T): T | null {
    try {
      return words();
    } catch (error) {
      log.error({ err: error }, "no words for what is owed");
      return null;
    }
  }

  /** The first message that `queued` makes; what is left stays due. */
  async function deliver(
    chatId: number,
    queued: readonly QueuedNotice[],
    nowMs: number,
  ): Promise<void> {
    const language = await deps.languageOf(chatId);
    const due = await Promise.all(queued.map(({ notice }) => deps.about(notice, chatId)));
    const message = worded(() => deps.words.notices(due, language)[0]) ?? null;
    // One that cannot be worded holds up none of its chat's.
    if (message === null)
      return queued.length > 1
        ? deliver(chatId, queued.slice(0, 1), nowMs)
        : refuse(chatId, queued, "no words for it");
    const group = queued.slice(0, message.notices.length);
    const only = group.length === 1 ? due[0]?.order : null;
    const outcome = await tell(chatId, message, only);
    noteDelay(chatId, outcome.kind === "wait" || outcome.kind === "unclear");
    switch (outcome.kind) {
      case "sent":
        if (isResult(group)) rememberResult(chatId);
        await rememberShown(chatId, message.notices, outcome.messageId);
        backoff.reset(chatId);
        isMore ||= queued.length > group.length || queued.length === noticesPerVisit;
        return outbox.delivered(chatId, group);
      case "wait":
        rest(`chat ${chatId}`, outcome.ms);
        return outbox.postpone(chatId, nowMs + outcome.ms);
      case "unclear":
        log.warn({ why: outcome.why }, "a message is not delivered yet, trying again");
        return outbox.postpone(chatId, nowMs + backoff.nextMs(chatId));
      case "blocked":
        return outbox.shelve(chatId);
      case "refused":
        // One bad notice must not take its neighbours along.
        return group.length > 1
          ? deliver(chatId, group.slice(0, 1), nowMs)
          : refuse(chatId, group, outcome.why);
    }
  }

  /** As a new message, or in place of the one that an earlier notice made. */
  async function tell(
    chatId: number,
    { screen, notices }: Told,
    only: Order | null | undefined,
  ): Promise<Sent> {
    const [notice] = notices;
    const edited = notice === undefined ? null : edits(notice);
    const shownIn = edited === null ? null : await deps.shown?.find(edited, chatId);
    if (shownIn !== null && shownIn !== undefined) {
      const sent = await messenger.edit(chatId, shownIn, screen);
      if (sent.kind !== "message-gone") return sent;
    }
    if (notice !== undefined && onlyChanges(notice)) return { kind: "sent", messageId: 0 };
    return messenger.send(chatId, screen, replyTo(chatId, only));
  }

  async function rememberShown(
    chatId: number,
    notices: readonly Notice[],
    messageId: number,
  ): Promise<void> {
    for (const notice of notices) {
      if (isRemembered(notice)) await deps.shown?.remember(notice.id, chatId, messageId);
    }
  }

  /** A message about one order answers that order's card, which only the reseller's chat has. */
  function replyTo(chatId: number, order: Order | null | undefined): { replyTo?: number } {
    const card = order?.chatId === chatId ? order.cardMessageId : null;
    return card === null ? {} : { replyTo: card };
  }

  async function refuse(
    chatId: number,
    group: readonly QueuedNotice[],
    why: string,
  ): Promise<void> {
    for (const queued of group) await outbox.bury(chatId, queued, why);
  }

  async function cardOf(order: Order): Promise<Screen | null> {
    const [language, standing] = await Promise.all([
      deps.languageOf(order.chatId),
      deps.forecast?.of(order) ?? null,
    ]);
    return worded(() => deps.words.card(order, standing, language));
  }

  /** A waiting order's card as its place is now; of no weight: the next one says more. */
  async function showPlace(orderId: OrderId): Promise<void> {
    const order = await store.read(orderId);
    if (order?.state.name !== "confirmed" || busy.has(`chat ${order.chatId}`)) return;
    // A card of several says how they stand, not their places.
    if ((await sharedCardOf(order)) !== null) return;
    const screen = order.cardMessageId === null ? null : await cardOf(order);
    if (screen === null || order.cardMessageId === null) return;
    const sent = await messenger.edit(order.chatId, order.cardMessageId, screen);
    if (sent.kind === "wait") board?.rest(sent.ms);
  }

  async function visitCard(card: DirtyCard, nowMs: number): Promise<void> {
    const order = await store.read(card.orderId);
    if (order === null) return noteDrawn(card);
    // A chat's new messages go first, however long one hangs.
    if (busy.has(`chat ${order.chatId}`)) return rest(`card ${order.id}`, lookMs);
    const shared = await sharedCardOf(order);
    if (shared === null)
      return drawCard(card, order, nowMs, { screen: await cardOf(order), orders: [order] });
    // Its other orders wait: who draws it says how all of them stand.
    const key = `shared ${shared.id}`;
    if (busy.has(key)) return rest(`card ${order.id}`, lookMs);
    busy.add(key);
    try {
      const { orders, screen } = await shared.read();
      const language = await deps.languageOf(order.chatId);
      // Read anew: another message may show them since.
      const now = orders.find(({ id }) => id === order.id) ?? order;
      await drawCard(card, now, nowMs, {
        screen: worded(() => screen(language)),
        orders,
        shared,
      });
    } finally {
      busy.delete(key);
    }
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
        rest(`card ${card.orderId}`, outcome.ms);
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

  function noteDelay(chatId: number, delayed: boolean): void {
    if (!delayed) delayedSinceMs.delete(chatId);
    else if (!delayedSinceMs.has(chatId) && delayedSinceMs.size < maxDelayed)
      delayedSinceMs.set(chatId, clock.monotonicMs());
  }

  function rememberResult(chatId: number): void {
    const nowMs = clock.monotonicMs();
    lastResultAtMs.set(chatId, nowMs);
    for (const [chat, atMs] of lastResultAtMs)
      if (nowMs - atMs > batchMs) lastResultAtMs.delete(chat);
  }

  async function look(nowMs: number): Promise<void> {
    if (clock.monotonicMs() - retriedAtMs >= retryMs) {
      await outbox.retryRefused(nowMs, dueLimit);
      retriedAtMs = clock.monotonicMs();
    }
    const { chats, cards } = await outbox.due(nowMs, dueLimit);
    for (const chatId of chats) start(`chat ${chatId}`, chatsBusy, () => visitChat(chatId, nowMs));
    for (const card of cards)
      start(`card ${card.orderId}`, cardsBusy, () => visitCard(card, nowMs));
    // Only while nothing is owed: never at the cost of results.
    if (chats.length > 0 || cards.length > 0 || busy.size > 0) return;
    for (const { id } of (await board?.due()) ?? [])
      start(`card ${id}`, cardsBusy, () => showPlace(id));
  }

  return {
    async run(term) {
      while (!term.signal.aborted) {
        let waitMs = lookMs;
        try {
          await look(term.nowMs());
        } catch (error) {
          log.error({ err: error }, "outbox not read, trying again");
          waitMs = afterErrorMs;
        }
        await bells.owed.wait(waitMs, term.signal);
      }
      await Promise.all([chatsBusy.ended(), cardsBusy.ended()]);
      delayedSinceMs.clear();
      restsUntilMs.clear();
    },
    delayedMs() {
      const [longest] = delayedSinceMs.values();
      return longest === undefined ? 0 : clock.monotonicMs() - longest;
    },
  };
}

const isResult = (group: readonly QueuedNotice[]) => group[0]?.notice.kind === "result";
