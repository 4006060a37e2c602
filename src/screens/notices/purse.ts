import { missingFor } from "../../books/purses.ts";
import { destinationText } from "../../words/destination.ts";
import { lines, paragraphs, rich } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import { orderNumber } from "../../words/order-number.ts";
import { oneLine } from "../../words/shorten.ts";
import { purseButton } from "../buttons/menu-buttons.ts";
import { paymentScreen, ticketForOperators, ticketScreen } from "../deposits.ts";
import { textOnly, type Screen } from "../screen.ts";
import type { NoticeOf, NoticeView } from "./orders.ts";

/** Somebody else moved money in a purse; what waited for it needs one tap now. */
export function purseNoticeScreen(
  { rupiah: moved, why, orderId }: NoticeOf<"purse">,
  { money, words }: NoticeView,
): Screen {
  const { told, hand } = words.purse;
  const now = money !== null && "purse" in money ? money : null;
  const balance = now === null ? null : told.now(rupiah(now.purse.balanceRupiah));
  const text = paragraphs(
    moved < 0 ? told.out(rupiah(-moved)) : told.in(rupiah(moved)),
    lines(
      orderId === undefined ? null : hand.why(words.purse.what.refund(orderNumber(orderId))),
      why === "" ? null : hand.why(oneLine(why, 200)),
      balance,
    ),
  );
  const short = now?.short ?? null;
  if (now === null || short === null || missingFor(now.purse, short.facts.priceRupiah) > 0)
    return { text, keyboard: [[purseButton(words)]] };
  const { id: confirmationId, facts } = short;
  const price = rupiah(facts.priceRupiah);
  const whom = destinationText(facts, 64);
  return {
    text: paragraphs(
      text,
      told.enough,
      lines(
        rich`<b>${oneLine(facts.service.name, 120)}</b>`,
        whom === "" ? null : rich`<code>${whom}</code>`,
        words.form.confirm.price(price),
      ),
    ),
    keyboard: [
      [
        {
          label: words.form.confirm.press(price),
          press: { to: "confirm", confirmationId },
          style: "success",
        },
      ],
      [
        {
          label: words.menu.button.cancel,
          press: { to: "discard", confirmationId },
          style: "danger",
        },
      ],
      [purseButton(words)],
    ],
  };
}

/** A ticket, for operators, as it stands now. */
export function ticketNotice({ money, names, ...view }: NoticeView): Screen {
  const ticket = money !== null && "ticket" in money ? money.ticket : null;
  return ticketForOperators(ticket, view, names);
}

/** A ticket that is over, for who opened it. */
export function ownTicketNotice({ money, words, ...view }: NoticeView): Screen {
  const ticket = money !== null && "ticket" in money ? money.ticket : null;
  return ticket === null
    ? textOnly(words.deposit.operator.gone)
    : ticketScreen(ticket, { instructions: null, byTransfer: false }, view);
}

/** Money that came in, for operators, as it stands now. */
export function paymentNotice({ money, names, words, ...view }: NoticeView): Screen {
  const known = money !== null && "payment" in money ? money : null;
  return known?.payment === undefined || known.payment === null
    ? textOnly(words.deposit.operator.gone)
    : paymentScreen(known.payment, known.near, view, names);
}
