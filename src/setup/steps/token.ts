import type { Api } from "grammy";
import { webhookSecrets } from "../../bot/intake/webhook-secrets.ts";
import { environmentSchema } from "../../environment.ts";
import { checkTelegram, type TelegramCheck } from "../checks/telegram.ts";
import { settle, shapeOf, type Talk, type Verdict } from "./step.ts";

/** A bot whose token Telegram knows. */
export interface BotFound {
  api: Api;
  username: string;
  /**
   * Who is brought its updates, so that nobody could be heard here: this very bot, by TELEGRAM_INTAKE=webhook, or
   * another program. null: nobody.
   */
  broughtTo: "itself" | "another" | null;
}

/** The bot's token. null: Telegram could not be asked. */
export async function settleToken(talk: Talk): Promise<BotFound | null> {
  const { words, terminal } = talk;
  const problemOf = shapeOf(environmentSchema.shape.BOT_TOKEN, words.token.shape);
  const apiRoot = environmentSchema.shape.TELEGRAM_API_ROOT.parse(
    talk.setting("TELEGRAM_API_ROOT") || undefined,
  );
  const token = talk.setting("BOT_TOKEN");
  let latest: TelegramCheck | null = null;
  await settle(talk, {
    what: "Telegram",
    there: problemOf(token) === null ? { BOT_TOKEN: token } : null,
    ask: async () => ({ BOT_TOKEN: await terminal.askSecret(words.token.ask, problemOf) }),
    async check({ BOT_TOKEN }) {
      latest = await checkTelegram(BOT_TOKEN, apiRoot);
      return verdictOn(latest, talk);
    },
  });
  return botOf(latest, talk.setting("BOT_TOKEN"));
}

function botOf(check: TelegramCheck | null, token: string): BotFound | null {
  if (check?.kind !== "good") return null;
  const { api, username, webhook } = check;
  // Of the token, and so of no other program; where it stands may be set later.
  const isOwn = webhook?.url.endsWith(webhookSecrets(token).path) === true;
  return { api, username, broughtTo: webhook === null ? null : isOwn ? "itself" : "another" };
}

function verdictOn(check: TelegramCheck, { words: { token } }: Talk): Verdict {
  switch (check.kind) {
    case "good":
      return { kind: "good", line: token.good(check.username) };
    case "wrong-token":
      return { kind: "bad", lines: [token.wrong], mayKeep: false };
    case "unreachable":
      return { kind: "bad", lines: [token.unreachable(check.why)], mayKeep: true };
  }
}
