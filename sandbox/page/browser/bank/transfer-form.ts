/** A transfer of any sum with any note: too much, too little, late, a stranger's. */

import { useState } from "preact/hooks";
import type { VNode } from "preact";
import { h } from "../dom.ts";
import { act } from "../server.ts";
import { words } from "../words/words.ts";

export function TransferForm(): VNode {
  const its = words.value.bank.transfer;
  const [sum, setSum] = useState("");
  const [note, setNote] = useState("");
  const [isPaying, setPaying] = useState(false);
  const pay = async () => {
    setPaying(true);
    const rupiah = Number(sum.replaceAll(/\D/gu, ""));
    if (await act("payments/transfer", { rupiah, note })) setSum("");
    setPaying(false);
  };
  return h(
    "form",
    {
      class: "transfer-form",
      title: its.hint,
      onSubmit: (event) => {
        event.preventDefault();
        void pay();
      },
    },
    h("input", {
      class: "field small price",
      inputMode: "numeric",
      placeholder: "Rp",
      "aria-label": its.sum,
      value: sum,
      onInput: ({ currentTarget }) => setSum(currentTarget.value),
    }),
    h("input", {
      class: "field small",
      maxLength: 300,
      placeholder: its.note,
      "aria-label": its.note,
      value: note,
      onInput: ({ currentTarget }) => setNote(currentTarget.value),
    }),
    h("button", { type: "submit", class: "chip plain", disabled: isPaying }, its.pay),
  );
}
