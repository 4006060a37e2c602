import { isFinal, type Order } from "../../orders/state/order.ts";
import { wordsIn } from "../../words/dictionary.ts";
import { destinationText } from "../../words/destination.ts";
import { rich, type Html } from "../../words/html.ts";
import { grouped, rupiah } from "../../words/money.ts";
import { personLink, type Names } from "../../words/person.ts";
import type { Button } from "../screen.ts";
import { oneLine } from "../../words/shorten.ts";
import { shortTimeText, type View } from "../../words/times.ts";

/** Orders as numbered lines, and the numbers as buttons that open them. `names`: for operators, who also read whose. */
export function orderList(
  orders: readonly Order[],
  historyPage: number | null,
  view: View,
  names: Names | null = null,
) {
  const entries = orders.map((order, index) => {
    const line = orderLine(index + 1, order, view);
    if (names === null) return line;
    return rich`${line}${ageOf(order, view)} · ${personLink(order.resellerId, names)}`;
  });
  const buttons = orders.map((order, index): Button => ({
    label: String(index + 1),
    press: { to: "order", orderId: order.id, page: historyPage },
  }));
  return { entries, rows: [buttons.slice(0, 5), buttons.slice(5)] };
}

/** How long ago one that is not over was confirmed; "" within a minute. */
function ageOf(order: Order, { language, nowMs }: View): Html {
  const minutes = Math.floor((nowMs - order.confirmedAtMs) / 60_000);
  if (isFinal(order) || minutes < 1) return rich``;
  const { order: say, admin } = wordsIn(language);
  const age =
    minutes < 120
      ? say.wait.minutes(minutes)
      : admin.stats.hours(grouped(Math.floor(minutes / 60)));
  return rich` · <b>${age}</b>`;
}

function orderLine(number: number, order: Order, view: View): Html {
  const what = oneLine(order.service.name, 60);
  const whom = destinationText(order, 60);
  return rich`${number}. ${sign(order)} ${shortTimeText(order.confirmedAtMs, view)} · ${what}${whom === "" ? "" : rich` · <code>${whom}</code>`} · ${rupiah(order.priceRupiah)}`;
}

function sign(order: Order): string {
  switch (order.state.name) {
    case "succeeded":
      return "✅";
    case "failed":
      return "❌";
    case "confirmed":
    case "sending":
    case "unknown":
    case "review":
    case "placed":
      return "⏳";
  }
}
