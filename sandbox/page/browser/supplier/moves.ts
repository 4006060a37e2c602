/** Decides how a transaction ends. */

import { useSignal } from "@preact/signals";
import type { TransactionLook } from "../../protocol.ts";
import { textField } from "../chips.ts";
import { h } from "../dom.ts";
import { act } from "../server.ts";
import { words } from "../words/words.ts";

export function Moves({ refId }: Pick<TransactionLook, "refId">) {
  const its = words.value.supplier.moves;
  /** The voucher, or the reason of a failure. */
  const typed = useSignal("");
  const button = (to: "success" | "failed" | "vanish" | "hang", look: string) => {
    const [label, title] = its[to];
    const onClick = () => void act("supplier/move", { refId, to, words: typed.value });
    return h("button.move", { class: look, title, onClick }, label);
  };
  return h(
    "footer.moves",
    textField(typed, its.wordsFor(refId), { class: "small", placeholder: its.placeholder }),
    button("success", "good"),
    button("failed", "bad"),
    button("vanish", "bad"),
    button("hang", ""),
  );
}
