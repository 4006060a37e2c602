import { operator } from "./buttons/buttons.ts";
import type { Words } from "../words/dictionary.ts";
import type { Button, Screen } from "./screen.ts";
import type { Role } from "../people/access.ts";
import { historyButton, orderButton, purseButton } from "./buttons/menu-buttons.ts";

/** The main menu; an operator's has their own lists as well. */
export function startScreen(words: Words, shopName: string, role: Role): Screen {
  const { button } = words.menu;
  return {
    text: words.menu.main(shopName),
    keyboard: [
      [{ ...orderButton(words), style: "primary" }],
      [historyButton(words), purseButton(words)],
      ...(role === "operator" ? operatorRows(words) : []),
      [
        { label: button.settings, press: { to: "settings" } },
        { label: button.help, press: { to: "help" } },
      ],
    ],
  };
}

const firstRules = { what: "rules", page: 0 } as const;

function operatorRows({ admin: { button }, prices, deposit }: Words): Button[][] {
  return [
    [
      { label: button.orders, press: operator({ do: "orders", page: 0 }) },
      { label: button.review, press: operator({ do: "reviews", page: 0 }) },
    ],
    [
      { label: deposit.button.list, press: operator({ do: "deposits", act: { on: "all" } }) },
      { label: prices.button.menu, press: operator({ do: "prices", act: firstRules }) },
    ],
    [
      { label: button.resellers, press: operator({ do: "resellers", page: 0 }) },
      { label: button.stats, press: operator({ do: "stats", days: 1 }) },
    ],
  ];
}
