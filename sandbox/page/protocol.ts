/**
 * What the sandbox's server tells its page. Types only: the page loads no code of the server.
 */

import type {
  BotCommand,
  InlineQueryResultArticle,
  InlineQueryResultsButton,
  Message,
} from "grammy/types";
import type { MoneyLook, PaymentLook } from "./money-protocol.ts";

export interface PersonLook {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: "reseller" | "operator" | "stranger";
  readonly languageCode: string;
  readonly phoneNumber: string;
  readonly started: boolean;
  readonly blocked: boolean;
  /** The newest message this person has seen on the page. */
  readonly readUpTo: number;
  readonly commands: readonly BotCommand[];
}

export interface FileLook {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: number;
}

export interface MessageLook {
  /** As the Bot API has it. */
  readonly message: Message;
  readonly byBot: boolean;
  readonly edited: boolean;
  readonly revision: number;
  readonly file?: FileLook;
}

export interface ChatLook {
  readonly personId: number;
  /** Oldest first. */
  readonly messages: readonly MessageLook[];
}

/** A button press that the bot has not answered yet. */
export interface PressLook {
  readonly queryId: string;
  readonly personId: number;
  readonly messageId: number;
  readonly data: string;
}

export interface InlineLook {
  readonly queryId: string;
  readonly personId: number;
  readonly results: readonly InlineQueryResultArticle[];
  readonly button?: InlineQueryResultsButton;
}

export type SupplierSwitch =
  | "lost-answer"
  | "lost-order"
  | "hangs"
  | "refuses"
  | "slow"
  | "malformed"
  | "unavailable"
  | "down"
  | "broke"
  | "pace"
  | "balance"
  | "balance-text"
  | "balance-odd"
  | "maintenance"
  | "collision"
  | "masked";

export interface Ending {
  readonly outcome: "succeed" | "no-voucher" | "fail" | "price-0" | "vanish" | "hang";
  readonly seconds: number;
}

/** What there is to try. */
export type StepName = "order" | "lost-answer" | "kill" | "top-up" | "operator";

/** The shop as a whole. */
export interface ShopLook {
  /** How far its clock is ahead of the machine's, ms. */
  readonly aheadMs: number;
  readonly bot: "starting" | "up" | "down" | "given-up";
  readonly done: readonly StepName[];
  readonly crowd: CrowdLook;
}

/** A day of many resellers. */
export interface CrowdLook {
  readonly state: "none" | "running" | "done";
  readonly size: number;
  readonly ordered: number;
  /** Who got no card in time. */
  readonly failed: number;
}

export interface TransactionLook {
  readonly refId: string;
  readonly code: string;
  readonly service: string;
  /** Secrets masked: only the supplier gets them. */
  readonly data: readonly string[];
  readonly priceRupiah: number;
  readonly createdAtMs: number;
  readonly views: readonly {
    readonly atMs: number;
    readonly phase: "waiting" | "process" | "success" | "failed" | "deleted";
    readonly note: string;
    readonly voucher: string;
  }[];
  readonly hung: boolean;
  readonly refunded: boolean;
  /** Made by the bot, not by someone else on the account. */
  readonly ours: boolean;
  /** How the request that made it was answered, or what became of the answer. */
  readonly answered: string | null;
}

export interface SupplierLook {
  readonly up: boolean;
  readonly balanceRupiah: number;
  readonly on: readonly SupplierSwitch[];
  readonly ending: Ending;
  /** Newest first. */
  readonly transactions: readonly TransactionLook[];
  readonly requests: { readonly order: number; readonly status: number; readonly service: number };
  readonly services: number;
}

export interface ServiceLook {
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly priceRupiah: number;
  readonly inStock: boolean;
  readonly closed: boolean;
  readonly cutoff: string;
}

/** One of the bot's orders, from its Redis. */
export interface OrderLook {
  readonly id: string;
  readonly personId: number;
  readonly firstName: string;
  readonly code: string;
  readonly service: string;
  /** `data1..3` as sent; secrets masked by `•••`. */
  readonly data: readonly string[];
  readonly priceRupiah: number;
  readonly state: string;
  readonly ref: string | null;
  readonly confirmedAtMs: number;
  readonly sentAtMs: number | null;
  readonly timeline: readonly {
    readonly atMs: number;
    readonly to: string;
    /** In the bot's own words, in each language; null where there is nothing to say. */
    readonly why: Readonly<Record<"id" | "en", string>> | null;
  }[];
}

export type TelegramSwitch =
  | "too-many"
  | "bad-gateway"
  | "lost-answer"
  | "dropped"
  | "slow"
  | "pace";

export interface CallLook {
  readonly seq: number;
  readonly atMs: number;
  readonly durationMs: number;
  readonly method: string;
  readonly personId: number | null;
  /** The words of the call, shortened. */
  readonly gist: string;
  readonly status: number;
  /** Telegram's description of a refusal. */
  readonly refusal: string | null;
  /** What was switched on and struck it. */
  readonly faults: readonly TelegramSwitch[];
  /** JSON, shortened. */
  readonly payload: string;
  readonly answer: string;
}

export interface TelegramLook {
  readonly on: readonly TelegramSwitch[];
  /** Updates that wait for the bot. */
  readonly pending: number;
  readonly calls: number;
}

export interface PageState {
  /** Differs after a restart of the sandbox. */
  readonly run: string;
  readonly bot: { readonly name: string; readonly username: string; readonly shop: string };
  readonly shop: ShopLook;
  readonly people: readonly PersonLook[];
  readonly chats: readonly ChatLook[];
  readonly presses: readonly PressLook[];
  readonly supplier: SupplierLook;
  readonly orders: readonly OrderLook[];
  /** Newest first. */
  readonly payments: readonly PaymentLook[];
  readonly money: MoneyLook;
  readonly calls: readonly CallLook[];
  readonly telegram: TelegramLook;
}

export type PageEvent =
  | { readonly type: "hello"; readonly state: PageState }
  /** These parts of the state are so now. */
  | { readonly type: "changed"; readonly parts: Partial<PageState> }
  /** New or edited. */
  | { readonly type: "message"; readonly personId: number; readonly look: MessageLook }
  | { readonly type: "gone"; readonly personId: number; readonly messageIds: readonly number[] }
  | { readonly type: "pressed"; readonly press: PressLook }
  | {
      readonly type: "answered";
      readonly queryId: string;
      readonly personId: number;
      readonly text: string;
      readonly alert: boolean;
      readonly url: string;
    }
  | { readonly type: "inline"; readonly inline: InlineLook }
  | { readonly type: "catalogue" }
  | { readonly type: "call"; readonly call: CallLook };
