import { Api, GrammyError, HttpError } from "grammy";
import type { WebhookInfo } from "grammy/types";
import { systemClock } from "../../clock.ts";
import { createTelegramClient } from "../../telegram/client.ts";
import { outcomeOf } from "../../telegram/outcome.ts";

/** What Telegram says of a token; nothing is changed there. */
export type TelegramCheck =
  | TelegramFound
  | { kind: "wrong-token" }
  /** `why`: a short name without secrets. */
  | { kind: "unreachable"; why: string };

export interface TelegramFound {
  kind: "good";
  api: Api;
  /** Without `@`. */
  username: string;
  webhook: WebhookFound | null;
  pendingUpdates: number;
}

/** Where Telegram brings updates to; null in its place: they are fetched. */
export interface WebhookFound {
  /** With the part that nobody guesses: never shown. */
  url: string;
  host: string;
  /** The latest update that could not be brought; null: all could. */
  lastError: { atMs: number; why: string } | null;
}

/** Telegram answers both to a token that is none. */
const wrongTokenCodes = new Set([401, 404]);

export async function checkTelegram(token: string, apiRoot: string): Promise<TelegramCheck> {
  const { plain } = createTelegramClient({ token, apiRoot, clock: systemClock });
  const api = new Api(token, plain);
  try {
    const me = await api.getMe();
    const info = await api.getWebhookInfo();
    return {
      kind: "good",
      api,
      username: me.username,
      webhook: webhookOf(info),
      pendingUpdates: info.pending_update_count,
    };
  } catch (error) {
    if (error instanceof GrammyError && wrongTokenCodes.has(error.error_code))
      return { kind: "wrong-token" };
    return { kind: "unreachable", why: whyOf(error) };
  }
}

/** Those of these people who never wrote to the bot; of whom Telegram says nothing now are not among them. */
export async function neverMet(
  { api }: TelegramFound,
  userIds: readonly number[],
): Promise<number[]> {
  const isUnknown = (error: unknown) => outcomeOf(error) === "blocked";
  const found = await Promise.all(
    userIds.map((id) => api.getChat(id).then(() => false, isUnknown)),
  );
  return userIds.filter((_, index) => found[index]);
}

function webhookOf(info: WebhookInfo): WebhookFound | null {
  const { url = "", last_error_date: erredAt, last_error_message: why = "?" } = info;
  if (url === "") return null;
  return {
    url,
    host: URL.canParse(url) ? new URL(url).host : url,
    lastError: erredAt === undefined ? null : { atMs: erredAt * 1_000, why },
  };
}

/** Never a URL, which carries the token. */
export function whyOf(error: unknown): string {
  if (error instanceof GrammyError) return `HTTP ${error.error_code} ${error.description}`;
  if (!(error instanceof HttpError)) throw error;
  const inner = error.error;
  if (typeof inner === "object" && inner !== null && "code" in inner) return String(inner.code);
  return inner instanceof Error ? inner.name : "?";
}
