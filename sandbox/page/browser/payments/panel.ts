/** Money from outside: a transfer that rings the bot's bell, and what was opened at the emulated Tripay. */

import type { PaymentLook } from "../../protocol.ts";
import { h, icon, keyed } from "../dom.ts";
import { clockSeconds, rupiah } from "../format.ts";
import { ask } from "../server.ts";
import { store, watch } from "../store.ts";

const MAX_SHOWN = 20;

export function createPayments(): HTMLElement {
  const count = h("small", {});
  const list = h("div", { className: "services" });
  const answer = h("p", { className: "hint", role: "status" });
  const does = async (path: string, body: object) => {
    const said = await ask(path, body);
    answer.textContent = typeof said === "string" ? said : "";
  };

  watch(["payments"], () => {
    const payments = store.state?.payments ?? [];
    count.textContent = `${payments.length} at Tripay`;
    keyed(
      list,
      payments.slice(0, MAX_SHOWN).map((payment) => ({
        key: payment.reference,
        version: payment.status,
        render: () => paymentRow(payment, (body) => void does("payments/move", body)),
      })),
    );
  });

  return h(
    "details",
    { className: "card catalogue payments" },
    h("summary", {}, icon("bolt"), h("span", {}, "Payments"), count),
    h(
      "p",
      { className: "hint" },
      "A reseller's deposit is known by its exact sum. A transfer rings the bot's bell, as a forwarder of the bank's ",
      "notifications would; below are the payments opened at the emulated Tripay.",
    ),
    h(
      "div",
      { className: "services" },
      transferForm((body) => void does("payments/transfer", body)),
    ),
    answer,
    list,
  );
}

function transferForm(transfer: (body: object) => void): HTMLElement {
  const amount = h("input", {
    className: "field small price",
    inputMode: "numeric",
    placeholder: "Rp",
    ariaLabel: "Sum that comes in",
  });
  const button = (label: string, title: string, times: number) =>
    h(
      "button",
      {
        type: "button",
        className: "chip plain",
        title,
        onclick: () =>
          transfer({
            rupiah: Number(amount.value.replaceAll(/\D/gu, "")),
            note: "TRSF DARI SANDBOX",
            times,
          }),
      },
      label,
    );
  return h(
    "div",
    { className: "service" },
    h("span", { className: "service-name" }, h("b", {}, "A transfer of")),
    amount,
    button("comes in", "The bell is rung once", 1),
    button("rings twice", "The same payment is told twice", 2),
  );
}

function paymentRow(payment: PaymentLook, move: (body: object) => void): HTMLElement {
  const { reference, ticket, rupiah: sum, status, createdAtMs } = payment;
  const button = (label: string, title: string, to: string, callsBack: boolean) =>
    h(
      "button",
      {
        type: "button",
        className: "chip plain",
        title,
        onclick: () => move({ reference, to, callsBack }),
      },
      label,
    );
  const buttons =
    status === "UNPAID"
      ? [
          button("Pay", "Paid, and the bot is called back", "PAID", true),
          button(
            "Pay silently",
            "Paid, and the callback is lost: the bot finds out",
            "PAID",
            false,
          ),
          button("Expire", "Nobody pays, and the bot is called back", "EXPIRED", true),
        ]
      : status === "PAID"
        ? [
            button("Call again", "The same callback once more", "PAID", true),
            button("Give back", "Tripay gives the money back", "REFUND", true),
          ]
        : [];
  return h(
    "div",
    { className: "service", data: { payment: reference } },
    h(
      "span",
      { className: "service-name" },
      h("b", {}, `${rupiah(sum)} ${status}`),
      h("small", {}, [reference, ticket, clockSeconds(createdAtMs)].join(" · ")),
    ),
    ...buttons,
  );
}
