import type { FinalOrder } from "../../orders/state/order.ts";
import { destinationText } from "../../words/destination.ts";
import { wordsIn, type Language } from "../../words/dictionary.ts";
import { lines, rich } from "../../words/html.ts";
import { orderNumber } from "../../words/order-number.ts";
import { oneLine } from "../../words/shorten.ts";
import type { Screen } from "../screen.ts";
import { keepingRow } from "./afterwards.ts";
import { stateTitle } from "./card.ts";

/** What is left of an order's card once its result stands in a message of its own. */
export function finishedCard(order: FinalOrder, language: Language): Screen {
  const words = wordsIn(language);
  const whom = destinationText(order, 40) || orderNumber(order.id);
  return {
    text: lines(
      rich`${stateTitle(order.state, words)} · ${oneLine(order.service.name, 60)}`,
      words.order.resultBelow(whom),
    ),
    keyboard: [keepingRow(order, words)].filter((row) => row.length > 0),
  };
}
