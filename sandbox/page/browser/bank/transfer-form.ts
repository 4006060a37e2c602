/** A transfer of any sum with any note: too much, too little, late, a stranger's. */

import { h } from "../dom.ts";
import { act } from "../server.ts";

export function createTransferForm(): HTMLElement {
  const sum = h("input", {
    className: "field small price",
    inputMode: "numeric",
    placeholder: "Rp",
    ariaLabel: "Any sum",
  });
  const note = h("input", {
    className: "field small",
    maxLength: 300,
    placeholder: "Note of the bank",
    ariaLabel: "Note of the bank",
  });
  const pay = h("button", { type: "submit", className: "chip plain" }, "Pay");
  return h(
    "form",
    {
      className: "transfer-form",
      title: "Comes in at the shop's account, and the bell is rung",
      onsubmit: async (event) => {
        event.preventDefault();
        pay.disabled = true;
        const rupiah = Number(sum.value.replaceAll(/\D/gu, ""));
        if (await act("payments/transfer", { rupiah, note: note.value })) sum.value = "";
        pay.disabled = false;
      },
    },
    sum,
    note,
    pay,
  );
}
