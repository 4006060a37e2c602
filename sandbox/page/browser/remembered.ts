/** A choice that this browser keeps once it was made. */

import { effect, signal, type Signal } from "@preact/signals";

export function remembered(key: string, otherwise: string): Signal<string> {
  const choice = signal(localStorage.getItem(key) ?? otherwise);
  effect(() => {
    const isChosen = choice.value !== otherwise || localStorage.getItem(key) !== null;
    if (isChosen) localStorage.setItem(key, choice.value);
  });
  return choice;
}
