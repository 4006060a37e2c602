/** What comes up over the chat and goes by itself, or asks to be read: toasts, alerts, small dialogs. */

import { h, icon, type Child } from "../dom.ts";

const TOAST_MS = 3500;

const tray = h("div", { className: "toasts", role: "status", ariaLive: "polite" });

/** Where they appear: over the chat. Called once. */
export function toastTray(): HTMLElement {
  return tray;
}

export function toast(text: string): void {
  const shown = h("div", { className: "toast" }, text);
  tray.replaceChildren(shown);
  setTimeout(() => shown.remove(), TOAST_MS);
}

/** An alert that the bot answered a button with: it stays until it is read. */
export function alertBox(title: string, text: string): void {
  const close = () => box.remove();
  const box = dialog(
    h("h2", {}, title),
    h("p", {}, text),
    h("div", { className: "dialog-actions" }, dialogButton("OK", close)),
  );
}

/** Resolves to whether the person agreed. */
export function confirmBox(title: string, text: string, agree: string): Promise<boolean> {
  return new Promise((resolve) => {
    const close = (yes: boolean) => {
      box.remove();
      resolve(yes);
    };
    const box = dialog(
      h("h2", {}, title),
      h("p", {}, text),
      h(
        "div",
        { className: "dialog-actions" },
        dialogButton("Cancel", () => close(false)),
        dialogButton(agree, () => close(true)),
      ),
    );
    box.addEventListener("close", () => close(false));
  });
}

/** Resolves to what was typed, or undefined. */
export function askBox(
  title: string,
  placeholder: string,
  value = "",
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const field = h("input", { className: "field", placeholder, value, ariaLabel: title });
    const close = (text: string | undefined) => {
      box.remove();
      resolve(text);
    };
    const form = h(
      "form",
      { method: "dialog", onsubmit: () => close(field.value.trim() || undefined) },
      h("h2", {}, title),
      field,
      h(
        "div",
        { className: "dialog-actions" },
        dialogButton("Cancel", () => close(undefined)),
        h("button", { className: "dialog-button" }, "OK"),
      ),
    );
    const box = dialog(form);
    box.addEventListener("close", () => close(undefined));
    field.focus();
  });
}

function dialog(...children: readonly Child[]): HTMLDialogElement {
  const box = h("dialog", { className: "dialog" }, ...children);
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
  return box;
}

function dialogButton(label: string, onclick: () => void): HTMLButtonElement {
  return h("button", { type: "button", className: "dialog-button", onclick }, label);
}

/** Copies as a phone does, and says so. */
export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied to clipboard");
  } catch {
    toast("This browser does not let a page copy");
  }
}

export interface MenuEntry {
  readonly label: string;
  readonly icon: Parameters<typeof icon>[0];
  readonly danger?: boolean;
  readonly choose: () => void;
}

/** A small menu that closes at a click anywhere or Escape; opens near `anchor`. */
export function popMenu(anchor: Element, entries: readonly MenuEntry[]): void {
  const menu = h("div", { className: "pop-menu", popover: "auto", role: "menu" });
  menu.append(
    ...entries.map((entry) =>
      h(
        "button",
        {
          type: "button",
          role: "menuitem",
          className: entry.danger === true ? "pop-entry danger" : "pop-entry",
          onclick: () => {
            menu.hidePopover();
            entry.choose();
          },
        },
        icon(entry.icon),
        entry.label,
      ),
    ),
  );
  menu.addEventListener("toggle", (event) => {
    if (event instanceof ToggleEvent && event.newState === "closed") menu.remove();
  });
  document.body.append(menu);
  menu.showPopover();
  place(menu, anchor.getBoundingClientRect());
  menu.querySelector("button")?.focus();
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
