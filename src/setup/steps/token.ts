import type { Api } from "grammy";
import { environmentSchema } from "../../config.ts";
import { checkTelegram, type TelegramCheck } from "../checks/telegram.ts";
import { settle, shapeOf, type Talk, type Verdict } from "./step.ts";

/** The bot's token. null: Telegram could not be asked. */
export async function settleToken(
  talk: Talk,
): Promise<{ api: Api; username: string; isBrought: boolean } | null> {
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
  return botOf(latest);
}

function botOf(check: TelegramCheck | null) {
  if (check?.kind !== "good") return null;
  return { api: check.api, username: check.username, isBrought: check.webhookHost !== null };
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
