import { ofetch } from "ofetch";
import { askOsimesaQuickly, type OsimesaQuickCheck } from "../../setup/checks/osimesa.ts";
import { noNames } from "../../words/person.ts";
import { reasonText } from "../../words/reason.ts";
import { oneLine } from "../../words/shorten.ts";
import { bad, good, type Row, type Wording } from "../row.ts";
import { clockRow } from "./amounts.ts";

const timeoutMs = 10_000;

export async function supplierRows(
  account: { userId: string; apiKey: string; baseUrl: string },
  wording: Wording,
): Promise<Row[]> {
  const [answer, offsetMs] = await Promise.all([
    askOsimesaQuickly(account),
    clockOffsetMs(account.baseUrl),
  ]);
  return [
    answerRow(answer, wording),
    ...(offsetMs === null ? [] : [clockRow("OsiMesa", offsetMs, wording)]),
  ];
}

function answerRow(answer: OsimesaQuickCheck, { words, setupWords, language }: Wording): Row {
  const { supplier } = setupWords;
  switch (answer.kind) {
    case "good":
      return good(words.supplier, words.supplierGood);
    case "refused":
      return bad(
        words.supplier,
        words.refused,
        supplier.said(oneLine(answer.words, 200)),
        supplier[answer.about],
      );
    case "silent": {
      const why = reasonText(answer.why, language, noNames, { max: 200, lines: 1 }).html;
      return bad(words.supplier, why);
    }
  }
}

/** By the date above its answers, which is told in whole seconds. null: none is told. */
async function clockOffsetMs(baseUrl: string): Promise<number | null> {
  const beforeMs = Date.now();
  const answer = await ofetch
    .raw(baseUrl, {
      method: "HEAD",
      retry: 0,
      redirect: "manual",
      ignoreResponseError: true,
      signal: AbortSignal.timeout(timeoutMs),
    })
    .catch(() => null);
  const theirMs = Date.parse(answer?.headers.get("date") ?? "");
  // The middle of that second.
  return Number.isNaN(theirMs) ? null : theirMs + 500 - (beforeMs + Date.now()) / 2;
}
