/** Shows where something is: it comes into sight and lights up for a moment. */

const flashMs = 1600;

/** What is chosen together with this is drawn first. */
export function flash(selector: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const found = [...document.querySelectorAll<HTMLElement>(selector)].at(-1);
      if (found === undefined) return;
      found.scrollIntoView({ behavior: "smooth", block: "center" });
      // Keys go on from there, and a reader of the screen reads it.
      found.tabIndex = -1;
      found.focus({ preventScroll: true });
      found.dataset["flash"] = "";
      setTimeout(() => delete found.dataset["flash"], flashMs);
    }),
  );
}
