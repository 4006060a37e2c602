/** What is shown for a moment and goes by itself. */

import { signal } from "@preact/signals";

export function fleeting<Shown>(shownMs: number) {
  const shown = signal<Shown | undefined>(undefined);
  let going: ReturnType<typeof setTimeout> | undefined;
  const show = (what: Shown | undefined) => {
    clearTimeout(going);
    shown.value = what;
    if (what !== undefined) going = setTimeout(() => (shown.value = undefined), shownMs);
  };
  return { shown, show };
}
