import { wordsIn, languages, type Language } from "../words/dictionary.ts";
import type { Button, Screen } from "./screen.ts";
import { recapButton } from "./recap.ts";
import { receiptSettingsButton } from "./receipts.ts";
import { ownDataButton } from "./own-data.ts";
import { quietButton } from "./quiet.ts";
import { savedButton } from "./saved.ts";
import { watchesButton } from "./watches.ts";
import { startButton } from "./buttons/menu-buttons.ts";

/** The choice of language, each in its own name. */
export function settingsScreen(current: Language): Screen {
  const words = wordsIn(current);
  const choices = languages.map((language): Button => {
    const name = wordsIn(language).name;
    return {
      label: language === current ? `✔️ ${name}` : name,
      press: { to: "language", language },
    };
  });
  return {
    text: words.menu.settings(),
    keyboard: [
      choices,
      [watchesButton(words), savedButton(words)],
      [recapButton(words), receiptSettingsButton(words)],
      [quietButton(words), ownDataButton(words)],
      [startButton(words)],
    ],
  };
}
