/** A transfer of any sum with any note: too much, too little, late, a stranger's. */

import { useSignal } from "@preact/signals";
import { textField } from "../chips.ts";
import { h } from "../dom.ts";
import { rupiahIn } from "../format.ts";
import { act } from "../server.ts";
import { words } from "../words/words.ts";

export function TransferForm() {
  const its = words.value.bank.transfer;
  const sum = useSignal("");
  const note = useSignal("");
  const isPaying = useSignal(false);
  const pay = async (event: Event) => {
    event.preventDefault();
    isPaying.value = true;
    const body = { rupiah: rupiahIn(sum.value), note: note.value };
    if (await act("payments/transfer", body)) sum.value = "";
    isPaying.value = false;
  };
  const sumLook = { class: "small price", inputMode: "numeric", placeholder: "Rp" } as const;
  return h(
    "form.transfer-form",
    { title: its.hint, onSubmit: (event) => void pay(event) },
    textField(sum, its.sum, sumLook),
    textField(note, its.note, { class: "small", maxLength: 300, placeholder: its.note }),
    h("button.chip.plain", { disabled: isPaying }, its.pay),
  );
}
