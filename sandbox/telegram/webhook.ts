import type { Update } from "grammy/types";
import { refusal } from "./refusal.ts";
import type { UpdateQueue } from "./update-queue.ts";

/** Where updates are sent instead of being polled for. */
interface WebhookSettings {
  readonly url: string;
  readonly secretToken: string;
  readonly maxConnections: number;
}

export interface WebhookTimes {
  /** How long the bot may take to answer. Telegram's own is not documented. Default 60 s. */
  readonly timeoutMs: number;
  /** Before the first redelivery; doubled each time, at most a hundred times as long. Default 1 s. */
  readonly againMs: number;
}

export interface Webhook {
  /** Throws a refusal where Telegram would not take it. */
  set(settings: WebhookSettings): void;
  /** Updates are polled for again. */
  delete(): void;
  url(): string;
  /** What getWebhookInfo says beside the updates. */
  info(): Record<string, unknown>;
  /** Something may be there to be sent. */
  wake(): void;
  /** Fault: Telegram does not hear the next `count` answers. */
  loseAnswers(count: number): void;
  /** Requests without an answer yet. */
  inFlight(): number;
  /** Nothing is sent from now on. */
  close(): void;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/u;
const CONNECTIONS_MAX = 100;
const LONGER_MAX = 100;
const usual: WebhookTimes = { timeoutMs: 60_000, againMs: 1_000 };

/**
 * Sends each update to the bot's address, a chat's one after the other and again until it is answered with 2xx, at most
 * `maxConnections` at once. Only addresses of this machine are called.
 */
export function createWebhook(
  updates: Pick<UpdateQueue, "deliverable" | "confirm" | "end">,
  now: () => number,
  times: Partial<WebhookTimes> = {},
): Webhook {
  let settings: WebhookSettings | undefined;
  let closed = false;
  let toLose = 0;
  let lastError: { readonly atMs: number; readonly words: string } | undefined;
  const flying = new Map<number, AbortController>();
  const busyChats = new Set<string>();
  /** Chats whose first update waits to be sent again. */
  const resting = new Map<string, { failures: number; timer: NodeJS.Timeout | undefined }>();

  function pump(): void {
    if (settings === undefined || closed || !LOOPBACK.test(new URL(settings.url).hostname)) return;
    const seen = new Set<string>();
    for (const update of updates.deliverable()) {
      if (flying.size >= settings.maxConnections) return;
      const chat = chatOf(update);
      if (seen.has(chat)) continue;
      seen.add(chat);
      if (busyChats.has(chat) || resting.get(chat)?.timer !== undefined) continue;
      void send(update, chat, settings);
    }
  }

  async function send(update: Update, chat: string, to: WebhookSettings): Promise<void> {
    const gone = new AbortController();
    flying.set(update.update_id, gone);
    busyChats.add(chat);
    const problem = await post(update, to, gone.signal);
    flying.delete(update.update_id);
    busyChats.delete(chat);
    if (closed || settings === undefined) return;
    if (problem === null) {
      resting.delete(chat);
      updates.confirm(update.update_id);
    } else {
      lastError = { atMs: now(), words: problem };
      rest(chat);
    }
    pump();
  }

  function rest(chat: string): void {
    const failures = (resting.get(chat)?.failures ?? 0) + 1;
    const waitMs = (times.againMs ?? usual.againMs) * Math.min(2 ** (failures - 1), LONGER_MAX);
    const timer = setTimeout(() => {
      resting.set(chat, { failures, timer: undefined });
      pump();
    }, waitMs);
    timer.unref();
    resting.set(chat, { failures, timer });
  }

  /** What went wrong; null: nothing. */
  async function post(
    update: Update,
    { url, secretToken }: WebhookSettings,
    signal: AbortSignal,
  ): Promise<string | null> {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(secretToken !== "" && { "x-telegram-bot-api-secret-token": secretToken }),
        },
        body: JSON.stringify(update),
        signal: AbortSignal.any([signal, AbortSignal.timeout(times.timeoutMs ?? usual.timeoutMs)]),
      });
      await response.arrayBuffer();
      if (!response.ok) return `Wrong response from the webhook: ${response.status}`;
    } catch (error) {
      return error instanceof Error && error.name === "TimeoutError"
        ? "Read timeout expired"
        : "Connection refused";
    }
    if (toLose === 0) return null;
    toLose -= 1;
    return "Connection reset by peer";
  }

  function stopAll(): void {
    for (const gone of flying.values()) gone.abort();
    for (const { timer } of resting.values()) clearTimeout(timer);
    resting.clear();
  }

  return {
    set(wanted) {
      demandUrl(wanted.url);
      if (!/^[\w-]{0,256}$/.test(wanted.secretToken))
        throw refusal("secret token contains unallowed characters");
      const maxConnections = Math.min(Math.max(wanted.maxConnections, 1), CONNECTIONS_MAX);
      settings = { ...wanted, maxConnections };
      // A poll that waits has nothing to wait for any more.
      updates.end();
      pump();
    },
    delete() {
      settings = undefined;
      lastError = undefined;
      stopAll();
    },
    url: () => settings?.url ?? "",
    info: () => ({
      url: settings?.url ?? "",
      has_custom_certificate: false,
      ...(settings !== undefined && { max_connections: settings.maxConnections }),
      ...(lastError !== undefined && {
        last_error_date: Math.floor(lastError.atMs / 1_000),
        last_error_message: lastError.words,
      }),
    }),
    wake: pump,
    loseAnswers: (count) => void (toLose = count),
    inFlight: () => flying.size,
    close() {
      closed = true;
      stopAll();
    },
  };
}

/** Without TLS only to this machine, as a Bot API server of one's own allows. */
function demandUrl(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === "https:") return;
  if (parsed?.protocol === "http:" && LOOPBACK.test(parsed.hostname)) return;
  throw refusal("bad webhook: An HTTPS URL must be provided for webhook");
}

/** What keeps its order: a chat, or what one person asks inline. */
function chatOf(update: Update): string {
  const happened = update.message ?? update.edited_message ?? update.my_chat_member;
  const chat = happened?.chat ?? update.callback_query?.message?.chat;
  if (chat !== undefined) return `chat ${chat.id}`;
  return update.inline_query === undefined
    ? `update ${update.update_id}`
    : `inline ${update.inline_query.from.id}`;
}
