import { pageOf } from "../page.ts";
import type { Saved } from "../people/saved.ts";
import { spelledOut } from "../words/destination.ts";
import { wordsIn, type Language, type Words } from "../words/dictionary.ts";
import { lines, paragraphs, rich, type Html } from "../words/html.ts";
import { oneLine } from "../words/shorten.ts";
import { startButton } from "./buttons/menu-buttons.ts";
import { pageRow } from "./paging.ts";
import { textOnly, type Button, type Screen } from "./screen.ts";

const perPage = 10;
const maxValues = 60;
const maxAbout = 40;
/** Characters of a name. */
export const maxSavedName = 30;

/** /saved: each with a button that takes it away. */
export function savedScreen(all: readonly Saved[], wanted: number, language: Language): Screen {
  const words = wordsIn(language);
  const say = words.saved;
  if (all.length === 0) return { ...textOnly(say.none()), keyboard: [[startButton(words)]] };
  const page = pageOf(all, { page: wanted, size: perPage });
  const first = page.page * perPage + 1;
  return {
    text: paragraphs(
      say.title(all.length),
      lines(...page.items.map((one, place) => rich`${first + place}. ${savedText(one)}`)),
    ),
    keyboard: [
      ...page.items.map((one, place): Button[] => [
        {
          label: say.button.remove(
            `${first + place}. ${one.name === "" ? valuesText(one) : one.name}`,
          ),
          press: { to: "saved", page: page.page, remove: one.id },
        },
      ]),
      pageRow(page, (page) => ({ to: "saved", page, remove: null })),
      [startButton(words)],
    ],
  };
}

/** `Bu Siti: 081234567890`, `12345678 · 1234 (Mobile Legends)` */
export function savedText(saved: Saved): Html {
  const { name, scope, about } = saved;
  const values = rich`<code>${valuesText(saved)}</code>`;
  return rich`${name === "" ? "" : rich`<b>${name}</b>: `}${values}${scope.kind === "phone" ? "" : ` (${oneLine(about, maxAbout)})`}`;
}

/** What a button says of it: all that would be sent, or as much of it as a button shows. */
export function savedLabel(saved: Saved): string {
  const [only, ...more] = saved.values;
  const spelled = more.length === 0 && only !== undefined ? spelledOut(only.value) : null;
  const values = spelled ?? valuesText(saved);
  return saved.name === "" ? values : `${saved.name} · ${values}`;
}

function valuesText({ values }: Saved): string {
  return oneLine(values.map(({ value, shown }) => shown ?? value).join(" · "), maxValues);
}

/** One that answers the open question, as its button says it. */
export interface SavedChoice {
  id: string;
  label: string;
}

/** A tap on one answers, and goes on to what is left to ask. */
export function savedRows(
  saved: readonly SavedChoice[],
  of: { service: string; page: number },
  words: Words,
): Button[][] {
  return saved.map(({ id, label }) => [
    { label: words.saved.button.use(label), press: { to: "useSaved", saved: id, ...of } },
  ]);
}

export function savedButton({ saved }: Words): Button {
  return { label: saved.button.list, press: { to: "saved", page: 0, remove: null } };
}
