/** How orders end by themselves. */

import type { VNode } from "preact";
import type { Ending as EndingLook } from "../../protocol.ts";
import { h } from "../dom.ts";
import { act } from "../server.ts";
import { words } from "../words/words.ts";

const outcomes = ["succeed", "no-voucher", "fail", "price-0", "vanish", "hang"] as const;
const delaysS = [1, 5, 15, 60] as const;

export function Ending({ ending }: { readonly ending: EndingLook }): VNode {
  const its = words.value.supplier.ending;
  const change = (part: Partial<EndingLook>) => void act("supplier/ending", { ...ending, ...part });
  const segments = outcomes.map((outcome) => {
    const [label, title] = its.outcomes[outcome];
    return h(
      "button",
      {
        type: "button",
        title,
        "aria-pressed": outcome === ending.outcome,
        onClick: () => change({ outcome }),
        "data-outcome": outcome,
      },
      label,
    );
  });
  return h(
    "div",
    { class: "chip-group", role: "group", "aria-label": its.title },
    h("h3", {}, its.title),
    h(
      "div",
      { class: "ending" },
      h("div", { class: "segments" }, segments),
      h(
        "select",
        {
          "aria-label": its.delay,
          disabled: ending.outcome === "hang",
          value: ending.seconds,
          onChange: ({ currentTarget }) => change({ seconds: Number(currentTarget.value) }),
        },
        delaysS.map((seconds) => h("option", { value: seconds }, its.after(seconds))),
      ),
    ),
  );
}
