import { asksIdAndZone } from "../catalogue/id-and-zone.ts";
import { meansPhone } from "../catalogue/phone.ts";
import type { Service } from "../catalogue/service.ts";
import { lineExample } from "./ordering/line-example.ts";
import type { Words } from "../words/dictionary.ts";
import { lines, paragraphs, rich } from "../words/html.ts";
import type { Button, Screen } from "./screen.ts";
import type { Role } from "../people/access.ts";
import { operatorCommands } from "./operator/commands.ts";
import { orderButton, startButton } from "./buttons/menu-buttons.ts";

/** How to order, and for operators what their commands do. */
export function helpScreen(
  words: Words,
  shopName: string,
  role: Role,
  services: readonly Service[],
): Screen {
  const { admin } = words;
  const examples = examplesOf(services);
  const commands = operatorCommands.map((name) => `/${name} – ${admin.commands[name]}`);
  return {
    text: paragraphs(
      words.menu.help(shopName),
      words.lines.help(examples),
      role === "operator" ? lines(rich`<b>${admin.helpTitle}</b>`, ...commands) : null,
    ),
    keyboard: [
      // None of them orders: a code asks, the others only show.
      [examples.code, examples.price, "S"].map((text): Button => ({
        label: `⌨️ ${text}`,
        press: { to: "typed", text },
      })),
      [orderButton(words)],
      [startButton(words)],
    ],
  };
}

/** Of what is on sale: a service for phones and one that asks two things, else any. */
function examplesOf(services: readonly Service[]) {
  const short = services.filter(({ code }) => code.length <= 12);
  const phone =
    short.find(
      (one) => one.fields.length === 1 && one.fields.every((field) => meansPhone(field, one)),
    ) ?? short[0];
  const game = short.find(({ fields }) => asksIdAndZone(fields, 0));
  const code = phone?.code ?? "TS5";
  const order = phone === undefined ? "TS5.081234567890" : lineExample(phone);
  return {
    code,
    order,
    game: game === undefined ? null : lineExample(game),
    again: `${order}.2`,
    price: `H.${code.replace(/\d+$/, "") || code}`,
  };
}
