import { Api, GrammyError, HttpError } from "grammy";
import { toTelegram, type Screen } from "../words/screen.ts";

/** What became of one call; expected failures are answers. */
export type Sent =
  | { kind: "sent"; messageId: number }
  /** Telegram asks this chat to wait. */
  | { kind: "wait"; ms: number }
  /** The person blocked the bot, is gone, or never wrote to it. */
  | { kind: "blocked" }
  /** Telegram will never take this: `why` in its words. */
  | { kind: "refused"; why: string }
  /** Network or Telegram trouble; the call may have been carried out. */
  | { kind: "unclear"; why: string };

export type Edited = Sent | { kind: "message-gone" };

/** Sends and edits on behalf of the courier: one request a call, no retry of its own. */
export interface Messenger {
  send(chatId: number, screen: Screen, options?: { replyTo?: number }): Promise<Sent>;
  edit(chatId: number, messageId: number, screen: Screen): Promise<Edited>;
}

const timeoutSeconds = 20;

export function createMessenger({ token, apiRoot }: { token: string; apiRoot: string }): Messenger {
  const api = new Api(token, { apiRoot, timeoutSeconds });
  return {
    async send(chatId, screen, { replyTo } = {}) {
      const { text, ...look } = toTelegram(screen);
      const reply =
        replyTo === undefined
          ? {}
          : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } };
      try {
        const message = await api.sendMessage(chatId, text, { ...look, ...reply });
        return { kind: "sent", messageId: message.message_id };
      } catch (error) {
        return outcomeOf(error);
      }
    },

    async edit(chatId, messageId, screen) {
      const { text, ...look } = toTelegram(screen);
      try {
        await api.editMessageText(chatId, messageId, text, look);
        return { kind: "sent", messageId };
      } catch (error) {
        if (error instanceof GrammyError && error.description.includes("message is not modified"))
          return { kind: "sent", messageId };
        if (
          error instanceof GrammyError &&
          /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/.test(
            error.description,
          )
        ) {
          return { kind: "message-gone" };
        }
        return outcomeOf(error);
      }
    },
  };
}

/** A bug of ours (no Telegram error at all) is thrown on. */
function outcomeOf(error: unknown): Sent {
  if (error instanceof HttpError) return { kind: "unclear", why: "network" };
  if (!(error instanceof GrammyError)) throw error;
  const { error_code: code, description } = error;
  if (code === 429) return { kind: "wait", ms: (error.parameters.retry_after ?? 1) * 1_000 };
  // "Not found": the person (an operator of the settings, say) has not written to the bot yet. It can wait for that.
  if (code === 403 || (code === 400 && description.includes("chat not found")))
    return { kind: "blocked" };
  if (code >= 500 || code === 401 || code === 409) return { kind: "unclear", why: description };
  return { kind: "refused", why: description };
}
