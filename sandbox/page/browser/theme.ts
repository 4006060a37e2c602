/** Light, dark, or as the system has it. */

import { computed, effect } from "@preact/signals";
import { iconButton } from "./icons.ts";
import { remembered } from "./remembered.ts";
import { words } from "./words/words.ts";

const themes = ["auto", "light", "dark"] as const;
const icons = { auto: "auto", light: "sun", dark: "moon" } as const;

const chosen = remembered("sandbox:theme", "auto");
const theme = computed(() => themes.find((known) => known === chosen.value) ?? "auto");

effect(() => {
  // Without the attribute the style sheet follows the system.
  if (theme.value === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme.value;
});

export function ThemeButton() {
  const next = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? "auto";
  const label = words.value.themes[theme.value];
  return iconButton(icons[theme.value], label, () => (chosen.value = next), "theme-button");
}
