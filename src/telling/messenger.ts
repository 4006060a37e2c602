import { Api, GrammyError } from "grammy";
import { toTelegram, type Screen } from "../screens/screen.ts";
import type { TelegramClient } from "../telegram/client.ts";
import { outcomeOf } from "../telegram/outcome.ts";

/** What became of one call; expected failures are answers. */
export type Sent =
  | { kind: "sent"; messageId: number }
  /** Telegram asks this chat to wait. */
  | { kind: "wait"; ms: number }
  /** The person blocked the bot, is gone, or never wrote to it. */
  | { kind: "blocked"; neverStarted?: true }
  /** Telegram will never take this: `why` in its words. */
  | { kind: "refused"; why: string }
  /** Network or Telegram trouble; the call may have been carried out. */
  | { kind: "unclear"; why: string };

/** `message-gone`: it cannot be edited; what it should show goes into a new message. */
type Edited = Sent | { kind: "message-gone" };

/** Sends and edits on behalf of the courier: one request a call, no retry of its own. */
export interface Messenger {
  send(chatId: number, screen: Screen, options?: { replyTo?: number }): Promise<Sent>;
  edit(chatId: number, messageId: number, screen: Screen): Promise<Edited>;
}

export function createMessenger({
  token,
  plain,
}: Pick<TelegramClient, "token" | "plain">): Messenger {
  const api = new Api(token, plain);
  return {
    async send(chatId, screen, { replyTo } = {}) {
      const { text, ...look } = toTelegram(screen);
      const reply =
        replyTo === undefined
          ? {}
          : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } };
      try {
        const how = { ...look, ...reply, ...(screen.silent && { disable_notification: true }) };
        const message =
          screen.photo === undefined
            ? await api.sendMessage(chatId, text, how)
            : await api.sendPhoto(chatId, screen.photo, { caption: text, ...how });
        return { kind: "sent", messageId: message.message_id };
      } catch (error) {
        return sentOf(error);
      }
    },

    async edit(chatId, messageId, screen) {
      const { text, ...look } = toTelegram(screen);
      try {
        await api.editMessageText(chatId, messageId, text, look);
        return { kind: "sent", messageId };
      } catch (error) {
        const outcome = outcomeOf(error);
        if (outcome === "same") return { kind: "sent", messageId };
        // Whatever stands in the way of the edit, a new message may still be taken; if not, that one is refused.
        if (outcome === "gone" || outcome === "refused") return { kind: "message-gone" };
        return sentOf(error);
      }
    },
  };
}

/** Telegram's words where a person has no chat with the bot. */
const neverStarted = /initiate conversation|chat not found|user not found|peer_id_invalid/i;

function sentOf(error: unknown): Sent {
  const outcome = outcomeOf(error);
  if (typeof outcome === "object") return { kind: "wait", ms: outcome.waitMs };
  const why = error instanceof GrammyError ? error.description : "network";
  switch (outcome) {
    case "blocked":
      return { kind: "blocked", ...(neverStarted.test(why) && { neverStarted: true }) };
    case "unclear":
      return { kind: "unclear", why };
    case "same":
    case "gone":
    case "refused":
      return { kind: "refused", why };
  }
}
