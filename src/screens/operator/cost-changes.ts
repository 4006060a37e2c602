import type { CostChange } from "../../catalogue/cost-changes.ts";
import { pageOf } from "../../page.ts";
import { wordsIn, type Words } from "../../words/dictionary.ts";
import { lines, paragraphs } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import { oneLine } from "../../words/shorten.ts";
import { shortTimeText, type View } from "../../words/times.ts";
import { operator } from "../buttons/buttons.ts";
import { pageRow } from "../paging.ts";
import type { Button, Screen } from "../screen.ts";

const perPage = 15;
const maxName = 60;
const maxCode = 30;

/** Costs that rose or fell since the day's first list. */
export function costChangesScreen(
  changes: readonly CostChange[],
  wanted: number,
  view: View,
): Screen {
  const words = wordsIn(view.language);
  const say = words.costs;
  const back: Button[] = [
    {
      label: words.menu.button.back,
      press: operator({ do: "prices", act: { what: "rules", page: 0 } }),
    },
  ];
  if (changes.length === 0) return { text: say.none(), keyboard: [back] };
  const page = pageOf(changes, { page: wanted, size: perPage });
  const rose = changes.filter(({ firstRupiah, nowRupiah }) => nowRupiah > firstRupiah).length;
  const line = ({ code, name, firstRupiah, nowRupiah, atMs }: CostChange) =>
    say.change(
      shortTimeText(atMs, view),
      `${oneLine(name, maxName)} (${oneLine(code, maxCode)})`,
      rupiah(firstRupiah),
      rupiah(nowRupiah),
      nowRupiah > firstRupiah
        ? `▲ ${rupiah(nowRupiah - firstRupiah)}`
        : `▼ ${rupiah(firstRupiah - nowRupiah)}`,
    );
  return {
    text: paragraphs(say.title(rose, changes.length - rose), lines(...page.items.map(line))),
    keyboard: [pageRow(page, (page) => operator({ do: "costChanges", page })), back],
  };
}

/** 📈: on the screen of prices. */
export function costChangesButton({ costs }: Words): Button {
  return { label: costs.button, press: operator({ do: "costChanges", page: 0 }) };
}
