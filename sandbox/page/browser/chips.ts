/** Switches of the panels, as buttons that stay pressed. */

import type { VNode } from "preact";
import { h } from "./dom.ts";

/** What it is called, and what it does, in a sentence. */
export type ChipWords = readonly [label: string, hint: string];

export function Chips<Name extends string>(props: {
  readonly title: string;
  readonly names: readonly Name[];
  readonly words: Readonly<Record<Name, ChipWords>>;
  readonly on: readonly Name[];
  readonly toggle: (name: Name, on: boolean) => unknown;
}): VNode {
  const { title, names, words, on, toggle } = props;
  const chips = names.map((name) => {
    const [label, hint] = words[name];
    const isOn = on.includes(name);
    return h(
      "button",
      {
        key: name,
        type: "button",
        class: "chip",
        title: hint,
        "aria-pressed": isOn,
        onClick: () => void toggle(name, !isOn),
        "data-switch": name,
      },
      label,
    );
  });
  return h(
    "div",
    { class: "chip-group", role: "group", "aria-label": title },
    h("h3", {}, title),
    h("div", { class: "chips" }, chips),
  );
}
