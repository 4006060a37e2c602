import type { TicketReader } from "../money/tickets.ts";
import type { Orders } from "../orders/orders.ts";
import type { Notice } from "../orders/state/notice.ts";
import { peopleOfPayment, peopleOfTicket } from "../screens/deposits.ts";
import type { MoneyNow } from "../screens/notices/orders.ts";
import { noNames, type Names } from "../words/person.ts";

/** Reads what a notice about money is of, as it stands when it is delivered. */
export function createMoneyOf({
  purses,
  short,
  deposits,
  namesOf,
}: Pick<Orders, "purses" | "short"> & {
  deposits: TicketReader;
  namesOf(userIds: readonly number[]): Promise<Names>;
}): (notice: Notice, chatId: number) => Promise<{ money: MoneyNow; names: Names } | null> {
  return async (notice, chatId) => {
    switch (notice.kind) {
      case "purse": {
        const money = { purse: await purses.read(chatId), short: await short(chatId) };
        return { money, names: noNames };
      }
      case "ticket":
      case "own-ticket":
      case "ticket-decided": {
        const ticket = await deposits.read(notice.ticketId);
        const names = await namesOf(ticket === null ? [] : peopleOfTicket(ticket));
        return { money: { ticket }, names };
      }
      case "payment":
      case "payment-decided": {
        const payment = await deposits.payment(notice.paymentId);
        const isWaiting = payment?.state.name === "waiting";
        const near = isWaiting ? await deposits.near(payment.rupiah) : [];
        const names = await namesOf(payment === null ? [] : peopleOfPayment(payment, near));
        return { money: { payment, near }, names };
      }
      default:
        return null;
    }
  };
}
