import type { Announcement } from "../../shop/broadcasts.ts";
import { operator } from "../buttons/buttons.ts";
import { wordsIn, type Words, type Language } from "../../words/dictionary.ts";
import { rich, paragraphs, type Html } from "../../words/html.ts";
import { personLink } from "../../words/person.ts";
import { textOnly, type Screen } from "../screen.ts";
import { shopButton } from "../buttons/menu-buttons.ts";
import { fewLines, oneLine } from "../../words/shorten.ts";

interface Asker {
  userId: number;
  name: string;
}

/** For operators: a stranger asks for access, and the first who answers decides. */
export function requestScreen(request: Asker, words: Words): Screen {
  const { accept, refuse } = words.admin.request;
  const decide = (accepted: boolean) =>
    operator({ do: "decide", userId: request.userId, accept: accepted });
  return {
    text: requestText(request, words),
    keyboard: [
      [
        { label: accept, press: decide(true), style: "success" },
        { label: refuse, press: decide(false), style: "danger" },
      ],
    ],
  };
}

/** A request that is over: what was decided, and by whom. */
export function decidedScreen(
  request: Asker & { accepted: boolean; by: string },
  words: Words,
): Screen {
  const { accepted, by } = request;
  return textOnly(
    paragraphs(requestText(request, words), words.admin.request.decided(accepted, oneLine(by, 64))),
  );
}

function requestText({ userId, name }: Asker, { admin }: Words): Html {
  return paragraphs(
    rich`<b>${admin.request.title}</b>`,
    admin.request.who(personLink(userId, new Map([[userId, name]])), userId),
  );
}

/** A broadcast as its readers get it. */
export function announcement(what: Announcement, shopName: string, language: Language): Screen {
  const words = wordsIn(language);
  const { admin } = words;
  switch (what.kind) {
    case "message":
      return {
        ...textOnly(paragraphs(admin.broadcast.title(shopName), fewLinesKept(what.text))),
        ...(what.photo !== undefined && { photo: what.photo }),
      };
    case "paused":
      return textOnly(admin.pause.tellPaused(fewLines(what.reason, maxReason, 10)));
    case "resumed":
      return { text: admin.pause.tellResumed(), keyboard: [[shopButton(words)]] };
  }
}

/** Characters of a broadcast's text, and of the reason for a pause. */
export const maxAnnouncement = 3_500;
export const maxReason = 500;
/** Of all that stands below a picture; Telegram's. */
export const maxCaption = 1_024;

/** An operator's own words, with the line breaks they typed. */
function fewLinesKept(text: string): string {
  return text.toWellFormed().trim().slice(0, maxAnnouncement);
}
