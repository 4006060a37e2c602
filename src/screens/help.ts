import type { Words } from "../words/dictionary.ts";
import { lines, paragraphs, rich } from "../words/html.ts";
import type { Screen } from "./screen.ts";
import type { Role } from "../people/access.ts";
import { operatorCommands } from "./operator/commands.ts";
import { orderButton, startButton } from "./buttons/menu-buttons.ts";

/** How to order, and for operators what their commands do. */
export function helpScreen(words: Words, shopName: string, role: Role): Screen {
  const { admin } = words;
  const commands = operatorCommands.map((name) => `/${name} – ${admin.commands[name]}`);
  return {
    text: paragraphs(
      words.menu.help(shopName),
      role === "operator" ? lines(rich`<b>${admin.helpTitle}</b>`, ...commands) : null,
    ),
    keyboard: [[orderButton(words)], [startButton(words)]],
  };
}
