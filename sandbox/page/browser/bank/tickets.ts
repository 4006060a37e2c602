/** Deposits that resellers announced, and the ways to pay each. */

import type { VNode } from "preact";
import type { TicketLook } from "../../money-protocol.ts";
import { h } from "../dom.ts";
import { clock, rupiah } from "../format.ts";
import { money, nameOf, payments, personById } from "../state.ts";
import { words } from "../words/words.ts";
import { MoneyButton } from "./money-button.ts";

export function Tickets(): VNode {
  const its = words.value.bank.tickets;
  const tickets = money.value?.tickets ?? [];
  return h(
    "div",
    {},
    h("h3", { class: "section-title" }, its.title),
    tickets.length === 0
      ? h("p", { class: "empty-note" }, its.empty)
      : h(
          "div",
          { class: "card tickets", role: "group", "aria-label": its.title },
          tickets.map((ticket) => h(TicketRow, { key: ticket.id, ...ticket })),
        ),
  );
}

function TicketRow({ id, personId, totalRupiah, endsAtMs }: TicketLook): VNode {
  const its = words.value.bank.tickets;
  const atTripay = payments.value.find(({ note, way }) => way === "tripay" && note === id);
  const whole = `${nameOf(personId)} ${personById(personId)?.lastName ?? ""}`.trim();
  const note = `TRSF E-BANKING CR ${whole.toUpperCase()}`;
  return h(
    "div",
    { class: "money-row", "data-ticket": id },
    h("b", {}, nameOf(personId)),
    h("span", { class: "sum" }, rupiah(totalRupiah)),
    h("small", {}, its.until(clock(endsAtMs)), ` · ${id}`),
    h(
      "div",
      { class: "chips" },
      h(MoneyButton, {
        words: its.payExactly,
        path: "payments/transfer",
        body: { rupiah: totalRupiah, note },
      }),
      atTripay?.status === "UNPAID" &&
        h(MoneyButton, {
          words: its.payAtTripay(rupiah(atTripay.rupiah)),
          path: "payments/tripay",
          body: { reference: atTripay.id, deed: "pay" },
        }),
    ),
  );
}
