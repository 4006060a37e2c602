/** A small menu that closes at a click anywhere or Escape. */

import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { classes, h } from "../dom.ts";
import { icon, type IconName } from "../icons.ts";

export interface MenuEntry {
  readonly label: string;
  readonly icon: IconName;
  readonly danger?: boolean;
  readonly choose: () => unknown;
}

interface Menu {
  readonly anchor: Element;
  readonly entries: readonly MenuEntry[];
}

const open = signal<Menu | undefined>(undefined);

export function popMenu(anchor: Element, entries: readonly MenuEntry[]): void {
  open.value = { anchor, entries };
}

export function PopMenu() {
  const menu = useRef<HTMLDivElement>(null);
  const opened = open.value;
  useLayoutEffect(() => {
    if (opened === undefined || menu.current === null) return;
    menu.current.showPopover();
    place(menu.current, opened.anchor.getBoundingClientRect());
    menu.current.querySelector("button")?.focus();
  }, [opened]);
  if (opened === undefined) return null;
  const onToggle = ({ newState }: { readonly newState: string }) => {
    if (newState === "closed" && open.value === opened) open.value = undefined;
  };
  const entry = ({ label, icon: sign, danger = false, choose }: MenuEntry) => {
    const onClick = () => {
      menu.current?.hidePopover();
      void choose();
    };
    const look = { role: "menuitem", class: classes(danger && "danger"), onClick } as const;
    return h("button.pop-entry", look, icon(sign), label);
  };
  return h(
    "div.pop-menu",
    { popover: "auto", role: "menu", ref: menu, onToggle },
    opened.entries.map(entry),
  );
}

/** Below the anchor, or above it where there is no room; always on the screen. */
function place(menu: HTMLElement, near: DOMRect): void {
  const { width, height } = menu.getBoundingClientRect();
  const below = near.bottom + 6;
  const top = below + height < innerHeight ? below : Math.max(6, near.top - height - 6);
  const left = Math.min(Math.max(6, near.left), innerWidth - width - 6);
  menu.style.top = `${top}px`;
  menu.style.left = `${left}px`;
}
