/** What can be done with the chat, and with one of its messages. */

import type { Message } from "grammy/types";
import { act } from "../server.ts";
import { person, personId } from "../state.ts";
import { words } from "../words/words.ts";
import { startWith } from "./links.ts";
import { popMenu } from "./pop-menu.ts";
import { copy } from "./toast.ts";
import { replyTo } from "./writing.ts";

export function chatMenu(anchor: Element): void {
  const its = words.value.chat.menu;
  if (person.value === undefined) return;
  const { id, blocked } = person.value;
  popMenu(anchor, [
    { label: its.start, icon: "bolt", choose: () => void startWith("") },
    {
      label: blocked ? its.unblock : its.block,
      icon: "block",
      danger: !blocked,
      choose: () => void act(`chat/${id}/block`, { blocked: !blocked }),
    },
  ]);
}

export function messageMenu(anchor: Element, message: Message): void {
  const its = words.value.chat.menu;
  const text = message.text ?? message.caption;
  const remove = () => void act(`chat/${personId.value}/delete`, { messageId: message.message_id });
  popMenu(anchor, [
    { label: its.reply, icon: "reply", choose: () => replyTo(message) },
    ...(text === undefined
      ? []
      : [{ label: its.copyText, icon: "copy" as const, choose: () => void copy(text) }]),
    { label: its.delete, icon: "trash", danger: true, choose: remove },
  ]);
}
