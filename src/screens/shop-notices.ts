import type { Notice } from "../orders/state/notice.ts";
import type { Announcement } from "../shop/broadcasts.ts";
import type { Language } from "../people/language.ts";
import { operator } from "./buttons.ts";
import { wordsIn, type Words } from "../words/dictionary.ts";
import { rich, paragraphs, type Html } from "../words/html.ts";
import { personLink } from "../words/person.ts";
import type { Button, Screen } from "./screen.ts";
import { fewLines, oneLine } from "../words/shorten.ts";

/** Notices about the shop's people rather than about an order. */
export type ShopNotice = Extract<
  Notice,
  { kind: "request" | "request-decided" | "access" | "reviews" | "broadcast-report" }
>;

export function shopNotice(notice: ShopNotice, words: Words): Screen {
  const { admin } = words;
  switch (notice.kind) {
    case "request": {
      const { userId } = notice;
      const decide = (accept: boolean) => operator({ do: "decide", userId, accept });
      return {
        text: requestText(notice, words),
        keyboard: [
          [
            { label: admin.request.accept, press: decide(true), style: "success" },
            { label: admin.request.refuse, press: decide(false), style: "danger" },
          ],
        ],
      };
    }
    case "request-decided":
      return decidedScreen(notice, words);
    case "access":
      return {
        text: admin.access.told[notice.access](),
        keyboard:
          notice.access === "accepted" || notice.access === "restored" ? [[shopButton(words)]] : [],
      };
    case "reviews":
      return {
        text: admin.review.remind(notice.count),
        keyboard: [
          [{ label: admin.review.button.list, press: operator({ do: "reviews", page: 0 }) }],
        ],
      };
    case "broadcast-report":
      return {
        text: admin.broadcast.report(notice.reached, notice.blocked, notice.failed),
        keyboard: [],
      };
  }
}

interface Asker {
  userId: number;
  name: string;
}

/** A request that is over: what was decided, and by whom. */
export function decidedScreen(
  request: Asker & { accepted: boolean; by: string },
  words: Words,
): Screen {
  const { accepted, by } = request;
  return {
    text: paragraphs(
      requestText(request, words),
      words.admin.request.decided(accepted, oneLine(by, 64)),
    ),
    keyboard: [],
  };
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
        text: paragraphs(admin.broadcast.title(shopName), fewLinesKept(what.text)),
        keyboard: [],
      };
    case "paused":
      return { text: admin.pause.tellPaused(fewLines(what.reason, maxReason, 10)), keyboard: [] };
    case "resumed":
      return { text: admin.pause.tellResumed(), keyboard: [[shopButton(words)]] };
  }
}

/** Characters of a broadcast's text, and of the reason for a pause. */
export const maxAnnouncement = 3_500;
export const maxReason = 500;

/** An operator's own words, with the line breaks they typed. */
function fewLinesKept(text: string): string {
  return text.toWellFormed().trim().slice(0, maxAnnouncement);
}

function shopButton(words: Words): Button {
  return { label: words.menu.button.order, press: { to: "shop" } };
}
