/** What came in from outside, what the bot said to it, and ways to tell it again. */

import type { GatewayDeed, PaymentLook, RingLook, RingManner } from "../../money-protocol.ts";
import { h, keyed, type Child } from "../dom.ts";
import { clockSeconds, rupiah } from "../format.ts";
import { act } from "../server.ts";
import { store, watch } from "../store.ts";
import { moneyButton } from "./money-button.ts";

const MAX_SHOWN = 20;

export function createPayments(): HTMLElement {
  const title = h("h3", { className: "section-title" }, "Payments");
  const list = h("div", { className: "card payments", role: "group", ariaLabel: "Payments" });
  watch(["payments"], () => {
    const payments = store.state?.payments ?? [];
    title.hidden = payments.length === 0;
    list.hidden = title.hidden;
    keyed(
      list,
      payments.slice(0, MAX_SHOWN).map((payment) => ({
        key: payment.id,
        version: JSON.stringify(payment),
        render: () => paymentRow(payment),
      })),
    );
  });
  return h("div", {}, title, list);
}

function paymentRow(payment: PaymentLook): HTMLElement {
  const { way, id, rupiah: sum, status, note, atMs, rings } = payment;
  return h(
    "div",
    { className: "money-row", data: { payment: id, way } },
    h("b", {}, way === "bank" ? "Transfer" : `Tripay · ${status.toLowerCase()}`),
    h("span", { className: "sum" }, rupiah(sum)),
    h("small", {}, [clockSeconds(atMs), id, note].filter(Boolean).join(" · ")),
    h("div", { className: "chips" }, ...(way === "bank" ? bankButtons : tripayButtons)(payment)),
    rings.length > 0 && h("ol", { className: "rings" }, ...rings.map(ringLine)),
  );
}

function bankButtons({ id, rupiah: sum, note }: PaymentLook): Child[] {
  const ring = (label: string, title: string, manner: RingManner) =>
    moneyButton(label, title, () => act("payments/ring", { id, manner }));
  return [
    ring("Again, same id", "The bell is rung once more for this payment", "told"),
    moneyButton("Again, new id", "Another payment of the same sum", () =>
      act("payments/transfer", { rupiah: sum, note }),
    ),
    ring("Same id, Rp1 more", "This payment again, with another sum", "other-sum"),
    ring("Forged", "This payment, signed by somebody without the secret", "forged"),
  ];
}

function tripayButtons({ id, status }: PaymentLook): Child[] {
  return deedsAt[status].map((deed) => {
    const [label, title] = deeds[deed];
    return moneyButton(label, title, () => act("payments/tripay", { reference: id, deed }));
  });
}

const deeds: Readonly<Record<GatewayDeed, readonly [label: string, title: string]>> = {
  pay: ["Pay", "Paid, and the bot is called back"],
  "pay-silently": [
    "Pay, lose the callback",
    "Paid, and the bot is not called: it looks by itself within a minute",
  ],
  expire: ["Expire", "Nobody pays, and the bot is called back"],
  "call-again": ["Call back again", "The same callback once more"],
  forge: ["Forged callback", "Somebody without the key says that this was paid"],
  "give-back": ["Give back", "Tripay gives the money back: the bot notes it in its log"],
};

const deedsAt: Readonly<Record<PaymentLook["status"], readonly GatewayDeed[]>> = {
  UNPAID: ["pay", "pay-silently", "expire", "forge"],
  PAID: ["call-again", "forge", "give-back"],
  EXPIRED: ["call-again"],
  FAILED: ["call-again"],
  REFUND: ["call-again"],
};

const manners: Readonly<Record<RingManner, string>> = {
  told: "told",
  "other-sum": "told with Rp1 more",
  forged: "forged",
};

function ringLine({ atMs, manner, status, answer }: RingLook): HTMLElement {
  const isGood = status === 200;
  return h(
    "li",
    { className: isGood ? "ring" : "ring bad" },
    h("time", {}, clockSeconds(atMs)),
    ` ${manners[manner]}: `,
    h("b", {}, status === 0 ? "no answer" : String(status)),
    ` ${answer}`,
  );
}
