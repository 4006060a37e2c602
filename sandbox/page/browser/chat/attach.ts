/** What a person can send besides text. */

import { act, upload } from "../server.ts";
import { bot, personId } from "../state.ts";
import { words } from "../words/words.ts";
import { askPerson } from "./dialogs.ts";
import { startWith } from "./links.ts";
import { popMenu } from "./pop-menu.ts";

export function attachMenu(anchor: Element): void {
  const its = words.value.chat.attach;
  popMenu(anchor, [
    { label: its.file, icon: "file", choose: chooseFile },
    { label: its.contact, icon: "contact", choose: () => void shareCustomer() },
    { label: its.sticker, icon: "smile", choose: () => void sendSticker() },
    { label: its.deepLink, icon: "link", choose: () => void openDeepLink() },
  ]);
}

function chooseFile(): void {
  const chooser = document.createElement("input");
  chooser.type = "file";
  chooser.addEventListener("change", () => {
    const [file] = chooser.files ?? [];
    if (file !== undefined) void upload(`chat/${personId.value}/file`, file);
  });
  chooser.click();
}

/** Somebody from the phone book: answers a question for a phone number. */
async function shareCustomer(): Promise<void> {
  const title = words.value.chat.attach.number;
  const field = { placeholder: "+62 812-…", value: "+62 812-3456-7890" };
  const phoneNumber = await askPerson({ title, field, agree: "OK" });
  if (phoneNumber === undefined) return;
  const body = { phoneNumber, firstName: "Pak Joko", own: false };
  await act(`chat/${personId.value}/contact`, body);
}

async function sendSticker(): Promise<void> {
  await act(`chat/${personId.value}/sticker`, { emoji: "👍" });
}

async function openDeepLink(): Promise<void> {
  const title = `t.me/${bot.value?.username ?? ""}?start=`;
  const payload = await askPerson({ title, field: { placeholder: "", value: "" }, agree: "OK" });
  if (payload !== undefined) await startWith(payload);
}
