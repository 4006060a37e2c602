import type { Words } from "../../words/dictionary.ts";
import type { Screen } from "../../words/screen.ts";

export function helpScreen(words: Words, shopName: string): Screen {
  const { button } = words.menu;
  return {
    text: words.menu.help(shopName),
    keyboard: [
      [{ label: button.order, press: { to: "categories", page: 0 } }],
      [{ label: button.back, press: { to: "main" } }],
    ],
  };
}
