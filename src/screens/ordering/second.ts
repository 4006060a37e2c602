import { isFinal, type Order } from "../../orders/state/order.ts";
import { wordsIn } from "../../words/dictionary.ts";
import type { Html } from "../../words/html.ts";
import { shortTimeText, type View } from "../../words/times.ts";
import { stateTitle } from "../orders/card.ts";
import type { Button, Screen } from "../screen.ts";

/** What a person has ordered of the same, latest first; of others' only that one is under way. */
export interface Alike {
  own: readonly Order[];
  others: boolean;
}

/** Their own that is still under way: what they may be about to order in vain; null: there is none. */
export const underWay = ({ own }: Alike): Order | null =>
  own.find((order) => !isFinal(order)) ?? null;

/** What a card says of it; null: there is nothing. */
export function alikeLine(alike: Alike, view: View): Html | null {
  const { second } = wordsIn(view.language);
  const [latest] = alike.own;
  const open = underWay(alike);
  if (open !== null) return second.underWay(...standing(open, view));
  if (latest !== undefined) return second.ended(...standing(latest, view), alike.own.length);
  return alike.others ? second.others() : null;
}

/** ✅ of a card asked about first: of an equal order since, or (null) of a newer card. */
export function secondScreen(confirmationId: string, order: Order | null, view: View): Screen {
  const words = wordsIn(view.language);
  return {
    text: order === null ? words.second.newer() : words.second.since(...standing(order, view)),
    keyboard: [
      ...secondRows(confirmationId, order, view),
      [
        {
          label: words.menu.button.cancel,
          press: { to: "discard", confirmationId },
          style: "danger",
        },
      ],
    ],
  };
}

/** "See it", and the tap that is not made by mistake. */
export function secondRows(
  confirmationId: string,
  order: Order | null,
  { language }: Pick<View, "language">,
): Button[][] {
  const { button } = wordsIn(language).second;
  return [
    order === null
      ? []
      : [{ label: button.see, press: { to: "order", orderId: order.id, page: null } }],
    [{ label: button.oneMore, press: { to: "oneMore", confirmationId } }],
  ];
}

const standing = (order: Order, view: View): [when: string, how: Html] => [
  shortTimeText(order.confirmedAtMs, view),
  stateTitle(order.state, wordsIn(view.language)),
];
