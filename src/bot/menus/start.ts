import type { Words } from "../../words/dictionary.ts";
import type { Screen } from "../../words/screen.ts";

/** The main menu. */
export function startScreen(words: Words, shopName: string): Screen {
  const { button } = words.menu;
  return {
    text: words.menu.main(shopName),
    keyboard: [
      [{ label: button.order, press: { to: "categories", page: 0 }, style: "primary" }],
      [
        { label: button.history, press: { to: "history", page: 0 } },
        { label: button.settings, press: { to: "settings" } },
      ],
      [{ label: button.help, press: { to: "help" } }],
    ],
  };
}
