import { pageOf } from "../../page.ts";
import type { Level } from "../../prices/markup.ts";
import type { StoredRules } from "../../prices/stored-rules.ts";
import type { Missed } from "../../shop/broadcasts.ts";
import { wordsIn, type Language, type Words } from "../../words/dictionary.ts";
import { lines, paragraphs, rich, type Html } from "../../words/html.ts";
import { personLink, type Names } from "../../words/person.ts";
import { operator } from "../buttons/buttons.ts";
import type { NoticeOf, NoticeView } from "../notices/orders.ts";
import { packed, pageRow } from "../paging.ts";
import type { Button, Screen } from "../screen.ts";
import { levelName } from "./price-places.ts";

/** Below a broadcast's preview. */
export interface Question {
  id: string;
  /** Of those it goes to; null: to all. */
  level: Level | null;
  /** How many resellers each has that has any, and all together. */
  counts: ReadonlyMap<Level | null, number>;
  names: StoredRules["names"];
}

const shortLabel = 18;

/** To whom a broadcast goes, and whether. */
export function broadcastQuestion(question: Question, words: Words): Screen {
  const { id, level, counts, names } = question;
  const say = words.admin.broadcast;
  const count = counts.get(level) ?? 0;
  const nameOf = (one: Level | null) =>
    one === null ? words.operator.broadcast.all : levelName(one, { names }, words);
  const choices = [...counts].map(([one, resellers]): Button => ({
    label: `${one === level ? "✔️ " : ""}${nameOf(one)} (${resellers})`,
    press: operator({ do: "audience", id, level: one }),
  }));
  const send = (sends: boolean) => operator({ do: "broadcast", id, send: sends });
  return {
    text: paragraphs(
      say.preview(count),
      level === null ? null : words.operator.broadcast.onlyLevel(nameOf(level)),
    ),
    keyboard: [
      ...(choices.length > 1 ? packed(choices, shortLabel) : []),
      [{ label: say.send(count), press: send(true), style: "success" }],
      [{ label: words.menu.button.cancel, press: send(false), style: "danger" }],
    ],
  };
}

/** A broadcast is over. */
export function broadcastReport(
  { id, reached, blocked, failed, quiet = 0, missed = [] }: NoticeOf<"broadcast-report">,
  { words, names }: NoticeView,
): Screen {
  const broadcastId = id.replace(/^broadcast:/, "");
  const more = blocked + failed - missed.length;
  return {
    text: paragraphs(
      lines(
        words.admin.broadcast.report(reached, blocked, failed),
        quiet === 0 ? null : words.operator.broadcast.quiet(quiet),
      ),
      missed.length === 0 ? null : missedLines(missed, names, words),
    ),
    keyboard:
      more > 0 && fitsButton(broadcastId)
        ? [[{ label: words.operator.broadcast.more(more), press: missedPress(broadcastId, 0) }]]
        : [],
  };
}

const pageSize = 30;

/** All who have not got a broadcast, as far as it is still known. */
export function missedScreen(
  found: { id: string; missed: readonly Missed[]; page: number },
  names: Names,
  language: Language,
): Screen {
  const words = wordsIn(language);
  const page = pageOf(found.missed, { page: found.page, size: pageSize });
  return {
    text:
      page.total === 0
        ? rich`${words.operator.broadcast.nobodyMissed}`
        : missedLines(page.items, names, words),
    keyboard: [pageRow(page, (number) => missedPress(found.id, number))],
  };
}

function missedLines(missed: readonly Missed[], names: Names, words: Words): Html {
  const say = words.operator.broadcast;
  return lines(
    rich`<b>${say.missed}</b>`,
    ...missed.map(({ userId, why }) => rich`${personLink(userId, names)} – ${say.why[why]}`),
  );
}

/** A button's; ids of other kinds may be longer. */
const fitsButton = (id: string) => /^[\w-]{1,40}$/.test(id);
const missedPress = (id: string, page: number) => operator({ do: "missed", id, page });
