import { oneLine } from "../../words/shorten.ts";
import { checkTelegram } from "../../setup/checks/telegram.ts";
import { bad, doubtful, good, type Row, type Wording } from "../row.ts";

const what = "Telegram";
/** A bot that runs has none waiting for longer than a moment. */
const manyPending = 100;

export async function telegramRows(
  token: string,
  apiRoot: string,
  { words, setupWords }: Wording,
): Promise<Row[]> {
  const check = await checkTelegram(token, apiRoot);
  switch (check.kind) {
    case "wrong-token":
      return [bad(what, words.refused, setupWords.token.wrong)];
    case "unreachable":
      return [bad(what, setupWords.token.unreachable(oneLine(check.why, 100)))];
    case "good": {
      const { username, webhookHost, pendingUpdates } = check;
      const me = good(what, words.telegramGood(username));
      if (webhookHost !== null)
        return [
          me,
          bad(words.updates, words.updatesElsewhere(oneLine(webhookHost, 100)), words.stopOther),
        ];
      const found = words.updatesFetched(pendingUpdates);
      return [
        me,
        pendingUpdates > manyPending
          ? doubtful(words.updates, found, words.manyPending)
          : good(words.updates, found),
      ];
    }
  }
}
