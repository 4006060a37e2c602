import type { ConversationFlavor } from "@grammyjs/conversations";
import type { Context, SessionFlavor } from "grammy";
import { z } from "zod";
import type { Role } from "../people/access.ts";
import type { Press } from "../screens/buttons/buttons.ts";
import { type Words, languages, type Language } from "../words/dictionary.ts";
import type { Shop } from "./shop.ts";

export const sessionSchema = z.object({
  v: z.literal(1),
  /** The latest updates whose handling was recorded, newest last. */
  handled: z.array(z.number().int()).optional(),
  /** The same in sessions of before: the latest only. */
  lastUpdate: z.number().int().optional(),
  /** What the person chose or was first met with; the choice itself is kept where a push finds it. */
  language: z.enum(languages).optional(),
  /** The name the roster has for them. */
  name: z.string().optional(),
  /** An operator's: what the list of resellers is searched for, and a transaction typed for a review. */
  search: z.string().optional(),
  proposedRef: z.string().optional(),
  /** The service whose form was entered last and not left: so that a form that was lost can be told. */
  form: z.object({ nonce: z.string(), service: z.string(), page: z.number().int() }).optional(),
});
export type SessionData = z.infer<typeof sessionSchema>;

/** What the middleware knows of a person before any handler runs. */
interface Person {
  role: Exclude<Role, "stranger">;
  userId: number;
  chatId: number;
  language: Language;
  words: Words;
  /** What the pressed button says; null when there is none or it is not ours. */
  press: Press | null;
}

/** Whether the pressed button's spinner was stopped: Telegram wants exactly one answer. */
interface Answering {
  pressAnswered: boolean;
}

/** What is known before anybody has been let in: no person, no session. */
export type EarlyContext = Context & { shop: Shop } & Answering;

/**
 * What handlers take: the update, who is speaking (`person`) and what the bot was made with (`shop`). Inside a
 * conversation only `external` hands it out: what replays there is a bare `Context`, with no world to reach for.
 */
export type BotContext = ConversationFlavor<
  EarlyContext & SessionFlavor<SessionData> & { person: Person }
>;
