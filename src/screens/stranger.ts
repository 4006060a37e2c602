import type { Words } from "../words/dictionary.ts";
import { textOnly, type Screen } from "./screen.ts";

/** All a stranger ever sees: what this bot is, the id the shop knows them by, and the way in. */
export function strangerScreen(words: Words, shopName: string, userId: number): Screen {
  return {
    text: words.menu.stranger(shopName, userId),
    keyboard: [[{ label: words.admin.access.ask, press: { to: "ask" }, style: "primary" }]],
  };
}

export function askedScreen(words: Words): Screen {
  return textOnly(words.admin.access.asked());
}
