import type { Words } from "../words/dictionary.ts";
import type { Button } from "./screen.ts";

/** The categories in a new message, so that the one it stands below stays. */
export function shopButton({ menu }: Words): Button {
  return { label: menu.button.order, press: { to: "shop" } };
}
