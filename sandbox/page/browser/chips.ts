/** Switches of the panels, as buttons that stay pressed. */

import { h } from "./dom.ts";

export interface Chip<Name extends string> {
  readonly name: Name;
  readonly label: string;
  /** What it does, in a sentence. */
  readonly hint: string;
}

export interface Chips<Name extends string> {
  readonly element: HTMLElement;
  draw(on: readonly Name[]): void;
}

export function createChips<Name extends string>(
  title: string,
  chips: readonly Chip<Name>[],
  toggle: (name: Name, on: boolean) => void,
): Chips<Name> {
  const buttons = chips.map(({ name, label, hint }) => {
    const button: HTMLButtonElement = h(
      "button",
      {
        type: "button",
        className: "chip",
        title: hint,
        ariaPressed: "false",
        onclick: () => toggle(name, button.ariaPressed !== "true"),
        data: { switch: name },
      },
      label,
    );
    return { name, button };
  });
  const element = h(
    "div",
    { className: "chip-group", role: "group", ariaLabel: title },
    h("h3", {}, title),
    h("div", { className: "chips" }, ...buttons.map(({ button }) => button)),
  );
  return {
    element,
    draw(on) {
      for (const { name, button } of buttons) button.ariaPressed = String(on.includes(name));
    },
  };
}
