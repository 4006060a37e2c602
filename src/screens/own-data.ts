import { fatesOf } from "../people/own-data.ts";
import type { Words } from "../words/dictionary.ts";
import { lines, paragraphs, rich } from "../words/html.ts";
import { startButton } from "./buttons/menu-buttons.ts";
import { textOnly, type Button, type Screen } from "./screen.ts";

/** 🔒 in the settings. */
export function ownDataButton({ ownData }: Words): Button {
  return { label: ownData.button.menu, press: { to: "ownData", act: "show" } };
}

/** What is kept of a person, and what they can do about it. */
export function ownDataScreen(words: Words): Screen {
  const { button, title, explained } = words.ownData;
  return {
    text: paragraphs(rich`<b>${title}</b>`, explained),
    keyboard: [
      [{ label: button.export, press: { to: "ownData", act: "export" } }],
      [{ label: button.forget, press: { to: "ownData", act: "ask" }, style: "danger" }],
      [startButton(words)],
    ],
  };
}

/** Exactly what is erased, and what stays and why. `keepOrdersDays`: so long orders stay. */
export function forgetScreen(words: Words, keepOrdersDays: number): Screen {
  const say = words.ownData;
  const { erased, kept, passes } = fatesOf();
  const entries = (names: typeof erased) => names.map((name) => `• ${say.kinds[name]}`);
  return {
    text: paragraphs(
      rich`<b>${say.sure}</b>`,
      lines(rich`<b>${say.erased}</b>`, ...entries(erased)),
      lines(rich`<b>${say.kept}</b>`, ...entries(kept)),
      lines(rich`<b>${say.passes}</b>`, ...entries(passes)),
      say.why(keepOrdersDays),
    ),
    keyboard: [
      [{ label: say.button.yes, press: { to: "ownData", act: "erase" }, style: "danger" }],
      [startButton(words)],
    ],
  };
}

export function forgottenScreen(words: Words): Screen {
  return textOnly(words.ownData.forgotten());
}
