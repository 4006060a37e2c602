import type { Bells } from "../bell.ts";
import { edits, isRemembered, onlyChanges, type Notice } from "../orders/state/notice.ts";
import type { Order } from "../orders/state/order.ts";
import type { QueuedNotice } from "../orders/store/outbox.ts";
import { createPlaces } from "../places.ts";
import type { Term } from "../redis/lease.ts";
import type { NoticeWithOrder, Told } from "../screens/notices/notices.ts";
import type { Language } from "../words/dictionary.ts";
import type { About } from "./about.ts";
import { createBackoff } from "./backoff.ts";
import { cardKey, createCardCourier, type CardCourierDependencies } from "./card-courier.ts";
import { chatKey, createDeliveries } from "./deliveries.ts";
import type { Sent } from "./messenger.ts";
import type { ShownNotices } from "./shown.ts";
import { worded } from "./worded.ts";

/** Carries what is owed to its chat: at least once, in order per chat, no chat holding up another. */
export interface Courier {
  run(term: Pick<Term, "signal" | "nowMs">): Promise<void>;
  /** How long the chat that waits longest has been tried in vain, in ms; 0: none has. */
  delayedMs(): number;
}

export interface CourierDependencies extends CardCourierDependencies {
  about: About;
  words: CardCourierDependencies["words"] & {
    /** In order, every notice once; results that follow one another share a message. */
    notices(due: readonly NoticeWithOrder[], language: Language): Told[];
  };
  /** Finds the messages of notices that change later; without it they are told anew. */
  shown?: ShownNotices;
  bells: Pick<Bells, "owed">;
  /** How often refused notices are looked for; default 30 s. */
  retryMs?: number;
}

/** How often Redis is asked for what another process owes. */
const lookMs = 1_000;
/** And for what comes due by itself, each card at its own moment, at most. */
const soonMs = 250;
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
/** Redis's clock was set back if it says so much less than it did. */
const setBackMs = 10_000;

export function createCourier(deps: CourierDependencies): Courier {
  const { outbox, messenger, clock, log, bells, retryMs = usualRetryMs } = deps;
  let retriedAtMs = -Infinity;
  const chatsBusy = createPlaces(clock, chatPlaces);
  const cardsBusy = createPlaces(clock, cardPlaces);
  const lastResultAtMs = new Map<number, number>();
  /** Chats tried in vain since when. */
  const delayedSinceMs = new Map<number, number>();
  const backoff = createBackoff(deps.rng);
  const deliveries = createDeliveries({ clock, log, bell: bells.owed });
  const cards = createCardCourier(deps, deliveries);

  async function visitChat(chatId: number, nowMs: number): Promise<void> {
    const [queued, language] = await Promise.all([
      outbox.peek(chatId, noticesPerVisit),
      deps.languageOf(chatId),
    ]);
    if (queued.length === 0) return outbox.delivered(chatId, []);
    const sharedMs = (lastResultAtMs.get(chatId) ?? -Infinity) + batchMs - clock.monotonicMs();
    if (isResult(queued) && sharedMs > 0) return outbox.postpone(chatId, nowMs + sharedMs);
    return deliver(chatId, queued, language, nowMs);
  }

  /** The first message that `queued` makes; what is left stays due. */
  async function deliver(
    chatId: number,
    queued: readonly QueuedNotice[],
    language: Language,
    nowMs: number,
  ): Promise<void> {
    const due = await Promise.all(queued.map(({ notice }) => deps.about(notice, chatId)));
    const message = worded(log, () => deps.words.notices(due, language)[0]) ?? null;
    // One that cannot be worded holds up none of its chat's.
    if (message === null)
      return queued.length > 1
        ? deliver(chatId, queued.slice(0, 1), language, nowMs)
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
        if (queued.length > group.length || queued.length === noticesPerVisit) deliveries.more();
        return outbox.delivered(chatId, group);
      case "wait":
        deliveries.rest(chatKey(chatId), outcome.ms);
        return outbox.postpone(chatId, nowMs + outcome.ms);
      case "unclear":
        log.warn({ why: outcome.why }, "a message is not delivered yet, trying again");
        return outbox.postpone(chatId, nowMs + backoff.nextMs(chatId));
      case "blocked":
        return outbox.shelve(chatId);
      case "refused":
        // One bad notice must not take its neighbours along.
        return group.length > 1
          ? deliver(chatId, group.slice(0, 1), language, nowMs)
          : refuse(chatId, group, outcome.why);
    }
  }

  /** As a new message, or in place of the one that an earlier notice made. */
  async function tell(
    chatId: number,
    { screen, notices }: Told,
    only: Order | null | undefined,
  ): Promise<Sent> {
    if (screen === null) return { kind: "sent", messageId: 0 };
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

  /** Answers when the next comes due, as far as is known. `beforeMs`: the look before; Infinity: none in this term. */
  async function look(nowMs: number, beforeMs: number): Promise<number> {
    // What was put off by a clock that was ahead would be told hours late. Whom Telegram makes wait this process knows.
    if (beforeMs - nowMs > setBackMs) await outbox.hasten(nowMs);
    if (clock.monotonicMs() - retriedAtMs >= retryMs) {
      await outbox.retryRefused(nowMs, dueLimit);
      retriedAtMs = clock.monotonicMs();
    }
    const due = await outbox.due(nowMs, dueLimit);
    for (const chatId of due.chats)
      deliveries.start(chatKey(chatId), chatsBusy, () => visitChat(chatId, nowMs));
    for (const card of due.cards)
      deliveries.start(cardKey(card.orderId), cardsBusy, () => cards.visit(card, nowMs));
    // Only while nothing is owed: never at the cost of results.
    if (due.chats.length === 0 && due.cards.length === 0 && deliveries.idle())
      for (const id of await cards.placesDue())
        deliveries.start(cardKey(id), cardsBusy, () => cards.showPlace(id));
    return due.nextAtMs;
  }

  return {
    async run(term) {
      let lookedAtMs = Infinity;
      while (!term.signal.aborted) {
        let waitMs = lookMs;
        try {
          const nowMs = term.nowMs();
          const nextAtMs = await look(nowMs, lookedAtMs);
          lookedAtMs = nowMs;
          waitMs = Math.min(lookMs, Math.max(soonMs, Math.ceil(nextAtMs - term.nowMs())));
        } catch (error) {
          log.error({ err: error }, "outbox not read, trying again");
          waitMs = afterErrorMs;
        }
        await bells.owed.wait(waitMs, term.signal);
      }
      await Promise.all([chatsBusy.ended(), cardsBusy.ended()]);
      delayedSinceMs.clear();
      deliveries.forget();
    },
    delayedMs() {
      const [longest] = delayedSinceMs.values();
      return longest === undefined ? 0 : clock.monotonicMs() - longest;
    },
  };
}

const isResult = (group: readonly QueuedNotice[]) => group[0]?.notice.kind === "result";
