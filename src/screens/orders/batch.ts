import { isSettled, type Batch, type BatchLine } from "../../orders/batches.ts";
import type { Order } from "../../orders/state/order.ts";
import { wordsIn, type Language, type Words } from "../../words/dictionary.ts";
import { lines, paragraphsWithin, rich, type Html } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import type { Button, Screen } from "../screen.ts";
import { stateTitle } from "./card.ts";

export interface BatchView {
  batch: Batch;
  /** What came of its lines, by confirmation. */
  orders: ReadonlyMap<string, Order>;
  /** How much less than all that can still be ordered is in the purse; null: not looked up. */
  missingRupiah: number | null;
  /** Whether the bot has a way to top it up. */
  takesDeposits: boolean;
  /** Why some need ✅ once more. */
  renewed: keyof Words["batch"]["renewed"] | null;
}

const maxCard = 4_000;
const ordersARow = 5;

/** One card for all lines: what ✅ would order, what became of what it did, and what cannot be ordered. */
export function batchScreen(view: BatchView, language: Language): Screen {
  const { batch, orders } = view;
  const words = wordsIn(language);
  const say = words.batch;
  const left = batch.lines.filter((line) => canBeOrdered(line, orders));
  const leftRupiah = left.reduce((sum, { priceRupiah }) => sum + priceRupiah, 0);
  return {
    text: paragraphsWithin(
      maxCard,
      title(view, left.length, say),
      view.renewed === null ? null : say.renewed[view.renewed],
      lines(...batch.lines.map((line, place) => lineText(place + 1, line, orders, words))),
      left.length === 0 ? null : say.total(rupiah(leftRupiah)),
      left.length === 0 || !view.missingRupiah ? null : say.totalShort(rupiah(view.missingRupiah)),
      batch.refused.length === 0
        ? null
        : lines(say.refused(batch.refused.length), ...batch.refused.map((html) => ({ html }))),
    ),
    keyboard: [
      ...orderRows(batch, orders),
      ...(left.length === 0 ? [] : orderingRows(view, left.length, leftRupiah, words)),
      orders.size === 0
        ? []
        : [{ label: words.order.button.check, press: { to: "checkBatch", batchId: batch.id } }],
    ],
  };
}

export function canBeOrdered(line: BatchLine, orders: ReadonlyMap<string, Order>): boolean {
  return !orders.has(line.confirmationId) && !isSettled(line);
}

function title({ orders }: BatchView, left: number, say: Words["batch"]): Html {
  if (orders.size > 0) return say.titleOrdered(orders.size);
  return left > 0 ? say.title(left) : say.nothing();
}

function lineText(
  number: number,
  { confirmationId, code, destination, priceRupiah, odd, heldUp }: BatchLine,
  orders: ReadonlyMap<string, Order>,
  words: Words,
): Html {
  const order = orders.get(confirmationId);
  const what = rich`${number}. ${code}${destination === "" ? "" : rich` · <code>${destination}</code>`} · ${rupiah(priceRupiah)}`;
  if (order !== undefined) return rich`${what} – ${stateTitle(order.state, words)}`;
  const held = heldUp === null ? null : words.batch.heldUp[heldUp];
  return rich`${what}${held === null ? "" : ` – ${held}`}${odd === null ? "" : rich` – ${{ html: odd }}`}`;
}

function orderingRows(
  { batch, orders, missingRupiah, takesDeposits }: BatchView,
  count: number,
  leftRupiah: number,
  words: Words,
): Button[][] {
  const say = words.batch;
  const price = rupiah(leftRupiah);
  return [
    missingRupiah && takesDeposits
      ? [
          {
            label: words.deposit.button.topUpBy(rupiah(missingRupiah)),
            press: { to: "topUp", rupiah: missingRupiah },
            style: "primary",
          },
        ]
      : [],
    [
      {
        label: orders.size === 0 ? say.press(count, price) : say.pressRest(count, price),
        press: { to: "confirmBatch", batchId: batch.id },
        style: "success",
      },
    ],
    [
      {
        label: words.menu.button.cancel,
        press: { to: "discardBatch", batchId: batch.id },
        style: "danger",
      },
    ],
  ];
}

/** Each order's own card, by its number. */
function orderRows(batch: Batch, orders: ReadonlyMap<string, Order>): Button[][] {
  const buttons = batch.lines.flatMap(({ confirmationId }, place): Button[] => {
    const order = orders.get(confirmationId);
    return order === undefined
      ? []
      : [{ label: String(place + 1), press: { to: "order", orderId: order.id, page: null } }];
  });
  return Array.from({ length: Math.ceil(buttons.length / ordersARow) }, (_, row) =>
    buttons.slice(row * ordersARow, (row + 1) * ordersARow),
  );
}
