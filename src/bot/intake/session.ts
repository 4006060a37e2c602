import { z } from "zod";
import { bulkReasons } from "../../orders/reconciling/bulk-review.ts";
import { factsSchema, orderIdSchema } from "../../orders/state/order.ts";
import { languages } from "../../words/dictionary.ts";

const handSchema = z.object({
  question: z.string(),
  kind: z.enum(["correction", "transfer"]),
  fromId: z.number().int().nullable(),
  toId: z.number().int().nullable(),
  rupiah: z.number().int().positive(),
  why: z.string(),
});
export type ByHand = z.infer<typeof handSchema>;

/** What was answered to a service's fields; never a secret. */
const answersSchema = factsSchema.options[0].shape.destination;

/** What the bot keeps of a chat between two updates. */
export const sessionSchema = z.object({
  v: z.literal(1),
  /** The latest updates whose handling was recorded, newest last. */
  handled: z.array(z.number().int()).optional(),
  /** The same in sessions of before: the latest only. */
  lastUpdate: z.number().int().optional(),
  /** When it was stored last, unix ms: its 30 days begin there. */
  writtenAtMs: z.number().optional(),
  /** What the person chose or was first met with; the choice itself is kept where a push finds it. */
  language: z.enum(languages).optional(),
  /** The name the roster has for them. */
  name: z.string().optional(),
  /** An operator's: what the list of resellers is searched for, and a transaction typed for a review. */
  search: z.string().optional(),
  proposedRef: z.string().optional(),
  /** The orders an operator was last asked about together, as they stood then. */
  bulk: z
    .object({
      question: z.string(),
      why: z.enum(bulkReasons),
      shown: z.array(z.object({ id: orderIdSchema, version: z.number().int() })),
    })
    .optional(),
  /** Money an operator was last asked about: from a purse, to one, or both. */
  hand: handSchema.optional(),
  /** What was typed for nothing and has been said to be. */
  told: z.array(z.enum(["pin", "phone"])).optional(),
  /** What the person has as favourites, kept beside the orders: here so that showing them costs no look there. */
  favourites: z.array(z.string()).optional(),
  /** The message that asks for the name of what was saved last. */
  naming: z.object({ saved: z.string(), messageId: z.number().int() }).optional(),
  /** The message that asks what is wrong with an order, or for more words of a complaint. */
  complaining: z
    .object({
      orderId: orderIdSchema.nullable(),
      complaintId: z.string().nullable(),
      messageId: z.number().int(),
      askedAtMs: z.number(),
    })
    .optional(),
  /** What the newest question about receipts asks for, in which message; of a price: of which order's product. */
  receipt: z
    .object({
      what: z.enum(["price", "name", "footer", "markup"]),
      orderId: orderIdSchema.optional(),
      messageId: z.number().int(),
      askedAtMs: z.number(),
    })
    .optional(),
  /** The service whose form was entered last and not left: so that a form that was lost can be told. */
  form: z
    .object({
      nonce: z.string(),
      service: z.string(),
      page: z.number().int(),
      /** What is answered in it so far. */
      answers: answersSchema.optional(),
    })
    .optional(),
  /** What was answered for a service that could not be ordered, for the button named `id`. */
  kept: z
    .object({
      id: z.string(),
      service: z.string(),
      page: z.number().int(),
      answers: answersSchema,
    })
    .optional(),
  /** The confirmation card shown last, while what is typed may correct it. */
  card: z
    .object({
      confirmationId: z.string(),
      service: z.string(),
      page: z.number().int(),
      answers: answersSchema,
      messageId: z.number().int(),
      shownAtMs: z.number(),
    })
    .optional(),
  /** The categories of their latest orders, newest first: the list begins with those ordered from most. */
  lately: z.array(z.string()).optional(),
  /** What the first screen offered last to order again: the way back to it reads nothing. */
  bought: z
    .array(z.object({ orderId: orderIdSchema, what: z.string(), label: z.string() }))
    .optional(),
});
export type SessionData = z.infer<typeof sessionSchema>;
export type LatestCard = NonNullable<SessionData["card"]>;
