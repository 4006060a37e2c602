import { GrammyError, HttpError } from "grammy";
import { reason, type Reason } from "../reason.ts";

/** What a failed Bot API call means for the message it was about. */
export type TelegramOutcome =
  /** The message shows just this already. */
  | "same"
  /** The message to edit or delete is not there (any more) or cannot be changed: what it should show goes into a new one. */
  | "gone"
  /** The person blocked the bot, is gone, or never wrote to it: it can wait for their next update. */
  | "blocked"
  /** Telegram asks to wait so long. */
  | { waitMs: number }
  /** The network, Telegram, or a proxy before it is in trouble; the call may have been carried out. */
  | "unclear"
  /** Telegram does not take this. */
  | "refused";

/** The one reader of Telegram's errors. A bug of ours (no Telegram error at all) is thrown on. */
export function outcomeOf(error: unknown): TelegramOutcome {
  if (error instanceof HttpError) return "unclear";
  if (!(error instanceof GrammyError)) throw error;
  const { error_code: code, description, parameters } = error;
  if (code === 429) return { waitMs: waitMsOf(parameters.retry_after) };
  if (code === 403) return "blocked";
  // 404 is no word of Telegram's about a message: a wrong path, or a Bot API server that restarts behind its proxy.
  if (code >= 500 || unclearCodes.has(code)) return "unclear";
  return wordings.find(([words]) => words.test(description))?.[1] ?? "refused";
}

/** What stands between us and updates, and for how long Telegram asks to be left alone; null: no error of Telegram's. */
export function pollTroubleOf(error: unknown): { why: Reason; waitMs: number } | null {
  if (error instanceof HttpError) return { why: reason("telegram-unreachable"), waitMs: 0 };
  if (!(error instanceof GrammyError)) return null;
  const { error_code: code, description } = error;
  const outcome = outcomeOf(error);
  return {
    why:
      code === 409
        ? reason("polled-elsewhere", description)
        : reason("telegram-refused", `${code} ${description}`),
    waitMs: typeof outcome === "object" ? outcome.waitMs : 0,
  };
}

/** How long Telegram asks to wait, in ms. `retryAfterS`: as it came; what makes no sense counts as a second. */
export function waitMsOf(retryAfterS: unknown): number {
  if (typeof retryAfterS !== "number" || !(retryAfterS > 0)) return 1_000;
  return Math.min(retryAfterS * 1_000, longestWaitMs);
}

/** Nothing is put off for longer on one answer's word. */
const longestWaitMs = 24 * 3_600_000;

/** 401, 404, 408, 409: of the token, the path or another process; never of this message. */
const unclearCodes: ReadonlySet<number> = new Set([401, 404, 408, 409]);

/**
 * Telegram has no codes below 400's. It words the same in several ways, by method, by version and by server, in
 * either case of the first letter; constants of its inner API (`MESSAGE_ID_INVALID`) come through as they are.
 */
const wordings: readonly (readonly [RegExp, TelegramOutcome])[] = [
  [/message is not modified|message_not_modified/i, "same"],
  [
    /message (to edit |to delete |to be edited )?not found|message can't be (edited|deleted)|message identifier is not specified|no text in the message to edit|message_(id_invalid|edit_time_expired|author_required|delete_forbidden)/i,
    "gone",
  ],
  [/chat not found|peer_id_invalid|user not found|user is deactivated/i, "blocked"],
];
