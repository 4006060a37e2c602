import type { OrderAnswer, PageAnswer } from "../../osimesa/answers.ts";
import type { Transaction } from "../../osimesa/schema.ts";
import type { Page, WantedPage } from "../../page.ts";
import type { Reason } from "../../reason.ts";
import type { Notice, OwedNotice, TroubleName } from "../state/notice.ts";
import type { Order, OrderFacts, OrderId, Ref, StateName } from "../state/order.ts";
import type { Change } from "../state/transition.ts";

/**
 * What the order engine needs of the world. Redis and the upstream stand behind these in the bot, a
 * simulation's own in the simulation. Every store method may reject: that means "unknown, read again",
 * never "not done"; every write may be repeated.
 */

/** A one-time confirmation: the facts of the order that ✅ would make. The order's id derives from `id`. */
export interface Confirmation {
  id: string;
  facts: OrderFacts;
}

export type ConfirmOutcome =
  /** Made now, or by an earlier press of the same card. */
  | { kind: "confirmed"; order: Order; again: boolean }
  /** Older than the confirmation's life and unused: show a fresh card of these facts. */
  | { kind: "expired"; facts: OrderFacts }
  /** ❌ was pressed before. */
  | { kind: "discarded" }
  /** Orders are not taken for now; the card stays good. `reason`: the operator's words, may be empty. */
  | { kind: "paused"; reason: string }
  /** With this order the reseller's day would pass their limit; the card stays good. */
  | { kind: "limit"; limitRupiah: number; spentRupiah: number }
  /** Not known (any more), or of another person or chat. */
  | { kind: "gone" };

export type DiscardOutcome =
  | { kind: "discarded" }
  /** ✅ came first. */
  | { kind: "confirmed"; order: Order }
  | { kind: "gone" };

export type ClaimOutcome =
  | { kind: "claimed"; order: Order }
  /** Another order with the same fingerprint is unfinished. */
  | { kind: "held"; by: OrderId }
  /** As many orders as can be told apart are already out. */
  | { kind: "full" }
  /** The lease is somebody else's. */
  | { kind: "lease-lost" }
  /** It is no longer `confirmed` at that version. */
  | { kind: "conflict" };

export type ApplyOutcome =
  | { kind: "applied" }
  /** Somebody else moved the order: read it again. */
  | { kind: "conflict" }
  /** The ref belongs to another order. */
  | { kind: "ref-taken"; by: OrderId };

/** A transaction on a page together with the order that owns its ref. */
export interface Observed {
  transaction: Transaction;
  owner: OrderId | null;
}

/** What is known of the outcome of an order that nobody answered for. Redis times, unix ms. */
export interface Evidence {
  /** The unbroken chain of pages up to now; null before the first page. */
  chain: { startedMs: number; lastBegunMs: number } | null;
  /** Somebody else uses the account: matching is strict. */
  strict: boolean;
  /** Why matching cannot be trusted with this upstream; null: it can. */
  matchingOff: Reason | null;
  /** A refused or never-placed order with the same fingerprint whose transaction may still turn up. */
  watched: OrderId | null;
  /** Unowned transactions that match. */
  matches: Ref[];
}

/** Our copy of the account's transactions, and what it proves. */
export interface Mirror {
  /**
   * Writes what a page or a query showed to the mirror and says whose it is. `page`: it was a page, whose request
   * began at this Redis time; `newSinceMs`: how much older than the first page ever a new transaction may look.
   */
  observe(
    transactions: readonly Transaction[],
    page: { begunAtMs: number } | null,
    newSinceMs: number,
  ): Promise<Observed[]>;
  /** Judges transactions unclaimed for `waitMs`: alarms, and strict matching for `strictMs`. */
  sweep(options: { waitMs: number; strictMs: number; operators: readonly number[] }): Promise<void>;
  /** Whether a transaction may still turn up that an operator has to hear of: pages are read though nothing is open. */
  watching(): Promise<boolean>;
  /** `window`: unix ms by the upstream's clock in which a match was created. */
  evidence(order: Order, window: { fromMs: number; toMs: number }): Promise<Evidence>;
  /** Offsets of the upstream's clock against Redis, in ms, as seen on the newest of our own placed orders. */
  offsets(): Promise<number[]>;
  learn(lesson: {
    ref: Ref;
    createdAtS: number;
    offsetMs: number;
    wrong: Reason | null;
    offForMs: number;
    operators: readonly number[];
  }): Promise<void>;
  /** Records once that the upstream contradicts a final order. */
  correct(orderId: OrderId, says: string, notices: readonly OwedNotice[]): Promise<void>;
  /** A mirrored transaction; null: never seen, longer than 30 days ago, or not readable. */
  transaction(ref: Ref): Promise<Transaction | null>;
}

export interface OrderStore extends Mirror {
  /** The clock that stamps orders: Redis's, unix ms. */
  nowMs(): Promise<number>;
  /** Writes a confirmation that ✅ can consume for `ttlMs` (Redis time). */
  draft(confirmation: Confirmation, ttlMs: number): Promise<void>;
  /** `usualLimitRupiah`: for a day of who has no limit of their own; null (default): none. */
  confirm(
    id: string,
    person: {
      userId: number;
      chatId: number;
      cardMessageId: number;
      usualLimitRupiah?: number | null;
    },
  ): Promise<ConfirmOutcome>;
  discard(id: string, person: { userId: number; chatId: number }): Promise<DiscardOutcome>;

  claim(
    order: Order,
    attempt: { token: string; holder: string; epoch: number; cap: number },
  ): Promise<ClaimOutcome>;
  apply(change: Change): Promise<ApplyOutcome>;
  /**
   * Does what writes that failed half-way left undone: notices, indexes, holds; some at a time. `left`: orders of which
   * something cannot be done; they are tried again later.
   */
  mend(): Promise<{ mended: number; left: string[] }>;
  /** null: there is none that can be read. */
  read(id: OrderId): Promise<Order | null>;
  readByRef(ref: Ref): Promise<Order | null>;
  /** Orders in a state, oldest confirmation first. */
  inState(name: StateName, limit: number): Promise<Order[]>;
  /** Ids of placed orders, oldest confirmation first. */
  placedIds(limit: number): Promise<{ id: OrderId; confirmedAtMs: number }[]>;
  /** Newest first. */
  history(resellerId: number, wanted: WantedPage): Promise<Page<Order>>;
  /** Unfinished orders of one reseller, newest first. */
  openOf(resellerId: number): Promise<Order[]>;
  /** Orders with this fingerprint confirmed since `sinceMs`, oldest first. */
  ordersAlike(fingerprint: string, sinceMs: number): Promise<{ id: OrderId; resellerId: number }[]>;

  /** Owes notices that go with no transition. */
  owe(notices: readonly OwedNotice[]): Promise<void>;
  /** Turns a trouble of the shop on or off; owes the notices and answers true only where that is news. */
  trouble(name: TroubleName, on: boolean, notices: readonly OwedNotice[]): Promise<boolean>;
}

/** The delivery side of what the store owes; drained by the lease holder. All times are Redis times, unix ms. */
export interface Outbox {
  /** Chats with a notice due by `nowMs`, longest due first, and cards likewise. */
  due(nowMs: number, limit: number): Promise<{ chats: number[]; cards: DirtyCard[] }>;
  /** A chat's notices in order, up to `limit`. */
  peek(chatId: number, limit: number): Promise<QueuedNotice[]>;
  /** Removes delivered notices; those already gone are no error. */
  delivered(chatId: number, notices: readonly QueuedNotice[]): Promise<void>;
  /** Looks at this chat again only at `untilMs`. */
  postpone(chatId: number, untilMs: number): Promise<void>;
  /** Keeps the chat's notices for the person's next update (they blocked the bot). */
  shelve(chatId: number): Promise<void>;
  /** Brings back what was shelved or refused, for the person is there now; cheap when there is nothing. */
  unshelve(chatId: number): Promise<void>;
  /** Brings back what Telegram refused some time ago, of `limit` chats at most. */
  retryRefused(nowMs: number, limit: number): Promise<void>;
  /** Puts a notice that Telegram refused aside: for a while it comes back, then it is a dead letter. */
  bury(chatId: number, notice: QueuedNotice, why: string): Promise<void>;
  /** The card shows this version of its order; older ones need no drawing either. `messageId`: of a new message. */
  cardDelivered(card: DirtyCard, messageId?: number): Promise<void>;
  postponeCard(card: DirtyCard, untilMs: number): Promise<void>;
  /** The message that shows an order's card; null: none yet. */
  cardMessage(orderId: OrderId): Promise<number | null>;
}

/** `raw`: as it lies in the list, its identity. */
export interface QueuedNotice {
  raw: string;
  notice: Notice;
}

/** A card that no longer shows its order's state. `version`: of the order when it became so. */
export interface DirtyCard {
  orderId: OrderId;
  version: number;
}

/** The upstream as the engine sees it. Errors are answers; these reject only on bugs. */
export interface Upstream {
  /** Waits for a rate token for an order; false when `signal` was aborted first. */
  orderTurn(signal: AbortSignal): Promise<boolean>;
  /** Sends at most one `type=order` request. `mayBegin` is asked last, just before it leaves. */
  place(order: OrderFacts, mayBegin: () => boolean): Promise<OrderAnswer>;
  /** The account's latest transactions. */
  page(signal: AbortSignal): Promise<PageAnswer>;
  /** One transaction by ref. */
  transaction(ref: Ref, signal: AbortSignal): Promise<PageAnswer>;
}
