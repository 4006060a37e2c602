import { createHash, timingSafeEqual } from "node:crypto";
import { GrammyError, type Api } from "grammy";
import type { Update, User } from "grammy/types";
import type { Clock, Rng } from "../clock.ts";
import { whyOf } from "./checks/telegram.ts";

/**
 * Who the operator is, is asked of Telegram: a link with a code that nobody can guess is shown on the terminal, and
 * who opens it is told from everybody else by having it. The code lives in this process alone and is good once; the
 * terminal has the last word. So there is no time in which a running bot could be taken by a stranger.
 */
export type Claim =
  | { kind: "claimed"; person: User }
  | { kind: "expired" }
  /** Telegram gives updates to one program only: another one fetches them, or is brought them. */
  | { kind: "taken" }
  | { kind: "failed"; why: string };

const codeBytes = 24;
const mark = "claim_";
/** One question to Telegram waits this long for somebody. */
const pollS = 10;
const afterErrorMs = 3_000;
/** In a row. */
const maxErrors = 20;

export function newClaimCode(rng: Pick<Rng, "id">): string {
  return rng.id(codeBytes);
}

export function claimLink(username: string, code: string): string {
  return `https://t.me/${username}?start=${mark}${code}`;
}

/** Waits until somebody opens the link, `openMs` at most. `onOther`: a link with another code was opened. */
export async function waitForClaim(options: {
  api: Pick<Api, "getUpdates">;
  code: string;
  openMs: number;
  clock: Clock;
  onOther?: () => void;
}): Promise<Claim> {
  const { api, code, openMs, clock, onOther } = options;
  const untilMs = clock.monotonicMs() + openMs;
  let offset = 0;
  let errors = 0;
  while (clock.monotonicMs() < untilMs) {
    const leftS = Math.ceil((untilMs - clock.monotonicMs()) / 1_000);
    try {
      const updates = await api.getUpdates({
        offset,
        timeout: Math.min(pollS, leftS),
        allowed_updates: ["message"],
      });
      errors = 0;
      // Those of the last answer are left to the bot, which meets the operator with it.
      for (const update of updates) {
        offset = update.update_id + 1;
        const opened = openedCode(update);
        if (opened === null) continue;
        if (isSame(opened.code, code) && clock.monotonicMs() < untilMs)
          return { kind: "claimed", person: opened.person };
        onOther?.();
      }
    } catch (error) {
      if (error instanceof GrammyError && error.error_code === 409) return { kind: "taken" };
      errors += 1;
      if (errors >= maxErrors) return { kind: "failed", why: whyOf(error) };
      await clock.sleep(afterErrorMs);
    }
  }
  return { kind: "expired" };
}

function openedCode({ message }: Update): { code: string; person: User } | null {
  if (message?.from === undefined || message.from.is_bot || message.chat.type !== "private")
    return null;
  const code = /^\/start claim_([\w-]{1,58})$/.exec(message.text ?? "")?.[1];
  return code === undefined ? null : { code, person: message.from };
}

/** Takes as long wherever they differ. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
