import type { KnownPayment, Ticket } from "../money/tickets.ts";
import { wordsIn, type Words } from "../words/dictionary.ts";
import { lines, paragraphs, rich, type Html } from "../words/html.ts";
import { rupiah } from "../words/money.ts";
import { personLink, type Names } from "../words/person.ts";
import { fewLines, oneLine } from "../words/shorten.ts";
import { timeText, type View } from "../words/times.ts";
import { operator, type Press } from "./buttons/buttons.ts";
import type { DepositAct } from "./buttons/deposit-acts.ts";
import { shortName } from "./buttons/short-name.ts";
import { purseButton } from "./buttons/menu-buttons.ts";
import { packed } from "./paging.ts";
import { textOnly, type Button, type Screen } from "./screen.ts";

/** Offered as buttons; any other amount is typed. */
const amounts = [50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000];
const shortLabel = 20;

/** ➕: how much? */
export function topUpScreen(words: Words): Screen {
  return {
    text: words.deposit.choose(),
    keyboard: [
      ...packed(
        amounts.map((amount): Button => ({
          label: rupiah(amount),
          press: { to: "topUp", rupiah: amount },
        })),
        shortLabel,
      ),
      [purseButton(words)],
    ],
  };
}

/** How a ticket can be paid. */
interface WaysToPay {
  /** The operator's own words; null: none. */
  instructions: string | null;
  /** Whether there is somewhere to transfer its sum to; else a gateway has a payment of its own for it. */
  byTransfer: boolean;
}

/** A ticket as its reseller sees it: what to pay and where, or what became of it. */
export function ticketScreen(
  ticket: Ticket,
  { instructions, byTransfer }: WaysToPay,
  view: View,
): Screen {
  const words = wordsIn(view.language);
  const say = words.deposit;
  const total = rupiah(ticket.totalRupiah);
  const over = overText(ticket, words);
  if (over !== null)
    return {
      text: paragraphs(say.ticketOver(rupiah(ticket.amountRupiah)), over),
      keyboard: [[purseButton(words)]],
    };
  if (!byTransfer)
    return {
      text: paragraphs(
        say.ticketOver(rupiah(ticket.amountRupiah)),
        say.until(timeText(ticket.endsAtMs, view)),
      ),
      keyboard: [dropRow(ticket, words), [purseButton(words)]],
    };
  const copies = accountsIn(instructions ?? "").map((account): Button => ({
    label: say.button.copyAccount(account),
    copy: account,
  }));
  return {
    text: paragraphs(
      say.ticket(total),
      instructions === null ? null : fewLines(instructions, maxInstructions, 20),
      say.exactly,
      say.until(timeText(ticket.endsAtMs, view)),
    ),
    keyboard: [
      [{ label: say.button.copyTotal(total), copy: String(ticket.totalRupiah) }],
      ...copies.map((copy) => [copy]),
      dropRow(ticket, words),
      [purseButton(words)],
    ],
  };
}

const dropRow = ({ id }: Ticket, { deposit }: Words): Button[] => [
  { label: deposit.button.cancel, press: { to: "dropTicket", ticketId: id }, style: "danger" },
];

const maxInstructions = 1_000;
const mostCopies = 4;

/** Numbers of accounts and phones in an operator's own words: eight digits or more, however they are grouped. */
function accountsIn(text: string): string[] {
  const found = text.match(/\d(?:[ .-]?\d){7,19}/g) ?? [];
  return [...new Set(found.map((one) => one.replaceAll(/\D/g, "")))].slice(0, mostCopies);
}

function overText({ state }: Ticket, { deposit: { state: say } }: Words): Html | string | null {
  switch (state.name) {
    case "open":
      return null;
    case "paid":
      return say.paid(rupiah(state.rupiah));
    case "expired":
    case "cancelled":
    case "refused":
      return say[state.name];
  }
}

/** A ticket as operators see it, with what can be done; null: a ticket that never came about. */
export function ticketForOperators(ticket: Ticket | null, view: View, names: Names): Screen {
  const words = wordsIn(view.language);
  const say = words.deposit;
  if (ticket === null) return textOnly(say.operator.gone);
  const { id, state, resellerId } = ticket;
  const isDecided = state.name !== "open" && state.name !== "expired";
  return {
    text: paragraphs(
      say.operator.ticket(personLink(resellerId, names), rupiah(ticket.totalRupiah)),
      stateForOperators(ticket, view, names),
    ),
    keyboard: isDecided
      ? []
      : [
          [
            {
              label: say.button.pay(rupiah(ticket.totalRupiah)),
              press: deposits({ on: "pay", ticketId: id }),
              style: "success",
            },
          ],
          [
            { label: say.button.payOther, press: deposits({ on: "payOther", ticketId: id }) },
            {
              label: say.button.refuse,
              press: deposits({ on: "refuse", ticketId: id }),
              style: "danger",
            },
          ],
        ],
  };
}

function stateForOperators({ state, endsAtMs }: Ticket, view: View, names: Names): Html | string {
  const say = wordsIn(view.language).deposit.operator;
  switch (state.name) {
    case "open":
      return say.until(timeText(endsAtMs, view));
    case "expired":
    case "cancelled":
      return say[state.name];
    case "refused":
      return say.refused(nameOf(state.operatorId, names));
    case "paid":
      return say.paid(
        rupiah(state.rupiah),
        state.operatorId === null ? "" : nameOf(state.operatorId, names),
      );
  }
}

/** ✏️: the sum that came in is typed. */
export function payOtherScreen({ id }: Ticket, words: Words): Screen {
  const { operator: say, button } = words.deposit;
  const command = `/paid ${id} `;
  return {
    text: lines(say.other(), rich`<code>${command}</code>`),
    keyboard: [[{ label: button.copyCommand, copy: command }]],
  };
}

/** Money that came in, as operators see it. `near`: open tickets whose totals are nearest. */
export function paymentScreen(
  payment: KnownPayment,
  near: readonly Ticket[],
  view: View,
  names: Names,
): Screen {
  const words = wordsIn(view.language);
  const { operator: say, button } = words.deposit;
  const { id, state } = payment;
  const came = say.from(
    payment.method,
    timeText(payment.atMs, view),
    oneLine(payment.note, maxNote),
  );
  const total = rupiah(payment.rupiah);
  if (state.name !== "waiting") {
    const over =
      state.name === "credited"
        ? say.assigned(
            nameOf(state.resellerId, names),
            state.operatorId === null ? "bot" : nameOf(state.operatorId, names),
          )
        : state.name === "ignored"
          ? say.ignored(nameOf(state.operatorId, names))
          : null;
    const head = over === null ? say.consumed(total) : say.payment(total);
    return textOnly(paragraphs(lines(head, came), over));
  }
  const command = `/assign ${shortName(id)} `;
  return {
    text: paragraphs(
      lines(say.payment(total), came),
      lines(near.length === 0 ? say.noneNear : say.near, say.toSomebody(command.trim())),
    ),
    keyboard: [
      ...near.map((ticket): Button[] => [
        {
          label: button.assign(nameOf(ticket.resellerId, names), rupiah(ticket.totalRupiah)),
          press: deposits({ on: "assign", payment: shortName(id), ticketId: ticket.id }),
        },
      ]),
      [{ label: button.copyCommand, copy: command }],
      [
        {
          label: button.ignore,
          press: deposits({ on: "ignore", payment: shortName(id) }),
          style: "danger",
        },
      ],
    ],
  };
}
const maxNote = 200;

/** What operators see to: tickets and payments together. */
export function depositsScreen(
  { open, waiting }: { open: readonly Ticket[]; waiting: readonly KnownPayment[] },
  view: View,
  names: Names,
): Screen {
  const words = wordsIn(view.language);
  const { operator: say } = words.deposit;
  const ticketButton = (ticket: Ticket): Button => ({
    label: `🎫 ${rupiah(ticket.totalRupiah)} ${nameOf(ticket.resellerId, names)}`,
    press: deposits({ on: "ticket", ticketId: ticket.id }),
  });
  const paymentButton = ({ id, rupiah: sum }: KnownPayment): Button => ({
    label: `💵 ${rupiah(sum)}`,
    press: deposits({ on: "payment", payment: shortName(id) }),
  });
  const isNone = open.length === 0 && waiting.length === 0;
  return {
    text: isNone ? rich`${say.listNone}` : say.list(open.length, waiting.length),
    keyboard: [
      ...waiting.map((one) => [paymentButton(one)]),
      ...open.map((one) => [ticketButton(one)]),
    ],
  };
}

const deposits = (act: DepositAct): Press => operator({ do: "deposits", act });
/** Whom a screen about it names. */
export function peopleOfTicket({ resellerId, state }: Ticket): number[] {
  const by = "operatorId" in state ? state.operatorId : null;
  return by === null ? [resellerId] : [resellerId, by];
}

export function peopleOfPayment({ state }: KnownPayment, near: readonly Ticket[]): number[] {
  const named = [
    "resellerId" in state ? state.resellerId : null,
    "operatorId" in state ? state.operatorId : null,
    ...near.map(({ resellerId }) => resellerId),
  ];
  return named.filter((id) => id !== null);
}

const nameOf = (userId: number, names: Names) => oneLine(names.get(userId) ?? String(userId), 32);
