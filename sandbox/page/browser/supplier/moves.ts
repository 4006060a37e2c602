/** Decides how a transaction ends. */

import { useState } from "preact/hooks";
import type { VNode } from "preact";
import type { TransactionLook } from "../../protocol.ts";
import { h } from "../dom.ts";
import { act } from "../server.ts";
import { words } from "../words/words.ts";

export function Moves({ refId }: Pick<TransactionLook, "refId">): VNode {
  const its = words.value.supplier.moves;
  /** The voucher, or the reason of a failure. */
  const [typed, type] = useState("");
  const button = (to: "success" | "failed" | "vanish" | "hang", look: string) => {
    const [label, title] = its[to];
    const move = () => void act("supplier/move", { refId, to, words: typed });
    return h("button", { type: "button", class: `move ${look}`, title, onClick: move }, label);
  };
  return h(
    "footer",
    { class: "moves" },
    h("input", {
      class: "field small",
      placeholder: its.placeholder,
      "aria-label": its.wordsFor(refId),
      value: typed,
      onInput: ({ currentTarget }) => type(currentTarget.value),
    }),
    button("success", "good"),
    button("failed", "bad"),
    button("vanish", "bad"),
    button("hang", ""),
  );
}
