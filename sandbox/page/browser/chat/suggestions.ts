/** The bot's commands: those that go on from what is typed, or all of them, at the menu button. */

import { computed, signal } from "@preact/signals";
import { h } from "../dom.ts";
import { person } from "../state.ts";
import { words } from "../words/words.ts";
import { field } from "./writing.ts";

/** How the commands begin that are shown; undefined: none are. */
const beginning = signal<string | undefined>(undefined);

const found = computed(() => {
  const typed = beginning.value?.toLowerCase();
  if (typed === undefined) return [];
  const commands = person.value?.commands ?? [];
  return commands.filter(({ command }) => `/${command}`.startsWith(typed));
});
export const areSuggested = computed(() => found.value.length > 0);

/** @param typed a text that does not begin with "/" closes them */
export function suggestFor(typed: string): void {
  beginning.value = typed.startsWith("/") ? typed : undefined;
}

export function Suggestions({ send }: { readonly send: (text: string) => void }) {
  if (!areSuggested.value) return null;
  const suggestions = found.value.map(({ command, description }) => {
    const onClick = () => {
      send(`/${command}`);
      field.current?.focus();
    };
    return h(
      "button.suggestion",
      { key: command, role: "option", onClick },
      h("span", description),
      h("small", `/${command}`),
    );
  });
  const label = words.value.chat.commands;
  return h(
    "div.suggestions",
    { role: "listbox", "aria-label": label, onKeyDown: moveIn },
    suggestions,
  );
}

function moveIn(event: KeyboardEvent): void {
  const at = document.activeElement;
  if (event.key === "Escape") {
    suggestFor("");
    field.current?.focus();
  }
  const next = { ArrowUp: at?.previousElementSibling, ArrowDown: at?.nextElementSibling }[
    event.key
  ];
  if (next === undefined) return;
  event.preventDefault();
  if (next instanceof HTMLElement) next.focus();
  else if (event.key === "ArrowDown") field.current?.focus();
}
