/** A button that moves money: once for a press, however long the bot takes to answer. */

import { h } from "../dom.ts";

export function moneyButton(
  label: string,
  title: string,
  move: () => Promise<unknown>,
): HTMLButtonElement {
  const button = h(
    "button",
    {
      type: "button",
      className: "chip plain",
      title,
      onclick: async () => {
        button.disabled = true;
        await move();
        button.disabled = false;
      },
    },
    label,
  );
  return button;
}
