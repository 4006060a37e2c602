/** What came in from outside, what the bot said to it, and ways to tell it again. */

import type { GatewayDeed, PaymentLook, RingLook, RingManner } from "../../money-protocol.ts";
import { Deed } from "../chips.ts";
import { classes, h } from "../dom.ts";
import { clockSeconds, rupiah } from "../format.ts";
import { rowsSection } from "../panel.ts";
import { payments } from "../state.ts";
import { words } from "../words/words.ts";

const maxShown = 20;

export function Payments() {
  const shown = payments.value.slice(0, maxShown);
  if (shown.length === 0) return null;
  const rows = shown.map((payment) => h(PaymentRow, { key: payment.id, ...payment }));
  return rowsSection(words.value.bank.payments.title, "payments", rows);
}

function PaymentRow(payment: PaymentLook) {
  const { way, id, rupiah: sum, status, note, atMs, rings } = payment;
  const its = words.value.bank.payments;
  return h(
    "div.money-row",
    { "data-payment": id, "data-way": way },
    h("b", way === "bank" ? its.transfer : `Tripay · ${its.status[status]}`),
    h("span.sum", rupiah(sum)),
    h("small", [clockSeconds(atMs), id, note].filter(Boolean).join(" · ")),
    h("div.chips", way === "bank" ? bankDeeds(payment) : tripayDeeds(payment)),
    rings.length > 0 && h("ol.rings", rings.map(ringLine)),
  );
}

function bankDeeds({ id, rupiah, note }: PaymentLook) {
  const its = words.value.bank.payments;
  const ring = (manner: RingManner) =>
    h(Deed, { words: its.rings[manner], path: "payments/ring", body: { id, manner } });
  return [
    ring("told"),
    h(Deed, { words: its.another, path: "payments/transfer", body: { rupiah, note } }),
    ring("other-sum"),
    ring("forged"),
  ];
}

const deedsAt: Readonly<Record<PaymentLook["status"], readonly GatewayDeed[]>> = {
  UNPAID: ["pay", "pay-silently", "expire", "forge"],
  PAID: ["call-again", "forge", "give-back"],
  EXPIRED: ["call-again"],
  FAILED: ["call-again"],
  REFUND: ["call-again"],
};

function tripayDeeds({ id, status }: PaymentLook) {
  const its = words.value.bank.payments.deeds;
  return deedsAt[status].map((deed) => {
    const body = { reference: id, deed };
    return h(Deed, { key: deed, words: its[deed], path: "payments/tripay", body });
  });
}

function ringLine({ atMs, manner, status, answer }: RingLook) {
  const its = words.value.bank.payments;
  return h(
    "li.ring",
    { class: classes(status !== 200 && "bad") },
    h("time", clockSeconds(atMs)),
    ` ${its.manners[manner]}: `,
    h("b", status === 0 ? its.noAnswer : status),
    ` ${answer}`,
  );
}
