import { leftIn, type Purse } from "../books/purses.ts";
import type { DayLimit } from "../people/roster.ts";
import type { OrderFacts, OrderId } from "../orders/state/order.ts";
import { destinationText } from "../words/destination.ts";
import type { Words } from "../words/dictionary.ts";
import { lines, type Html } from "../words/html.ts";
import { rupiah } from "../words/money.ts";
import { oneLine } from "../words/shorten.ts";
import type { Button, Screen } from "./screen.ts";
import { historyButton, orderButton, purseButton, searchButton } from "./buttons/menu-buttons.ts";

/** A reseller's main menu. */
export function startScreen(
  words: Words,
  shopName: string,
  standing: Standing | null,
  bought: readonly Bought[],
): Screen {
  const { button } = words.menu;
  return {
    text: words.menu.main(shopName, standing === null ? null : standingLines(standing, words)),
    keyboard: [
      ...repeatRows(bought, words),
      [{ ...orderButton(words), style: "primary" }],
      [searchButton(words)],
      [historyButton(words), purseButton(words)],
      [
        { label: button.settings, press: { to: "settings" } },
        { label: button.help, press: { to: "help" } },
      ],
    ],
  };
}

/** 🔁, one row a thing. */
export function repeatRows(bought: readonly Bought[], words: Words): Button[][] {
  return bought.map(({ orderId, label }) => [
    { label: words.again.button.of(label), press: { to: "again", orderId, below: false } },
  ]);
}

/** How a reseller stands with the shop. */
export interface Standing {
  purse: Purse;
  /** What they may order for in a day; null: any sum. */
  limit: DayLimit | null;
}

/** Something bought before, one tap from its card. */
export interface Bought {
  orderId: OrderId;
  /** The same for the same service and destination. */
  what: string;
  label: string;
}

/** What fits on a button as wide as a phone; of a long name and destination the name gives way. */
const maxBought = 34;

/** `Telkomsel 5.000 · 081234567890` */
export function boughtLabel({ service, destination }: Pick<OrderFacts, "service" | "destination">) {
  const whom = destinationText({ destination }, 20);
  const name = oneLine(service.name, Math.max(10, maxBought - whom.length));
  return whom === "" ? name : `${name} · ${whom}`;
}

/** Only what there is to say: nothing moved and nothing limited is no line. */
function standingLines({ purse, limit }: Standing, { purse: say }: Words): Html | null {
  const { balanceRupiah } = purse;
  const left = leftIn(purse);
  const all = [
    balanceRupiah < 0 ? say.owes(rupiah(-balanceRupiah)) : null,
    balanceRupiah > 0 ? say.balance(rupiah(balanceRupiah)) : null,
    left === null || left === balanceRupiah ? null : say.left(rupiah(Math.max(0, left))),
    limit === null ? null : say.leftToday(rupiah(Math.max(0, limit.left)), rupiah(limit.rupiah)),
  ];
  return all.every((line) => line === null) ? null : lines(...all);
}
