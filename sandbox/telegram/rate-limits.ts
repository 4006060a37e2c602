import { tooManyRequests } from "./refusal.ts";

/** Telegram's documented pace, off unless a test or the sandbox wants it. */
export interface RateLimits {
  readonly perChatPerSecond: number;
  readonly overallPerSecond: number;
}

export interface RateLimiter {
  set(limits: RateLimits | undefined): void;
  get(): RateLimits | undefined;
  /** Counts one message; throws 429 when it is one too many. */
  count(chatId: string): void;
}

const WINDOW_MS = 1000;

export function createRateLimiter(now: () => number): RateLimiter {
  let limits: RateLimits | undefined;
  let sent: { readonly chatId: string; readonly atMs: number }[] = [];
  return {
    set(next) {
      limits = next;
      sent = [];
    },
    get: () => limits,
    count(chatId) {
      if (limits === undefined) return;
      const from = now() - WINDOW_MS;
      sent = sent.filter(({ atMs }) => atMs > from);
      const inChat = sent.filter((one) => one.chatId === chatId).length;
      if (inChat >= limits.perChatPerSecond || sent.length >= limits.overallPerSecond) {
        throw tooManyRequests(1);
      }
      sent.push({ chatId, atMs: now() });
    },
  };
}

/** Whether a call sends something a person sees as new. */
export function isSending(method: string): boolean {
  return /^(send(?!chataction)|copymessage|forwardmessage)/i.test(method);
}
