/** Deposits that resellers announced, and the ways to pay each. */

import type { TicketLook } from "../../money-protocol.ts";
import { Deed } from "../chips.ts";
import { h } from "../dom.ts";
import { clock, rupiah } from "../format.ts";
import { rowsSection } from "../panel.ts";
import { money, nameOf, payments, personById } from "../state.ts";
import { words } from "../words/words.ts";

export function Tickets() {
  const { title, empty } = words.value.bank.tickets;
  const tickets = money.value?.tickets ?? [];
  const rows = tickets.map((ticket) => h(TicketRow, { key: ticket.id, ...ticket }));
  return rowsSection(title, "tickets", rows, empty);
}

function TicketRow({ id, personId, totalRupiah, endsAtMs }: TicketLook) {
  const its = words.value.bank.tickets;
  const atTripay = payments.value.find(({ note, way }) => way === "tripay" && note === id);
  const whole = `${nameOf(personId)} ${personById(personId)?.lastName ?? ""}`.trim();
  const transfer = { rupiah: totalRupiah, note: `TRSF E-BANKING CR ${whole.toUpperCase()}` };
  return h(
    "div.money-row",
    { "data-ticket": id },
    h("b", nameOf(personId)),
    h("span.sum", rupiah(totalRupiah)),
    h("small", its.until(clock(endsAtMs)), ` · ${id}`),
    h(
      "div.chips",
      h(Deed, { words: its.payExactly, path: "payments/transfer", body: transfer }),
      atTripay?.status === "UNPAID" &&
        h(Deed, {
          words: its.payAtTripay(rupiah(atTripay.rupiah)),
          path: "payments/tripay",
          body: { reference: atTripay.id, deed: "pay" },
        }),
    ),
  );
}
