/** What a person can send besides text. */

import { h } from "../dom.ts";
import { act, upload } from "../server.ts";
import { store } from "../store.ts";
import { startWith } from "./links.ts";
import { askBox, popMenu } from "./toast.ts";

export function attachMenu(anchor: Element): void {
  popMenu(anchor, [
    { label: "Photo or file", icon: "file", choose: chooseFile },
    { label: "A customer's contact", icon: "contact", choose: () => void shareCustomer() },
    { label: "Sticker", icon: "smile", choose: () => void sendSticker() },
    { label: "Open a deep link", icon: "link", choose: () => void openDeepLink() },
  ]);
}

function chooseFile(): void {
  const chooser = h("input", { type: "file" });
  chooser.addEventListener("change", () => {
    const [file] = chooser.files ?? [];
    if (file !== undefined) void upload(`chat/${store.personId}/file`, file);
  });
  chooser.click();
}

/** Somebody from the phone book: answers a question for a phone number. */
async function shareCustomer(): Promise<void> {
  const phoneNumber = await askBox("Phone number of the contact", "+62 812-…", "+62 812-3456-7890");
  if (phoneNumber === undefined) return;
  const body = { phoneNumber, firstName: "Pak Joko", own: false };
  await act(`chat/${store.personId}/contact`, body);
}

async function sendSticker(): Promise<void> {
  await act(`chat/${store.personId}/sticker`, { emoji: "👍" });
}

async function openDeepLink(): Promise<void> {
  const bot = store.state?.bot.username ?? "";
  const payload = await askBox(`t.me/${bot}?start=`, "payload");
  if (payload !== undefined) await startWith(payload);
}
