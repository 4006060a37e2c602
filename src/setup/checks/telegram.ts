import { Api, GrammyError, HttpError } from "grammy";
import { systemClock } from "../../clock.ts";
import { createTelegramClient } from "../../telegram/client.ts";

/** What Telegram says of a token; nothing is changed there. */
export type TelegramCheck =
  | {
      kind: "good";
      api: Api;
      /** Without `@`. */
      username: string;
      /** Host of the program that Telegram brings updates to; null: they are fetched. */
      webhookHost: string | null;
      pendingUpdates: number;
    }
  | { kind: "wrong-token" }
  /** `why`: a short name without secrets. */
  | { kind: "unreachable"; why: string };

/** Telegram answers both to a token that is none. */
const wrongTokenCodes = new Set([401, 404]);

export async function checkTelegram(token: string, apiRoot: string): Promise<TelegramCheck> {
  const { plain } = createTelegramClient({ token, apiRoot, clock: systemClock });
  const api = new Api(token, plain);
  try {
    const me = await api.getMe();
    const webhook = await api.getWebhookInfo();
    const { url = "" } = webhook;
    return {
      kind: "good",
      api,
      username: me.username,
      webhookHost: url === "" ? null : URL.canParse(url) ? new URL(url).host : url,
      pendingUpdates: webhook.pending_update_count,
    };
  } catch (error) {
    if (error instanceof GrammyError && wrongTokenCodes.has(error.error_code))
      return { kind: "wrong-token" };
    return { kind: "unreachable", why: whyOf(error) };
  }
}

/** Never a URL, which carries the token. */
export function whyOf(error: unknown): string {
  if (error instanceof GrammyError) return `HTTP ${error.error_code} ${error.description}`;
  if (!(error instanceof HttpError)) throw error;
  const inner = error.error;
  if (typeof inner === "object" && inner !== null && "code" in inner) return String(inner.code);
  return inner instanceof Error ? inner.name : "?";
}
