import { z } from "zod";
import { sumSchema, tallySchema } from "./tally.ts";
import { storedReasonOrNone } from "../../reason.ts";
import { orderIdSchema, refSchema } from "./order.ts";

/** What happened once and is told once, by the Lua scripts or beside a transition. */
export const alarmNames = [
  "watched-transaction",
  "unexplained-transaction",
  "matching-off",
  "correction",
  /** The upstream answered for an order that Redis no longer has. */
  "lost-order",
  /** An answer could not be recorded for a minute, and is still tried. */
  "unrecorded-answer",
  /** The upstream's answer to an order in review names a transaction that another order has. */
  "taken-ref",
  /** The upstream calls an order a success and gives no voucher, where it usually does. */
  "voucher-missing",
  /** Two orders have come with the same voucher. */
  "voucher-repeated",
] as const;
export type AlarmName = (typeof alarmNames)[number];

/** What begins and ends: told when it begins and when it is over. */
export const troubleNames = [
  "sending-paused",
  "orders-stuck",
  "account-refused",
  "supplier-disturbed",
  "supplier-slow",
  "catalogue-empty",
  "catalogue-malformed",
  "unknown-words",
  "redis-full",
  "redis-volatile",
  "replicas-missing",
  "dead-letters",
  "updates-missing",
  "balance-low",
] as const;
export type TroubleName = (typeof troubleNames)[number];

/** Why a broadcast did not get to somebody. */
export const missedWhys = ["blocked", "never-started", "failed"] as const;

/** Counted from 1 January 1970 in Jakarta. */
const day = { day: z.number().int(), untilMs: z.number().int().nullable() };

/**
 * One message owed to one chat. It names what happened; the words are made when it is delivered, in the
 * language the person then has. `id` makes writing and removing it idempotent.
 */
export const noticeSchema = z.discriminatedUnion("kind", [
  /** A final state, pushed to the reseller: the one message they are waiting for. */
  z.object({ kind: z.literal("result"), id: z.string(), orderId: orderIdSchema }),
  /** The outcome is not known yet: being checked, do not order again. */
  z.object({ kind: z.literal("checking"), id: z.string(), orderId: orderIdSchema }),
  /** An equal order has to finish first. */
  z.object({ kind: z.literal("waiting"), id: z.string(), orderId: orderIdSchema }),
  /** For operators: an order needs their decision. */
  z.object({ kind: z.literal("review"), id: z.string(), orderId: orderIdSchema }),
  /** For operators: something about an order or a transaction that should not be. */
  z.object({
    kind: z.literal("alarm"),
    id: z.string(),
    alarm: z.enum(alarmNames),
    detail: storedReasonOrNone,
    orderId: orderIdSchema.optional(),
    ref: refSchema.optional(),
  }),
  /** For operators: something about the shop as a whole. */
  z.object({
    kind: z.literal("trouble"),
    id: z.string(),
    trouble: z.enum(troubleNames),
    phase: z.enum(["begun", "over"]),
    detail: storedReasonOrNone,
    /** When it was seen, which may be long before it can be told. Earlier versions noted none. */
    atMs: z.number().int().optional(),
  }),
  /** For operators: orders that no page shows are from now on called never placed without them, or left to them again. */
  z.object({
    kind: z.literal("trust"),
    id: z.string(),
    phase: z.enum(["begun", "over"]),
    detail: storedReasonOrNone,
  }),
  /** For operators: a stranger asks for access. */
  z.object({
    kind: z.literal("request"),
    id: z.string(),
    userId: z.number().int(),
    name: z.string(),
  }),
  /** For the other operators: it is decided. Replaces the message of the notice `edits`. */
  z.object({
    kind: z.literal("request-decided"),
    id: z.string(),
    edits: z.string(),
    userId: z.number().int(),
    name: z.string(),
    accepted: z.boolean(),
    /** The deciding operator's name. */
    by: z.string(),
  }),
  /** What an operator decided of this person's access. */
  z.object({
    kind: z.literal("access"),
    id: z.string(),
    access: z.enum(["accepted", "refused", "removed", "restored"]),
  }),
  /** Somebody else moved money in this person's purse. Whole rupiah; below 0: out of it. */
  z.object({
    kind: z.literal("purse"),
    id: z.string(),
    transfer: z.enum(["deposit", "correction", "transfer", "refund"]),
    rupiah: z.number().int(),
    why: z.string(),
    /** The order of a refund. */
    orderId: orderIdSchema.optional(),
  }),
  /** To who opened it: an operator did not take their ticket for a deposit. */
  z.object({
    kind: z.literal("ticket-refused"),
    id: z.string(),
    totalRupiah: z.number().int(),
  }),
  /** For operators: a reseller will pay a deposit. */
  z.object({ kind: z.literal("ticket"), id: z.string(), ticketId: z.string() }),
  /** For operators: it is decided. Replaces the message of the notice `edits`. */
  z.object({
    kind: z.literal("ticket-decided"),
    id: z.string(),
    edits: z.string(),
    ticketId: z.string(),
  }),
  /** To who opened a ticket: what it shows is over. It only changes the message that shows it. */
  z.object({
    kind: z.literal("own-ticket"),
    id: z.string(),
    edits: z.string(),
    ticketId: z.string(),
  }),
  /** For operators: money came in that nobody was credited with by itself. */
  z.object({ kind: z.literal("payment"), id: z.string(), paymentId: z.string() }),
  /** For operators: it is decided. Replaces the message of the notice `edits`. */
  z.object({
    kind: z.literal("payment-decided"),
    id: z.string(),
    edits: z.string(),
    paymentId: z.string(),
  }),
  /** For operators: so many orders still wait for a decision. */
  z.object({ kind: z.literal("reviews"), id: z.string(), count: z.number().int() }),
  /** For operators: the account's balance is not what the orders of a day made of it. Whole rupiah. */
  z.object({
    kind: z.literal("reckoning"),
    id: z.string(),
    /** Of the two readings, unix ms. */
    fromMs: z.number().int(),
    toMs: z.number().int(),
    beforeRupiah: z.number().int(),
    nowRupiah: z.number().int(),
    chargedRupiah: z.number().int(),
    returnedRupiah: z.number().int(),
    /** How much more it is than it should be; below 0: less. */
    differenceRupiah: z.number().int(),
    /** Orders of which nobody knows whether they were charged, and what they cost together. */
    doubtful: z.object({ orders: z.number().int(), rupiah: z.number().int() }),
  }),
  /** To who asked for it: a service can be ordered again, or costs them less. Whole rupiah. */
  z.object({
    kind: z.literal("watch"),
    id: z.string(),
    wish: z.enum(["open", "price"]),
    serviceId: z.string(),
    name: z.string(),
    priceRupiah: z.number().int(),
    beforeRupiah: z.number().int(),
  }),
  /** To a reseller: what came of their day. `untilMs`: up to when it was counted; null: to its end. */
  z.object({
    kind: z.literal("recap"),
    id: z.string(),
    ...day,
    tally: tallySchema,
    openNow: z.number().int(),
    /** Of those that succeeded and have a selling price of theirs: for how much they sold, and what that is above what they paid. */
    sold: sumSchema.extend({ profitRupiah: z.number().int() }).optional(),
  }),
  /** For operators: what came of the shop's. */
  z.object({
    kind: z.literal("shop-recap"),
    id: z.string(),
    ...day,
    tally: tallySchema,
    openNow: z.number().int(),
    reviews: z.number().int(),
    complaints: z.number().int().optional(),
    deposits: sumSchema,
    /** Who owes the shop, and the first of them. */
    owing: sumSchema.extend({
      most: z.array(
        z.object({ userId: z.number().int(), name: z.string(), rupiah: z.number().int() }),
      ),
    }),
    categories: z.array(
      z.object({ name: z.string(), succeeded: z.number().int(), failed: z.number().int() }),
    ),
    slowest: z.array(z.object({ name: z.string(), meanMs: z.number() })),
  }),
  /** For operators: orders are about to leave Redis for the first time. */
  z.object({
    kind: z.literal("leaving"),
    id: z.string(),
    keepOrdersDays: z.number().int(),
    /** None goes earlier, unix ms. */
    fromMs: z.number().int(),
    /** When the oldest was confirmed. */
    oldestMs: z.number().int(),
  }),
  /** For operators: the bot did not work from when until when, unix ms. */
  z.object({
    kind: z.literal("was-away"),
    id: z.string(),
    fromMs: z.number(),
    untilMs: z.number(),
  }),
  /** To its reseller: an order takes long, and need not be sent again. */
  z.object({ kind: z.literal("hung"), id: z.string(), orderId: orderIdSchema }),
  /** For operators: a reseller complains, or says more of it. Without an order it is a question. */
  z.object({
    kind: z.literal("complaint"),
    id: z.string(),
    complaintId: z.string(),
    orderId: orderIdSchema.optional(),
  }),
  /** For the other operators: it was answered or is done. It only changes the message that shows it. */
  z.object({
    kind: z.literal("complaint-changed"),
    id: z.string(),
    edits: z.string(),
    complaintId: z.string(),
    orderId: orderIdSchema.optional(),
  }),
  /** To who complained: an operator's words; or, `done`, that it is settled. */
  z.object({
    kind: z.literal("complaint-answer"),
    id: z.string(),
    complaintId: z.string(),
    orderId: orderIdSchema.optional(),
    text: z.string(),
    done: z.boolean(),
  }),
  /** For the operator who sent a broadcast: how many it reached. */
  z.object({
    kind: z.literal("broadcast-report"),
    id: z.string(),
    reached: z.number().int(),
    blocked: z.number().int(),
    failed: z.number().int(),
    /** Who get it when their quiet hours are over. */
    quiet: z.number().int().optional(),
    /** The first who have not got it. */
    missed: z.array(z.object({ userId: z.number().int(), why: z.enum(missedWhys) })).optional(),
  }),
]);
export type Notice = z.infer<typeof noticeSchema>;

/** Kinds whose message a later notice may edit: which message shows one is remembered. */
const remembered: ReadonlySet<Notice["kind"]> = new Set([
  "request",
  "ticket",
  "payment",
  "complaint",
]);
export const isRemembered = ({ kind }: Notice): boolean => remembered.has(kind);

/** Kinds that are worth no message of their own: where there is none to change, there is nothing to tell. */
const changing: ReadonlySet<Notice["kind"]> = new Set(["own-ticket", "complaint-changed"]);
export const onlyChanges = ({ kind }: Notice): boolean => changing.has(kind);

/** The notice whose message this one replaces. */
export const edits = (notice: Notice): string | null => ("edits" in notice ? notice.edits : null);

export interface OwedNotice {
  chatId: number;
  notice: Notice;
}
