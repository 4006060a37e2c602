import { listPriceNames } from "../../catalogue/service.ts";
import {
  markupKey,
  maxRupiah,
  maxTenths,
  steps,
  type Level,
  type Markup,
  type Place,
  type Priced,
  type Rules,
  type Step,
} from "../../prices/markup.ts";
import { preview, withMarkup, type Preview } from "../../prices/preview.ts";
import { wordsIn, type Words } from "../../words/dictionary.ts";
import { lines, paragraphs, type Html } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import { oneLine } from "../../words/shorten.ts";
import type { Button, Screen } from "../screen.ts";
import { levelName, markupText, percentText, placeId, servicesAt } from "./price-places.ts";
import { head, priceButton, ruleLine, type PricesView } from "./prices.ts";

/** Offered as buttons; from each, others are a tap or two away. */
const offeredRupiah = [100, 200, 300, 500, 1_000, 1_500, 2_000, 3_000, 5_000];
const offeredTenths = [5, 10, 15, 20, 30, 50, 75, 100];
const inARow = 3;
/** How much less or more a tap on the example makes it. */
const rupiahTaps = [-500, -50, 50, 500];
const tenthsTaps = [-10, -1, 1, 10];

/** What a rule may be. */
export function markupsScreen(place: Place, level: Level | null, view: PricesView): Screen {
  const words = wordsIn(view.language);
  const say = words.prices;
  const at = { place: placeId(place), level };
  const offer = (label: string, markup: Markup | null): Button => ({
    label,
    press: priceButton({ what: "tryMarkup", ...at, markup }),
  });
  const has = view.rules.markups.has(markupKey(place, level));
  return {
    text: paragraphs(lines(head(place, view), ruleLine(place, level, view)), say.choose),
    keyboard: [
      ...rowsOf(offeredRupiah.map((amount) => offer(`+${rupiah(amount)}`, plus(amount)))),
      ...rowsOf(
        offeredTenths.map((tenths) =>
          offer(`+${percentText(tenths, words)}`, { kind: "percent", tenths }),
        ),
      ),
      listPriceNames.map((name) => offer(say.button.list(name), { kind: "list", name })),
      [offer(say.button.atCost, plus(0))],
      has ? [offer(say.button.remove, null)] : [],
      [{ label: words.menu.button.back, press: priceButton({ what: "place", place: at.place }) }],
    ],
  };
}

/** What comes of a rule before it is saved; null: of taking it out. */
export function markupPreviewScreen(
  place: Place,
  level: Level | null,
  markup: Markup | null,
  view: PricesView,
): Screen {
  const { rules, catalogue, language } = view;
  const words = wordsIn(language);
  const say = words.prices;
  const at = { place: placeId(place), level };
  const before = rules.markups.get(markupKey(place, level));
  const text = (one: Markup | null | undefined) => (one ? markupText(one, words) : say.noRule);
  const seen = preview(servicesAt(place, catalogue), level, {
    before: rules,
    after: withMarkup(rules, place, level, markup),
  });
  return {
    text: paragraphs(
      lines(
        head(place, view),
        levelName(level, rules, words),
        say.change(text(before), text(markup)),
      ),
      examples(seen, words),
    ),
    keyboard: [
      near(markup, words).map(([label, other]) => ({
        label,
        press: priceButton({ what: "tryMarkup", ...at, markup: other }),
      })),
      [
        {
          label: say.button.save,
          press: priceButton({ what: "setMarkup", ...at, markup }),
          style: "success",
        },
      ],
      [{ label: words.menu.button.back, press: priceButton({ what: "markups", ...at }) }],
    ],
  };
}

/** Markups a little less and a little more than this one. */
function near(markup: Markup | null, words: Words): [label: string, Markup][] {
  const sign = (by: number) => (by < 0 ? "−" : "+");
  switch (markup?.kind) {
    case "rupiah":
      return rupiahTaps
        .map((by): [string, number] => [`${sign(by)}${rupiah(Math.abs(by))}`, markup.rupiah + by])
        .filter(([, rupiah]) => rupiah >= 0 && rupiah <= maxRupiah)
        .map(([label, rupiah]) => [label, plus(rupiah)]);
    case "percent":
      return tenthsTaps
        .map((by): [string, number] => [
          `${sign(by)}${percentText(Math.abs(by), words)}`,
          markup.tenths + by,
        ])
        .filter(([, tenths]) => tenths >= 0 && tenths <= maxTenths)
        .map(([label, tenths]) => [label, { kind: "percent", tenths }]);
    case "list":
    case undefined:
      return [];
  }
}

export function stepsScreen({ rules, language }: PricesView): Screen {
  const words = wordsIn(language);
  const say = words.prices;
  return {
    text: paragraphs(say.title(), say.rounding(stepText(rules.step)), say.chooseStep),
    keyboard: [
      ...steps.map((step): Button[] => [
        {
          label: `${step === rules.step ? "✔️ " : ""}${stepText(step) ?? say.button.noRounding}`,
          press: priceButton({ what: "tryStep", step }),
        },
      ]),
      [{ label: words.menu.button.back, press: priceButton({ what: "rules", page: 0 }) }],
    ],
  };
}

/** What comes of another step, for resellers without a level. */
export function stepPreviewScreen(step: Step, { rules, catalogue, language }: PricesView): Screen {
  const words = wordsIn(language);
  const say = words.prices;
  const after: Rules = { ...rules, step };
  const seen = preview(servicesAt({ kind: "all" }, catalogue), null, { before: rules, after });
  return {
    text: paragraphs(say.title(), say.rounding(stepText(step)), examples(seen, words)),
    keyboard: [
      [{ label: say.button.save, press: priceButton({ what: "setStep", step }), style: "success" }],
      [{ label: words.menu.button.back, press: priceButton({ what: "steps" }) }],
    ],
  };
}

const stepText = (step: Step) => (step === 1 ? null : rupiah(step));

function examples(
  { all, changed, examples }: Preview<Priced & { name: string }>,
  words: Words,
): Html {
  const say = words.prices;
  return lines(
    changed === 0 ? say.unaffected : say.affected(changed, all),
    examples.length === 0 ? null : say.example,
    ...examples.flatMap(({ service, beforeRupiah, afterRupiah }) => [
      say.exampleCost(oneLine(service.name, 60), rupiah(service.costRupiah)),
      say.examplePrice(rupiah(beforeRupiah), rupiah(afterRupiah)),
    ]),
  );
}

const plus = (rupiah: number): Markup => ({ kind: "rupiah", rupiah });

function rowsOf(buttons: readonly Button[]): Button[][] {
  return Array.from({ length: Math.ceil(buttons.length / inARow) }, (_, row) =>
    buttons.slice(row * inARow, (row + 1) * inARow),
  );
}
