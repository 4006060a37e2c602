/** What can be done with the chat, and with one of its messages; what can be sent besides text. */

import type { Message } from "grammy/types";
import { act, upload } from "../server.ts";
import { bot, person, personId } from "../state.ts";
import { words } from "../words/words.ts";
import { askPerson } from "./dialogs.ts";
import { startWith } from "./links.ts";
import { popMenu } from "./pop-menu.ts";
import { copy } from "./toast.ts";
import { replyTo } from "./writing.ts";

export function chatMenu(anchor: Element): void {
  const its = words.value.chat.menu;
  if (person.value === undefined) return;
  const { id, blocked } = person.value;
  popMenu(anchor, [
    { label: its.start, icon: "bolt", choose: () => startWith("") },
    {
      label: blocked ? its.unblock : its.block,
      icon: "block",
      danger: !blocked,
      choose: () => act(`chat/${id}/block`, { blocked: !blocked }),
    },
  ]);
}

export function messageMenu(anchor: Element, message: Message): void {
  const its = words.value.chat.menu;
  const text = message.text ?? message.caption;
  const remove = () => act(`chat/${personId.value}/delete`, { messageId: message.message_id });
  popMenu(anchor, [
    { label: its.reply, icon: "reply", choose: () => replyTo(message) },
    ...(text === undefined
      ? []
      : [{ label: its.copyText, icon: "copy" as const, choose: () => copy(text) }]),
    { label: its.delete, icon: "trash", danger: true, choose: remove },
  ]);
}

export function attachMenu(anchor: Element): void {
  const its = words.value.chat.attach;
  const sticker = { emoji: "👍" };
  popMenu(anchor, [
    { label: its.file, icon: "file", choose: chooseFile },
    { label: its.contact, icon: "contact", choose: shareCustomer },
    {
      label: its.sticker,
      icon: "smile",
      choose: () => act(`chat/${personId.value}/sticker`, sticker),
    },
    { label: its.deepLink, icon: "link", choose: openDeepLink },
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
  const { number: title, numberIs } = words.value.chat.attach;
  const field = { value: "+62 812-3456-7890", pattern: "\\+?[0-9 \\-]{3,32}", wanted: numberIs };
  const phoneNumber = await askPerson({ title, field, agree: "OK" });
  if (phoneNumber === undefined) return;
  const body = { phoneNumber, firstName: "Pak Joko", own: false };
  await act(`chat/${personId.value}/contact`, body);
}

async function openDeepLink(): Promise<void> {
  const title = `t.me/${bot.value?.username ?? ""}?start=`;
  const { payloadIs } = words.value.chat.attach;
  const field = { value: "", pattern: "[A-Za-z0-9_\\-]{1,64}", wanted: payloadIs };
  const payload = await askPerson({ title, field, agree: "OK" });
  if (payload !== undefined) await startWith(payload);
}
