import type { ConversationFlavor } from "@grammyjs/conversations";
import type { Context } from "grammy";
import type { Role } from "../people/access.ts";
import type { PriceOf } from "../prices/markup.ts";
import type { Press } from "../screens/buttons/buttons.ts";
import type { OpenChat } from "./intake/chats.ts";
import type { SessionData } from "./intake/session.ts";
import type { Words, Language } from "../words/dictionary.ts";
import type { Shop } from "./shop.ts";

/** What the middleware knows of a person before any handler runs. */
interface Person {
  role: Exclude<Role, "stranger">;
  userId: number;
  chatId: number;
  language: Language;
  words: Words;
  /** What they pay, now. */
  priceOf: PriceOf;
  /** What the pressed button says; null when there is none or it is not ours. */
  press: Press | null;
}

interface Handling {
  /** Whether the pressed button's spinner was stopped: Telegram wants exactly one answer. */
  pressAnswered: boolean;
  /** Whether it changed nothing: heard twice it does no harm, so nothing is stored of it. */
  onlyShows: boolean;
}

/** What is known before anybody has been let in: no person, no session. */
export type EarlyContext = Context & { shop: Shop } & Handling;

/**
 * What handlers take: the update, who is speaking (`person`) and what the bot was made with (`shop`). Inside a
 * conversation only `external` hands it out: what replays there is a bare `Context`, with no world to reach for.
 */
export type BotContext = ConversationFlavor<
  EarlyContext & { person: Person; stored: OpenChat; session: SessionData }
>;
