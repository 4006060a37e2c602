import type { Order } from "../../orders/state/order.ts";
import { wordsIn, type Language } from "../../words/dictionary.ts";
import { lines, paragraphs } from "../../words/html.ts";
import type { Names } from "../../words/person.ts";
import { orderList } from "./list.ts";
import type { Button, Screen } from "../screen.ts";
import { historyButton, orderButton, shopButton, startButton } from "../buttons/menu-buttons.ts";
import type { View } from "../../words/times.ts";
import type { Page } from "../../page.ts";
import { pageRow } from "../paging.ts";

/** Orders shown on one page. */
export const historyPageSize = 10;

/** One page of a reseller's own orders, newest first. `periods`: to those of a day or a month. */
export function historyScreen(found: Page<Order>, periods: readonly Button[], view: View): Screen {
  const words = wordsIn(view.language);
  const back = startButton(words);
  if (found.items.length === 0)
    return { text: words.menu.historyEmpty(), keyboard: [[orderButton(words)], [back]] };
  const { entries, rows } = orderList(found.items, found.page, view);
  return {
    text: paragraphs(words.menu.history(found.total), lines(...entries)),
    keyboard: [...rows, pageRow(found, (page) => ({ to: "history", page })), periods, [back]],
  };
}

/** Several unfinished orders at once. */
export function openOrdersScreen(orders: readonly Order[], view: View): Screen {
  const { menu } = wordsIn(view.language);
  const shown = orders.slice(0, historyPageSize);
  const { entries, rows } = orderList(shown, null, view);
  const hidden = orders.length - shown.length;
  return {
    text: paragraphs(
      menu.open(orders.length),
      lines(...entries),
      hidden > 0 ? menu.openMore(hidden) : null,
    ),
    keyboard: rows,
  };
}

/** The latest orders for one number. `names`: for operators, who read whose. */
export function numberOrdersScreen(
  number: string,
  orders: readonly Order[],
  view: View,
  names: Names | null,
): Screen {
  const { menu } = wordsIn(view.language);
  const { entries, rows } = orderList(orders, null, view, names);
  return { text: paragraphs(menu.toNumber(number), lines(...entries)), keyboard: rows };
}

/** /status with nothing under way. */
export function noOpenOrdersScreen(language: Language): Screen {
  const words = wordsIn(language);
  return {
    text: words.menu.openNone(),
    keyboard: [[shopButton(words), historyButton(words)]],
  };
}
