/** Deposits that resellers announced, and the ways to pay each. */

import type { PaymentLook, TicketLook } from "../../money-protocol.ts";
import { h, keyed } from "../dom.ts";
import { clock, rupiah } from "../format.ts";
import { act } from "../server.ts";
import { personById, store, watch } from "../store.ts";
import { moneyButton } from "./money-button.ts";

export function createTickets(): HTMLElement {
  const list = h("div", { className: "card tickets", role: "group", ariaLabel: "Open tickets" });
  const empty = h(
    "p",
    { className: "empty-note" },
    "No open ticket. As a reseller type TIKET.50000, or 💰 and ➕.",
  );
  watch(["money", "payments", "people"], () => {
    const { money, payments = [] } = store.state ?? {};
    const tickets = money?.tickets ?? [];
    empty.hidden = tickets.length > 0;
    list.hidden = tickets.length === 0;
    keyed(
      list,
      tickets.map((ticket) => {
        const opened = payments.find(({ note, way }) => way === "tripay" && note === ticket.id);
        return {
          key: ticket.id,
          version: `${opened?.status}`,
          render: () => ticketRow(ticket, opened),
        };
      }),
    );
  });
  return h("div", {}, h("h3", { className: "section-title" }, "Open tickets"), empty, list);
}

function ticketRow(
  { id, personId, totalRupiah, endsAtMs }: TicketLook,
  atTripay: PaymentLook | undefined,
): HTMLElement {
  const person = personById(personId);
  const name = person?.firstName ?? String(personId);
  const note = `TRSF E-BANKING CR ${`${name} ${person?.lastName ?? ""}`.trim().toUpperCase()}`;
  return h(
    "div",
    { className: "money-row", data: { ticket: id } },
    h("b", {}, name),
    h("span", { className: "sum" }, rupiah(totalRupiah)),
    h("small", {}, `until ${clock(endsAtMs)} · ${id}`),
    h(
      "div",
      { className: "chips" },
      moneyButton("Pay exactly", "A transfer of just this sum; the bell is rung", () =>
        act("payments/transfer", { rupiah: totalRupiah, note }),
      ),
      atTripay?.status === "UNPAID" &&
        moneyButton(
          `Pay ${rupiah(atTripay.rupiah)} at Tripay`,
          "The payment opened for this ticket, with Tripay's fee; the bot is called back",
          () => act("payments/tripay", { reference: atTripay.id, deed: "pay" }),
        ),
    ),
  );
}
