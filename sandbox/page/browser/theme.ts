/** Light, dark, or as the system has it. */

import { iconButton } from "./dom.ts";

const KEY = "sandbox:theme";
const themes = ["auto", "light", "dark"] as const;
type Theme = (typeof themes)[number];
const icons = { auto: "auto", light: "sun", dark: "moon" } as const;

export function themeButton(): HTMLElement {
  let theme = themes.find((known) => known === localStorage.getItem(KEY)) ?? "auto";
  let button = makeButton();
  apply();

  function apply(): void {
    // Without the attribute the style sheet follows the system.
    if (theme === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  }

  function next(): void {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "auto";
    localStorage.setItem(KEY, theme);
    apply();
    const old = button;
    button = makeButton();
    old.replaceWith(button);
    button.focus();
  }

  function makeButton(): HTMLButtonElement {
    const made = iconButton(icons[theme], `Theme: ${nameOf(theme)}`, next);
    made.classList.add("theme-button");
    return made;
  }
  return button;
}

function nameOf(theme: Theme): string {
  return theme === "auto" ? "as the system" : theme;
}
