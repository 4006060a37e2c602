/** What a button does, for those who have no pointer to hold over it: shown at a touch, and in the keyboard's focus. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { h } from "./dom.ts";
import { fleeting } from "./fleeting.ts";

const marginPx = 8;

const { shown, show } = fleeting<{ readonly text: string; readonly near: DOMRect }>(4000);

function showFor({ target }: Event): void {
  const element = target instanceof Element ? target.closest<HTMLElement>("[title]") : null;
  // A name that is cut off is no explanation.
  if (element === null || element.title === element.textContent) show(undefined);
  else show({ text: element.title, near: element.getBoundingClientRect() });
}

document.addEventListener("click", (event) => {
  if (event instanceof PointerEvent && event.pointerType === "touch") showFor(event);
});
document.addEventListener("focusin", (event) => {
  if (event.target instanceof Element && event.target.matches(":focus-visible")) showFor(event);
});

export function Hint() {
  const box = useRef<HTMLDivElement>(null);
  const hint = shown.value;
  useLayoutEffect(() => {
    if (hint === undefined || box.current === null) return;
    const { width, height } = box.current.getBoundingClientRect();
    const above = hint.near.top - height - marginPx;
    const left = Math.min(hint.near.left, innerWidth - width - marginPx);
    box.current.style.left = `${Math.max(marginPx, left)}px`;
    box.current.style.top = `${above > 0 ? above : hint.near.bottom + marginPx}px`;
  }, [hint]);
  // Readers of the screen have it as the button's own title.
  return hint && h("div.hint-box", { ref: box, "aria-hidden": true }, hint.text);
}
