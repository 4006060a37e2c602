import type { Bells } from "../bell.ts";
import type { Rng } from "../clock.ts";
import type { Notice, OwedNotice } from "../orders/state/notice.ts";
import { owedJson } from "../orders/store/owed.ts";
import type { TakePayment } from "../payments/payment.ts";
import type { RunScript } from "../redis/scripts.ts";
import type { MoneyScript } from "./scripts.ts";
import { createTicketReader, type Ticket, type TicketReader } from "./tickets.ts";

/**
 * Deposits, from the ticket to the purse. Every payment is credited once at most, for ever, and none is lost: what is not
 * known by its sum waits for an operator. A rejection means "unknown: doing it again is safe".
 */
export interface Deposits extends TicketReader {
  /** `id` names it: opened again, it is the same one. */
  open(wanted: { id: string; resellerId: number; amountRupiah: number }): Promise<OpenOutcome>;
  /** By its reseller. */
  cancel(id: string, resellerId: number): Promise<EndOutcome>;
  /** By an operator, who will not take it. */
  refuse(ticket: Ticket, operatorId: number): Promise<EndOutcome>;
  /** An operator has seen the money. */
  pay(ticket: Ticket, rupiah: number, operatorId: number): Promise<"paid" | "before" | "ended">;
  take: TakePayment;
  /** An operator says whose a waiting payment is; null: nobody's of the shop. `gone`: none of that sum waits. */
  assign(
    payment: { id: string; rupiah: number },
    to: { resellerId: number; ticketId: string | null } | null,
    operatorId: number,
  ): Promise<"assigned" | "ignored" | "before" | "gone">;
}

type OpenOutcome =
  | { kind: "opened"; ticket: Ticket }
  /** Enough of theirs are open. */
  | { kind: "many" }
  /** All totals just above that amount are taken. */
  | { kind: "full" };

type EndOutcome = "ended" | "before" | "paid" | "gone";

/** Late money is known by its total for so long after a ticket's end. */
const lateMs = 7 * 24 * 3_600_000;
const mostOpen = 5;
/** Totals are so much above the amount. */
const mostAbove = 999;

export function createDeposits({
  run,
  reading,
  bells,
  rng,
  operators,
  openMs,
}: {
  run: RunScript<MoneyScript>;
  reading: Parameters<typeof createTicketReader>[0];
  bells: Pick<Bells, "owed">;
  rng: Rng;
  operators: () => readonly number[];
  /** How long a ticket is open. */
  openMs: number;
}): Deposits {
  const reader = createTicketReader(reading);

  const toOperators = (notice: Notice, but: number | null = null): OwedNotice[] =>
    operators()
      .filter((chatId) => chatId !== but)
      .map((chatId) => ({ chatId, notice }));

  /** Their message about the ticket shows from now on what became of it. */
  const decided = (ticketId: string): Notice => ({
    kind: "ticket-decided",
    id: `${ticketNotice(ticketId)}:decided`,
    edits: ticketNotice(ticketId),
    ticketId,
  });
  /** And so does the message of who opened it. */
  const over = (ticketId: string): Notice => ({
    kind: "own-ticket",
    id: `${ownTicketNotice(ticketId)}:over`,
    edits: ownTicketNotice(ticketId),
    ticketId,
  });
  const credited = (payment: string, rupiah: number): Notice => ({
    kind: "purse",
    id: `purse:deposit:${payment}`,
    transfer: "deposit",
    rupiah,
    why: "",
  });
  const paymentNotice = (id: string) => `payment:${id}`;

  async function end(
    id: string,
    by: { resellerId: number } | { operatorId: number },
    owed: readonly OwedNotice[],
  ): Promise<EndOutcome> {
    const isTheirs = "resellerId" in by;
    const [outcome] = await run(
      "end-ticket",
      id,
      isTheirs ? by.resellerId : "",
      isTheirs ? "cancelled" : "refused",
      isTheirs ? by.resellerId : by.operatorId,
      owedJson(owed),
    );
    if (outcome === "ended") bells.owed.ring();
    return outcome === "ended" || outcome === "before" || outcome === "paid" ? outcome : "gone";
  }

  return {
    ...reader,

    async open({ id, resellerId, amountRupiah }) {
      const notice: Notice = { kind: "ticket", id: ticketNotice(id), ticketId: id };
      const [outcome] = await run(
        "open-ticket",
        id,
        resellerId,
        amountRupiah,
        Math.floor(rng.fraction() * mostAbove) + 1,
        openMs,
        lateMs,
        mostOpen,
        owedJson(toOperators(notice)),
      );
      if (outcome === "many" || outcome === "full") return { kind: outcome };
      if (outcome === "opened") bells.owed.ring();
      const ticket = await reader.read(id);
      if (ticket === null) throw new Error(`ticket ${id} is not in Redis`);
      return { kind: "opened", ticket };
    },

    cancel: (id, resellerId) =>
      end(id, { resellerId }, [
        { chatId: resellerId, notice: over(id) },
        ...toOperators(decided(id)),
      ]),

    refuse: ({ id, resellerId, totalRupiah }, operatorId) =>
      end(id, { operatorId }, [
        {
          chatId: resellerId,
          notice: { kind: "ticket-refused", id: `${ticketNotice(id)}:refused`, totalRupiah },
        },
        { chatId: resellerId, notice: over(id) },
        ...toOperators(decided(id), operatorId),
      ]),

    async pay({ id, resellerId }, rupiah, operatorId) {
      const [outcome] = await run(
        "pay-ticket",
        id,
        rupiah,
        operatorId,
        owedJson([
          { chatId: resellerId, notice: credited("$payment", rupiah) },
          { chatId: resellerId, notice: over(id) },
          ...toOperators(decided(id), operatorId),
        ]),
      );
      if (outcome === "paid") bells.owed.ring();
      return outcome === "paid" || outcome === "before" ? outcome : "ended";
    },

    async take({ id, method, amountRupiah, atMs, note, reference = "" }) {
      // Whose it is and which ticket it pays is known in the script only: there these words are replaced.
      const whenCredited = owedJson([
        { chatId: "$reseller", notice: credited(id, amountRupiah) },
        { chatId: "$reseller", notice: over("$ticket") },
        ...toOperators(decided("$ticket")),
      ]);
      const shown: Notice = { kind: "payment", id: paymentNotice(id), paymentId: id };
      const forOperators = owedJson(toOperators(shown));
      const [outcome] = await run(
        "take-payment",
        id,
        method,
        amountRupiah,
        atMs,
        note.replaceAll(/[\t\r\n]+/g, " "),
        reference,
        openMs,
        whenCredited,
        forOperators,
        forOperators,
      );
      if (outcome === "differs" || outcome === "again") return outcome;
      bells.owed.ring();
      return "taken";
    },

    async assign({ id, rupiah }, to, operatorId) {
      const shown: Notice = {
        kind: "payment-decided",
        id: `${paymentNotice(id)}:decided`,
        edits: paymentNotice(id),
        paymentId: id,
      };
      const owed = toOperators(shown, operatorId);
      if (to !== null) owed.push({ chatId: to.resellerId, notice: credited(id, rupiah) });
      const whenOfTicket = [
        ...owed,
        { chatId: "$reseller" as const, notice: over("$ticket") },
        ...toOperators(decided("$ticket")),
      ];
      const [outcome] = await run(
        "assign-payment",
        id,
        to?.resellerId ?? "",
        to?.ticketId ?? "",
        operatorId,
        owedJson(owed),
        owedJson(whenOfTicket),
        rupiah,
      );
      if (outcome === "assigned" || outcome === "ignored") bells.owed.ring();
      return outcome === "assigned" || outcome === "ignored" || outcome === "before"
        ? outcome
        : "gone";
    },
  };
}

/** What operators are told of a ticket goes by its id, so that their messages can follow it. */
const ticketNotice = (id: string) => `ticket:${id}`;

/** Its own message, where its reseller reads it. */
export const ownTicketNotice = (id: string) => `own-ticket:${id}`;
