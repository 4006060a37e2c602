/** What came in from outside, what the bot said to it, and ways to tell it again. */

import type { VNode } from "preact";
import type { GatewayDeed, PaymentLook, RingLook, RingManner } from "../../money-protocol.ts";
import { classes, h } from "../dom.ts";
import { clockSeconds, rupiah } from "../format.ts";
import { payments } from "../state.ts";
import { words } from "../words/words.ts";
import { MoneyButton } from "./money-button.ts";

const maxShown = 20;

export function Payments(): VNode | null {
  const { title } = words.value.bank.payments;
  if (payments.value.length === 0) return null;
  return h(
    "div",
    {},
    h("h3", { class: "section-title" }, title),
    h(
      "div",
      { class: "card payments", role: "group", "aria-label": title },
      payments.value
        .slice(0, maxShown)
        .map((payment) => h(PaymentRow, { key: payment.id, payment })),
    ),
  );
}

function PaymentRow({ payment }: { readonly payment: PaymentLook }): VNode {
  const { way, id, rupiah: sum, status, note, atMs, rings } = payment;
  const its = words.value.bank.payments;
  return h(
    "div",
    { class: "money-row", "data-payment": id, "data-way": way },
    h("b", {}, way === "bank" ? its.transfer : `Tripay · ${its.status[status]}`),
    h("span", { class: "sum" }, rupiah(sum)),
    h("small", {}, [clockSeconds(atMs), id, note].filter(Boolean).join(" · ")),
    h("div", { class: "chips" }, (way === "bank" ? bankButtons : tripayButtons)(payment)),
    rings.length > 0 && h("ol", { class: "rings" }, rings.map(ringLine)),
  );
}

function bankButtons({ id, rupiah: sum, note }: PaymentLook): VNode[] {
  const its = words.value.bank.payments;
  const ring = (manner: RingManner) =>
    h(MoneyButton, { words: its.rings[manner], path: "payments/ring", body: { id, manner } });
  const another = h(MoneyButton, {
    words: its.another,
    path: "payments/transfer",
    body: { rupiah: sum, note },
  });
  return [ring("told"), another, ring("other-sum"), ring("forged")];
}

function tripayButtons({ id, status }: PaymentLook): VNode[] {
  return deedsAt[status].map((deed) =>
    h(MoneyButton, {
      key: deed,
      words: words.value.bank.payments.deeds[deed],
      path: "payments/tripay",
      body: { reference: id, deed },
    }),
  );
}

const deedsAt: Readonly<Record<PaymentLook["status"], readonly GatewayDeed[]>> = {
  UNPAID: ["pay", "pay-silently", "expire", "forge"],
  PAID: ["call-again", "forge", "give-back"],
  EXPIRED: ["call-again"],
  FAILED: ["call-again"],
  REFUND: ["call-again"],
};

function ringLine({ atMs, manner, status, answer }: RingLook): VNode {
  const its = words.value.bank.payments;
  return h(
    "li",
    { class: classes("ring", status !== 200 && "bad") },
    h("time", {}, clockSeconds(atMs)),
    ` ${its.manners[manner]}: `,
    h("b", {}, status === 0 ? its.noAnswer : status),
    ` ${answer}`,
  );
}
