import { environmentSchema } from "../../environment.ts";
import { wordsIn } from "../../words/dictionary.ts";
import { rupiah } from "../../words/money.ts";
import { noNames } from "../../words/person.ts";
import { reasonText } from "../../words/reason.ts";
import { oneLine } from "../../words/shorten.ts";
import { checkOsimesa, type OsimesaCheck } from "../checks/osimesa.ts";
import { settle, shapeOf, type Talk, type Verdict } from "./step.ts";

/** User id and API key of the account at OsiMesa. */
export async function settleSupplier(talk: Talk): Promise<void> {
  const { terminal, words } = talk;
  const { OSIMESA_USER_ID, OSIMESA_API_KEY, OSIMESA_BASE_URL } = environmentSchema.shape;
  const ofUserId = shapeOf(OSIMESA_USER_ID, words.supplier.userIdShape);
  const ofApiKey = shapeOf(OSIMESA_API_KEY, words.supplier.apiKeyShape);
  const baseUrl = OSIMESA_BASE_URL.parse(talk.setting("OSIMESA_BASE_URL") || undefined);
  const there = {
    OSIMESA_USER_ID: talk.setting("OSIMESA_USER_ID"),
    OSIMESA_API_KEY: talk.setting("OSIMESA_API_KEY"),
  };
  const isThere =
    ofUserId(there.OSIMESA_USER_ID) === null && ofApiKey(there.OSIMESA_API_KEY) === null;
  await settle(talk, {
    what: "OsiMesa",
    there: isThere ? there : null,
    ask: async () => ({
      OSIMESA_USER_ID: await terminal.ask(words.supplier.askUserId, {
        problemOf: ofUserId,
        initial: there.OSIMESA_USER_ID,
      }),
      OSIMESA_API_KEY: await terminal.askSecret(words.supplier.askApiKey, ofApiKey),
    }),
    check: async ({ OSIMESA_USER_ID: userId, OSIMESA_API_KEY: apiKey }) =>
      verdictOn(await checkOsimesa({ userId, apiKey, baseUrl }), talk),
  });
}

function verdictOn(check: OsimesaCheck, { words: { supplier }, language }: Talk): Verdict {
  switch (check.kind) {
    case "good": {
      const { services, balanceRupiah } = check;
      const count = services.toLocaleString(wordsIn(language).locale);
      const balance = balanceRupiah === null ? null : rupiah(balanceRupiah);
      return { kind: "good", line: supplier.good(count, balance) };
    }
    case "refused":
      return {
        kind: "bad",
        lines: [supplier[check.about], supplier.said(oneLine(check.words, 200))],
        // Behind a refused address nobody knows whether the key is right.
        mayKeep: check.about !== "key",
      };
    case "silent": {
      const why = reasonText(check.why, language, noNames, { max: 200, lines: 1 }).html;
      return { kind: "bad", lines: [supplier.silent(why)], mayKeep: true };
    }
  }
}
