/** How orders end by themselves. */

import type { Ending as EndingLook } from "../../protocol.ts";
import { chipGroup } from "../chips.ts";
import { h } from "../dom.ts";
import { act } from "../server.ts";
import { words } from "../words/words.ts";

const outcomes = ["succeed", "no-voucher", "fail", "price-0", "vanish", "hang"] as const;
const delaysS = [1, 5, 15, 60] as const;

export function Ending({ ending }: { readonly ending: EndingLook }) {
  const its = words.value.supplier.ending;
  const change = (part: Partial<EndingLook>) => void act("supplier/ending", { ...ending, ...part });
  const segments = outcomes.map((outcome) => {
    const [label, title] = its.outcomes[outcome];
    const pressed = { "aria-pressed": outcome === ending.outcome, "data-outcome": outcome };
    return h("button", { title, onClick: () => change({ outcome }), ...pressed }, label);
  });
  const delay = {
    "aria-label": its.delay,
    disabled: ending.outcome === "hang",
    value: ending.seconds,
  };
  return chipGroup(
    its.title,
    h(
      "div.ending",
      h("div.segments", segments),
      h(
        "select",
        {
          ...delay,
          onChange: ({ currentTarget }) => change({ seconds: Number(currentTarget.value) }),
        },
        delaysS.map((seconds) => h("option", { value: seconds }, its.after(seconds))),
      ),
    ),
  );
}
