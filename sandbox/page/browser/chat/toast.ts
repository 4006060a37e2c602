/** What comes up over the chat and goes by itself. */

import { h } from "../dom.ts";
import { fleeting } from "../fleeting.ts";
import { words } from "../words/words.ts";

const { shown, show } = fleeting<string>(3500);

export const toast = (text: string): void => show(text);

export function ToastTray() {
  return h(
    "div.toasts",
    { role: "status", "aria-live": "polite" },
    shown.value !== undefined && h("div.toast", shown.value),
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
