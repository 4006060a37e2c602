import { z } from "zod";
import { lineNames } from "../../line.ts";
import { storedNotSentReason, storedReason, type Reason } from "../../reason.ts";

/**
 * An order's life. Every writer goes through `advance`; what may follow what stands in one table.
 *
 *   confirmed --> sending | failed (withdrawn) | unknown (that it was sent may be forgotten) | review
 *   sending   --> placed  | failed (refused | not-sent) | unknown | review
 *   unknown   --> placed  | failed (refused | not-sent | never-placed | withdrawn) | review | confirmed (not now, proven)
 *   review    --> placed  | failed (refused | not-sent | never-placed | given-back)
 *   placed    --> succeeded | failed (by-upstream | given-back) | review
 *
 * `succeeded` and `failed` never change.
 */

export const orderIdSchema = z
  .string()
  .regex(/^[0-9A-Z]{10}$/)
  .brand<"OrderId">();
export type OrderId = z.infer<typeof orderIdSchema>;

/** The upstream's `ref_id`. */
export const refSchema = z.string().min(1).max(200).brand<"Ref">();
export type Ref = z.infer<typeof refSchema>;

/** One answered field. A secret's `value` is erased (empty) once the order is final. */
const answerSchema = z.object({
  position: z.literal([1, 2, 3]),
  label: z.string(),
  /** What is sent as `data1..3`. */
  value: z.string(),
  /** What a person reads when it differs from `value`: the label of a chosen option. */
  shown: z.string().optional(),
  secret: z.boolean(),
});
export type Answer = z.infer<typeof answerSchema>;

/** What never changes after birth (but for erased secrets): exactly what the confirmation card showed. */
const facts = z.object({
  v: z.literal(2),
  id: orderIdSchema,
  line: z.enum(lineNames),
  resellerId: z.number().int(),
  chatId: z.number().int(),
  service: z.object({ code: z.string(), name: z.string(), category: z.string() }),
  destination: z.array(answerSchema).max(3),
  /** What the upstream takes from the operator, as its list said when the card was shown. */
  costRupiah: z.number().int().nonnegative(),
  /** What the reseller pays the operator. */
  priceRupiah: z.number().int().nonnegative(),
  fingerprint: z.string(),
});
export type OrderFacts = z.infer<typeof facts>;

/** Version 1 knew one amount: resellers paid what it cost. */
const factsOfVersion1 = facts
  .omit({ v: true, costRupiah: true })
  .extend({ v: z.literal(1) })
  .transform((old): OrderFacts => ({ ...old, v: 2, costRupiah: old.priceRupiah }));

/** Reads the facts of every version. */
export const factsSchema = z.discriminatedUnion("v", [facts, factsOfVersion1]);

const withdrawalSchema = z.enum([
  "expired",
  "cancelled",
  "price",
  "closed",
  "gone",
  "access",
  /** Redis had forgotten what became of it, and the upstream shows that nothing did. */
  "forgotten",
]);
/** Why an order was taken back before it was sent. Nothing was charged. */
export type Withdrawal = z.infer<typeof withdrawalSchema>;

const failureSchema = z.discriminatedUnion("reason", [
  /** `waitedFor`: an equal order that it waited for and that was not decided by then. */
  z.object({
    reason: z.literal("withdrawn"),
    why: withdrawalSchema,
    waitedFor: orderIdSchema.optional(),
  }),
  /** The upstream said no. `shop`: its own account is the cause (balance, key, IP, rate), never the reseller. */
  z.object({ reason: z.literal("refused"), message: z.string(), shop: z.boolean() }),
  z.object({ reason: z.literal("not-sent"), why: storedNotSentReason }),
  z.object({ reason: z.literal("never-placed") }),
  z.object({ reason: z.literal("by-upstream"), ref: refSchema, note: z.string() }),
  /** The upstream had accepted it and no longer shows it: refused after all, and the money given back. */
  z.object({ reason: z.literal("given-back"), ref: refSchema }),
]);
export type Failure = z.infer<typeof failureSchema>;

/** Why a success may be none, though the upstream calls it one: its voucher. */
export const voucherDoubtSchema = z.discriminatedUnion("kind", [
  /** It has none, where its service usually gives one. */
  z.object({ kind: z.literal("missing") }),
  /** Another order came with the same. */
  z.object({ kind: z.literal("repeated"), of: orderIdSchema }),
]);
export type VoucherDoubt = z.infer<typeof voucherDoubtSchema>;

const placement = {
  ref: refSchema,
  /** The upstream's own word, as it came. */
  statusWord: z.string(),
  note: z.string(),
};

export const stateSchema = z.discriminatedUnion("name", [
  /** `waitsFor`: an order that cannot be told apart upstream has to finish first. */
  z.object({ name: z.literal("confirmed"), waitsFor: orderIdSchema.optional() }),
  /** The request may leave at any moment. `token`: this attempt's; `epoch`: the lease's. */
  z.object({ name: z.literal("sending"), token: z.string(), epoch: z.number().int() }),
  /**
   * A request may have left and its outcome is not known. `notNow`: the answer was "not now"; once pages show that it was
   * true, the order waits for another turn.
   */
  z.object({ name: z.literal("unknown"), why: storedReason, notNow: z.literal(true).optional() }),
  /** An operator has to decide. `ref`: the transaction it already had, not a candidate. */
  z.object({ name: z.literal("review"), why: storedReason, ref: refSchema.optional() }),
  z.object({ name: z.literal("placed"), ...placement }),
  z.object({
    name: z.literal("succeeded"),
    ...placement,
    voucher: z.string(),
    doubt: voucherDoubtSchema.optional(),
    /** What the upstream charged, when it said. */
    chargedRupiah: z.number().int().optional(),
  }),
  z.object({ name: z.literal("failed"), failure: failureSchema }),
]);
export type OrderState = z.infer<typeof stateSchema>;
export type StateName = OrderState["name"];
export const stateNames = [
  "confirmed",
  "sending",
  "unknown",
  "review",
  "placed",
  "succeeded",
  "failed",
] as const satisfies readonly StateName[];

export interface TimelineEntry {
  /** Redis time, unix ms. */
  atMs: number;
  to: StateName;
  why: Reason | null;
}

/** One turn of an order: at most one request. Another one follows only a proven "not now". */
interface Attempt {
  /** An answer is recorded for the attempt that it answers. */
  token: string;
  /** From 1. */
  number: number;
}

export interface Order extends OrderFacts {
  /** Counts transitions; every transition compares it. */
  version: number;
  state: OrderState;
  /** Redis times, unix ms. `sentAtMs`: when the intent to send was recorded, just before the request. */
  confirmedAtMs: number;
  sentAtMs: number | null;
  /** The latest request that may have left; null: none, or one of a version that did not count them. */
  attempt: Attempt | null;
  changedAtMs: number;
  /** Of Redis's memory it was confirmed in; null: before identities were noted. */
  identity: string | null;
  /** What the queue's own pace had added up to by then (`QueuePace`); null: before that was noted. */
  pacedMs: number | null;
  /** The message that shows it; null: none yet. */
  cardMessageId: number | null;
  timeline: readonly TimelineEntry[];
}

export type FinalOrder = Order & { state: Extract<OrderState, { name: "succeeded" | "failed" }> };

type Table = Record<
  StateName,
  Partial<Record<Exclude<StateName, "failed">, true>> & { failed?: readonly Failure["reason"][] }
>;

/** Where each state may go; into `failed`, for which reasons. `x -> x` renews what is said of a state. */
const table: Table = {
  confirmed: { confirmed: true, sending: true, unknown: true, review: true, failed: ["withdrawn"] },
  sending: { placed: true, failed: ["refused", "not-sent"], unknown: true, review: true },
  unknown: {
    confirmed: true,
    unknown: true,
    placed: true,
    failed: ["refused", "not-sent", "never-placed", "withdrawn"],
    review: true,
  },
  review: { placed: true, failed: ["refused", "not-sent", "never-placed", "given-back"] },
  placed: { placed: true, succeeded: true, failed: ["by-upstream", "given-back"], review: true },
  succeeded: {},
  failed: {},
};

/** Whether `order` may move to `next`. A transaction once attached stays attached. */
export function mayAdvance(order: Order, next: OrderState): boolean {
  const allowed = table[order.state.name];
  if (order.state.name === "unknown") {
    if (next.name === "confirmed") return order.state.notNow === true;
    if (next.name === "unknown") return next.notNow === true;
  }
  const isAllowed =
    next.name === "failed"
      ? (allowed.failed?.includes(next.failure.reason) ?? false)
      : allowed[next.name] === true;
  const own = refOf(order);
  const other = refIn(next);
  return isAllowed && (own === null || other === null || other === own);
}

/** A transition that the table does not know: a bug of ours, never a person's mistake. */
export class TransitionError extends Error {
  constructor(order: Order, next: OrderState) {
    super(`order ${order.id} cannot go from ${order.state.name} to ${next.name}`);
    this.name = "TransitionError";
  }
}

export function isFinal(order: Order): order is FinalOrder {
  return order.state.name === "succeeded" || order.state.name === "failed";
}

/** Its reseller withdrew it before it was sent. */
export const isTakenBack = ({ state }: Order): boolean =>
  state.name === "failed" &&
  state.failure.reason === "withdrawn" &&
  state.failure.why === "cancelled";

/** It may have been placed and no transaction is known to be its: an equal one cannot be told apart from it upstream. */
export const isUndecided = ({ state: { name } }: Order): boolean =>
  name === "sending" || name === "unknown" || name === "review";

/** The transaction an order belongs to, when there is one. */
export const refOf = (order: Pick<Order, "state">): Ref | null => refIn(order.state);

function refIn(state: OrderState): Ref | null {
  const holder = state.name === "failed" ? state.failure : state;
  return "ref" in holder ? (holder.ref ?? null) : null;
}

/** A secret is needed only until the order is final. */
export function withoutSecrets(facts: OrderFacts): OrderFacts {
  return {
    ...facts,
    destination: facts.destination.map((answer) =>
      answer.secret ? { ...answer, value: "" } : answer,
    ),
  };
}
