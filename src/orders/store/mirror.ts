import { z } from "zod";
import { json } from "../../json.ts";
import { transactionSchema, type Transaction } from "../../osimesa/schema.ts";
import type { LineName } from "../../line.ts";
import { readReasonLine, reason, reasonLine, type Reason } from "../../reason.ts";
import type { LineKeys } from "../../redis/keys.ts";
import { fingerprint } from "../state/fingerprint.ts";
import type { OwedNotice } from "../state/notice.ts";
import { orderIdSchema, refSchema, type Order, type OrderId, type Ref } from "../state/order.ts";
import { owedJson } from "./owed.ts";
import type { OrderRedis } from "./redis.ts";
import { orderIn } from "./stored-order.ts";

/** A transaction on a page together with the order that owns its ref. */
export interface Observed {
  transaction: Transaction;
  owner: OrderId | null;
  /** The owner as it stands; null: it is over, or to be read. */
  order: Order | null;
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
  /** Operators decided "never placed" often enough that it may be said without them. */
  trusted: boolean;
  /** Unowned transactions that match. */
  matches: Ref[];
}

/** Our copy of the transactions of one of the account's lines, and what it proves. */
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
  /**
   * Whether a transaction may still turn up that an operator has to hear of (pages are read though nothing is open), and
   * whether one has that nobody has claimed yet.
   */
  watching(): Promise<{ isWatching: boolean; anyUnclaimed: boolean }>;
  /** The latest orders of this line called given back since then, oldest first. */
  givenBackSince(ms: number, limit: number): Promise<OrderId[]>;
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
  /** Records once that the upstream contradicts a final order. `doubt`: why "never placed" is no longer trusted. */
  correct(
    orderId: OrderId,
    correction: { says: string; doubt: Reason | null; notices: readonly OwedNotice[] },
  ): Promise<void>;
  /** Keeps the transaction that was answered to an order which is no longer in Redis. */
  keepForgotten(order: { fingerprint: string }, answered: Transaction): Promise<void>;
  /** A mirrored transaction; null: never seen, longer than 30 days ago, or not readable. */
  transaction(ref: Ref): Promise<Transaction | null>;
}

const mirrorKeptS = 30 * 24 * 3_600;

/** Our copy of every transaction of one line ever seen, and what it proves, in Redis. */
export function createMirror({
  redis,
  keys,
  line,
}: {
  redis: OrderRedis;
  keys: LineKeys;
  line: LineName;
}): Mirror {
  const { run } = redis;
  return {
    async observe(transactions, page, newSinceMs) {
      const shown = await run(
        "observe",
        line,
        mirrorKeptS,
        page === null ? "" : Math.floor(page.begunAtMs),
        Math.ceil(newSinceMs),
        ...transactions.flatMap((one) => [
          one.ref,
          one.createdAtS ?? 0,
          fingerprint(line, one.productCode, one.data),
          JSON.stringify(mirrored(one)),
        ]),
      );
      const reply = shown.map(String).values();
      return transactions.map((transaction) => {
        const owner = orderIdSchema.safeParse(reply.next().value).data ?? null;
        return { transaction, owner, order: owner === null ? null : orderIn(reply) };
      });
    },

    async sweep({ waitMs, strictMs, operators }) {
      await run("sweep", line, waitMs, strictMs, JSON.stringify(operators.map(String)));
    },

    async watching() {
      const [watched, unclaimed] = await Promise.all([
        redis.text(keys.watching),
        redis.size(keys.unclaimed),
      ]);
      return { isWatching: watched !== null || unclaimed > 0, anyUnclaimed: unclaimed > 0 };
    },

    async givenBackSince(ms, limit) {
      const ids = await redis.scored(keys.givenBack, ms, Infinity, limit);
      return ids.flatMap((id) => orderIdSchema.safeParse(id).data ?? []);
    },

    async evidence(order, { fromMs, toMs }) {
      const [started, last, strict, off, watched, trusted, ...refs] = await run(
        "evidence",
        line,
        order.id,
        order.fingerprint,
        Math.floor(fromMs / 1_000),
        Math.ceil(toMs / 1_000),
      );
      const matches = refs.map((ref) => refSchema.safeParse(ref));
      const unfit = matches.some((ref) => !ref.success);
      return {
        chain: started === "" ? null : { startedMs: Number(started), lastBegunMs: Number(last) },
        strict: strict === 1,
        // One that no order could have must not be taken for none.
        matchingOff:
          readReasonLine(String(off)) ?? (unfit ? reason("transaction-unreadable") : null),
        watched: orderIdSchema.safeParse(watched).data ?? null,
        trusted: trusted === 1,
        matches: matches.flatMap((ref) => ref.data ?? []),
      };
    },

    async offsets() {
      const learnt = await redis.ranked(keys.offsets, 0, -1);
      return learnt
        .map(({ member }) => Number(member.slice(member.lastIndexOf(" ") + 1)))
        .filter(Number.isFinite);
    },

    async learn({ ref, createdAtS, offsetMs, wrong, offForMs, operators }) {
      await run(
        "learn",
        line,
        ref,
        createdAtS,
        Math.round(offsetMs),
        wrong === null ? "" : reasonLine(wrong),
        offForMs,
        JSON.stringify(operators.map(String)),
      );
    },

    async correct(orderId, { says, doubt, notices }) {
      const lostBy = doubt === null ? "" : reasonLine(doubt);
      await run("correct", orderId, says.replace(/\s+/g, " "), owedJson(notices), lostBy);
    },

    async keepForgotten(order, answered) {
      await run(
        "forgotten",
        line,
        mirrorKeptS,
        answered.ref,
        answered.createdAtS ?? 0,
        order.fingerprint,
        JSON.stringify(mirrored(answered)),
      );
    },

    async transaction(ref) {
      const text = await redis.hashField(keys.transaction(ref), "transaction");
      return text === null ? null : (json.pipe(mirroredSchema).safeParse(text).data ?? null);
    },
  };
}

/**
 * What the mirror keeps: enough to recognise and show a transaction. Its voucher and what it was made for (a password
 * may be in it) belong to the order alone; matching needs the fingerprint only.
 */
function mirrored({ voucher: _voucher, data: _data, ...transaction }: Transaction) {
  return { v: 1, ...transaction };
}

const mirroredSchema = transactionSchema
  .omit({ voucher: true, data: true })
  .extend({ v: z.literal(1) })
  .transform(({ v: _v, ...transaction }): Transaction => ({
    ...transaction,
    data: [],
    voucher: "",
  }));
