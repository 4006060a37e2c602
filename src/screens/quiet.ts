import type { QuietSpan } from "../people/quiet.ts";
import type { Words } from "../words/dictionary.ts";
import { paragraphs, rich } from "../words/html.ts";
import { packed } from "./paging.ts";
import type { Button, Screen } from "./screen.ts";

const offered: readonly QuietSpan[] = [
  { fromHour: 20, toHour: 6 },
  { fromHour: 21, toHour: 5 },
  { fromHour: 21, toHour: 6 },
  { fromHour: 22, toHour: 6 },
  { fromHour: 22, toHour: 7 },
  { fromHour: 23, toHour: 7 },
];
const shortLabel = 18;

/** 🤫 in the settings. */
export function quietButton({ quiet }: Words): Button {
  return { label: quiet.button, press: { to: "quiet", hours: "show" } };
}

/** The choice of hours in which only results come. */
export function quietScreen(span: QuietSpan | null, words: Words): Screen {
  const say = words.quiet;
  const mark = (isChosen: boolean) => (isChosen ? "✔️ " : "");
  const isSpan = (one: QuietSpan) => one.fromHour === span?.fromHour && one.toHour === span.toHour;
  return {
    text: paragraphs(
      rich`<b>${say.button}</b>`,
      span === null ? say.none : say.is(spanText(span)),
      say.explained,
    ),
    keyboard: [
      ...packed(
        offered.map((one): Button => ({
          label: `${mark(isSpan(one))}${spanText(one)}`,
          press: { to: "quiet", hours: `${one.fromHour}-${one.toHour}` },
        })),
        shortLabel,
      ),
      [{ label: `${mark(span === null)}${say.off}`, press: { to: "quiet", hours: "off" } }],
      [{ label: words.menu.button.back, press: { to: "settings" } }],
    ],
  };
}

const hourText = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
const spanText = ({ fromHour, toHour }: QuietSpan) => `${hourText(fromHour)}–${hourText(toHour)}`;
