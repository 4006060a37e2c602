import type { deposit as indonesian } from "../id/deposit.ts";
import { lines, rich } from "../html.ts";
import { count as counted, payments, tickets } from "./plural.ts";

/** How payments come, by their method. */
const ways: Readonly<Record<string, string>> = { hook: "bank notification", tripay: "Tripay" };

/** Deposits in English: a reseller's tickets, and what operators do with them. */
export const deposit: typeof indonesian = {
  button: {
    topUp: "➕ Deposit",
    topUpBy: (rupiah) => `➕ Deposit ${rupiah}`,
    copyTotal: (rupiah) => `📋 Copy ${rupiah}`,
    copyAccount: (account) => `📋 Copy ${account}`,
    cancel: "❌ Cancel the ticket",
    pay: (rupiah) => `✅ ${rupiah} is there`,
    payOther: "✏️ Another amount",
    copyCommand: "📋 Copy the command",
    refuse: "❌ Refuse",
    assign: (name, rupiah) => `✅ ${name} · ticket ${rupiah}`,
    ignore: "❌ Not a deposit",
    list: "💵 Deposits",
  },
  choose: () =>
    lines(rich`<b>➕ Deposit how much?</b>`, "Choose, or type for example TIKET.100000"),
  off: "Deposits through the bot are not open yet. Ask the operator to add to your balance.",
  usage: "Usage: TIKET.100000 or TIKET.100rb (whole rupiah). To cancel: UNTIKET.",
  bounds: (min, max) => `Deposits through the bot are from ${min} to ${max}.`,
  many: "5 tickets of yours are open already. Pay or cancel one of them first.",
  full: "All amounts just above this one are taken. Choose another amount.",
  often: "That was too often. Please try again later, or ask the operator.",
  ticketOver: (rupiah) => rich`<b>🎫 Ticket for a deposit of ${rupiah}</b>`,
  ticket: (rupiah) => rich`<b>🎫 Transfer exactly ${rupiah}</b>`,
  exactly:
    "To the last rupiah: by that sum we know it is yours. Any other sum takes longer, through an operator.",
  until: (time) =>
    rich`Good until ${time}. Your balance is topped up automatically, or once an operator sees the money.`,
  scan: (merchant, rupiah) => `QRIS ${merchant}, ${rupiah} is filled in.`,
  gateway: (name, pay, fee, amount) =>
    `${name}: pay ${pay}${fee === null ? "" : `, including a fee of ${fee}`}. ${amount} is added to your balance.`,
  noGateway:
    "The automatic payment cannot be opened right now. Pay another way if there is one, or try TIKET again later.",
  state: {
    expired:
      "⌛ This ticket is over. If you have paid all the same, the money still reaches the operator.",
    cancelled:
      "❌ Ticket cancelled. If you have paid all the same, the money still reaches the operator.",
    refused: "❌ An operator refused this ticket.",
    paid: (rupiah) => rich`✅ <b>${rupiah} added to your balance.</b>`,
  },
  refusedNotice: (rupiah) =>
    lines(
      rich`<b>❌ An operator refused your deposit of ${rupiah}</b>`,
      "We have not seen the money. If you have paid, send the proof to the operator.",
    ),
  none: "You have no open ticket for a deposit.",
  cancelled: "Ticket cancelled.",
  cancelledAll: (count) => `${counted(count, tickets)} cancelled.`,
  cannotCancel: "This ticket is over already, so it was not cancelled.",
  proofKinds:
    "We take a proof of payment as a photo, a picture or a PDF. This file was not passed on.",
  proofSent: "📎 Passed on to the operators.",
  proofOf: (name, rupiah) => `📎 ${name}, ticket ${rupiah}`,
  operator: {
    ticket: (who, rupiah) => rich`🎫 <b>${rupiah}</b> will be paid by ${who}`,
    until: (time) => rich`Good until ${time}.`,
    gone: "🎫 This ticket was never made.",
    paid: (rupiah, by) =>
      by === ""
        ? rich`✅ ${rupiah} credited automatically.`
        : rich`✅ ${rupiah} credited by ${by}.`,
    cancelled: "❌ Cancelled by the reseller.",
    refused: (by) => rich`❌ Refused by ${by}.`,
    expired: "⌛ Its time is over; ✅ still works if the money is there.",
    other: () => rich`Type the sum that came in:`,
    payUsage: "Usage: /paid TICKET amount. Example: /paid K7QXM2PA4Z 98.000",
    before: "Another operator, or the payment itself, was first.",
    payment: (rupiah) => rich`💵 <b>${rupiah} came in, and it is not clear from whom</b>`,
    consumed: (rupiah) =>
      rich`💵 <b>${rupiah} came in</b>; an operator has credited this money already, so it is not credited again.`,
    from: (method, time, note) =>
      rich`By ${ways[method] ?? method}, ${time}${note === "" ? "" : `: ${note}`}`,
    near: "Whose is it? Choose a ticket below, nearest first.",
    noneNear: "No ticket is open.",
    toSomebody: (command) =>
      rich`Another reseller: <code>${command} </code>ID. IDs are in /resellers.`,
    assigned: (name, by) => rich`✅ Credited to ${name} by ${by}.`,
    ignored: (by) => rich`❌ Not a deposit, says ${by}.`,
    assignUsage:
      "Usage: /assign PAYMENT WHO. PAYMENT: the code in the message about the money; WHO: an ID, @username or part of a name. Example: /assign 1f2e3d4c5b6a @budi",
    list: (open, waiting) =>
      rich`<b>💵 Deposits: ${counted(open, tickets)} open, ${counted(waiting, payments)} not clear</b>`,
    listNone: "No ticket is open and no payment waits.",
  },
};
