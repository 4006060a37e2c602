import { webhookSecrets } from "../../bot/intake/webhook-secrets.ts";
import type { IntakeSettings } from "../../config.ts";
import {
  checkTelegram,
  neverMet,
  type TelegramFound,
  type WebhookFound,
} from "../../setup/checks/telegram.ts";
import { oneLine } from "../../words/shorten.ts";
import { timeText } from "../../words/times.ts";
import { bad, doubtful, good, type Row, type Wording } from "../row.ts";

const what = "Telegram";
/** A bot that runs has none waiting for longer than a moment. */
const manyPending = 100;
/** Telegram says its latest error for as long as the webhook stands; an older one is over. */
const errorCountsMs = 24 * 3_600_000;

export async function telegramRows(
  {
    token,
    apiRoot,
    intake,
    operators,
  }: { token: string; apiRoot: string; intake: IntakeSettings; operators: readonly number[] },
  wording: Wording,
): Promise<Row[]> {
  const { words, setupWords } = wording;
  const check = await checkTelegram(token, apiRoot);
  switch (check.kind) {
    case "wrong-token":
      return [bad(what, words.refused, setupWords.token.wrong)];
    case "unreachable":
      return [bad(what, setupWords.token.unreachable(oneLine(check.why, 100)))];
    case "good": {
      const { username, webhook, pendingUpdates: pending } = check;
      const wantedUrl = intake.kind === "webhook" ? intake.url + webhookSecrets(token).path : null;
      return [
        good(what, words.telegramGood(username)),
        updatesRow({ webhook, wantedUrl, pending }, wording),
        await operatorsRow(check, operators, wording),
      ];
    }
  }
}

/** `wantedUrl`: where the settings have them brought to; null: they are to be fetched. */
function updatesRow(
  found: { webhook: WebhookFound | null; wantedUrl: string | null; pending: number },
  wording: Wording,
): Row {
  const { webhook, wantedUrl, pending } = found;
  const { words } = wording;
  if (webhook !== null && webhook.url !== wantedUrl)
    return bad(words.updates, words.updatesElsewhere(oneLine(webhook.host, 100)), words.stopOther);
  if (webhook !== null) return broughtRow(webhook, pending, wording);
  if (wantedUrl !== null)
    return bad(words.updates, words.updatesNowhere(pending), words.startToBeBrought);
  const text = words.updatesFetched(pending);
  return pending > manyPending
    ? doubtful(words.updates, text, words.manyPending)
    : good(words.updates, text);
}

/** Telegram lets a bot write to nobody who has never opened it. */
async function operatorsRow(
  telegram: TelegramFound,
  operators: readonly number[],
  { words }: Wording,
): Promise<Row> {
  const unknown = await neverMet(telegram, operators);
  if (unknown.length === 0) return good(words.operators, words.operatorsGood(operators.length));
  const found = words.operatorsUnknown(unknown.join(", "));
  return bad(words.operators, found, words.openTheBot(telegram.username));
}

function broughtRow({ host, lastError }: WebhookFound, pending: number, wording: Wording): Row {
  const { words, language } = wording;
  const text = words.updatesBrought(oneLine(host, 100), pending);
  const nowMs = Date.now();
  if (lastError !== null && nowMs - lastError.atMs < errorCountsMs) {
    const at = timeText(lastError.atMs, { language, timeZone: "Asia/Jakarta", nowMs });
    const error = words.notBrought(at, oneLine(lastError.why, 100));
    return doubtful(words.updates, text, error, words.letThrough);
  }
  return pending > manyPending
    ? doubtful(words.updates, text, words.manyPending)
    : good(words.updates, text);
}
