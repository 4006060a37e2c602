/** What comes up over the chat and goes by itself. */

import { signal } from "@preact/signals";
import type { VNode } from "preact";
import { h } from "../dom.ts";
import { words } from "../words/words.ts";

const shownMs = 3500;

const shown = signal<{ readonly text: string } | undefined>(undefined);

export function toast(text: string): void {
  const mine = { text };
  shown.value = mine;
  setTimeout(() => {
    if (shown.value === mine) shown.value = undefined;
  }, shownMs);
}

export function ToastTray(): VNode {
  const text = shown.value?.text;
  return h(
    "div",
    { class: "toasts", role: "status", "aria-live": "polite" },
    text !== undefined && h("div", { class: "toast" }, text),
  );
}

/** Copies as a phone does, and says so. */
export async function copy(text: string): Promise<void> {
  const { copied, cannotCopy } = words.value.chat;
  try {
    await navigator.clipboard.writeText(text);
    toast(copied);
  } catch {
    toast(cannotCopy);
  }
}
