import type { Words } from "../../words/dictionary.ts";
import type { Screen } from "../../words/screen.ts";

/** All a stranger ever sees: what this bot is, and the id the shop would need. */
export function strangerScreen(words: Words, shopName: string, userId: number): Screen {
  return { text: words.menu.stranger(shopName, userId), keyboard: [] };
}
