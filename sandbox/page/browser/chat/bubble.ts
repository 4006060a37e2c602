/** One message. */

import { useState } from "preact/hooks";
import type { VNode } from "preact";
import type { FileLook, MessageLook } from "../../protocol.ts";
import { classes, h, type Child } from "../dom.ts";
import { clock, fileSize } from "../format.ts";
import { flash } from "../flash.ts";
import { icon, iconButton } from "../icons.ts";
import { pairOf, pointed, pointing, showInLedger } from "../pointing.ts";
import { words } from "../words/words.ts";
import { richText } from "./entities.ts";
import { gist } from "./gist.ts";
import { InlineKeyboard } from "./inline-keyboard.ts";
import { messageMenu } from "./menus.ts";
import { replyTo } from "./writing.ts";

interface BubbleProps {
  readonly look: MessageLook;
  /** The first and the last of a row of messages by one person look different. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

export function Bubble({ look, isFirst, isLast }: BubbleProps): VNode {
  const { message } = look;
  const markup = message.reply_markup;
  const pair = pairOf(message.message_id);
  const [isFresh, setFresh] = useState(() => justArrived(look));
  const body = h(
    "div",
    {
      class: "bubble",
      onContextMenu: (event) => {
        event.preventDefault();
        messageMenu(event.currentTarget, message);
      },
      onDblClick: () => replyTo(message),
    },
    content(look),
  );
  return h(
    "article",
    {
      class: classes(
        "message",
        look.byBot ? "theirs" : "own",
        isFirst && "first",
        isLast && "last",
        markup !== undefined && "with-keys",
        // Shown without a bubble around it.
        message.sticker !== undefined && "bare",
        isFresh && "fresh",
        pair !== undefined && pair === pointed.value && "pointed",
      ),
      "data-message": String(message.message_id),
      onAnimationEnd: () => setFresh(false),
      ...pointing(pair),
    },
    body,
    pair !== undefined &&
      iconButton("store", words.value.chat.toLedger, () => showInLedger(pair), "to-ledger"),
    markup && h(InlineKeyboard, { messageId: message.message_id, markup }),
  );
}

const freshMs = 3000;

/** It may come in with a movement; an edit changes in place. */
function justArrived({ message, edited }: MessageLook): boolean {
  return !edited && Date.now() - message.date * 1000 < freshMs;
}

const onlyEmoji = /^(?:\p{Extended_Pictographic}\uFE0F?){1,3}$/u;

function content(look: MessageLook): Child[] {
  const { message } = look;
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const replied = message.reply_to_message;
  return [
    message.via_bot && h("div", { class: "via" }, `via @${message.via_bot.username}`),
    replied &&
      h(
        "button",
        {
          type: "button",
          class: "quote",
          onClick: () => flash(`[data-message="${replied.message_id}"]`),
        },
        h("b", {}, replied.from?.first_name ?? ""),
        h("span", {}, gist(replied)),
      ),
    attachment(look),
    text !== "" &&
      h(
        "div",
        { class: classes("text", onlyEmoji.test(text) && "big") },
        richText(text, entities),
        // Leaves room for the time on the last line.
        h("span", { class: "meta-room", "aria-hidden": "true" }, meta(look)),
      ),
    h("span", { class: "meta" }, meta(look)),
  ];
}

function meta({ message, edited, byBot }: MessageLook): Child[] {
  const its = words.value.chat;
  return [
    edited && `${its.edited} `,
    h("time", {}, clock(message.date * 1000)),
    !byBot && h("span", { class: "ticks", role: "img", "aria-label": its.read }, " ✓✓"),
  ];
}

function attachment({ message, file }: MessageLook): Child {
  if (file !== undefined && message.photo !== undefined) return picture(file);
  if (file !== undefined && message.document !== undefined) {
    const link = { href: `/api/file/${file.id}`, download: file.name };
    const body = attachmentBody("file", file.name, fileSize(file.bytes));
    return h("a", { class: "attachment", ...link }, body);
  }
  if (message.contact !== undefined) {
    const { first_name, phone_number } = message.contact;
    return h("div", { class: "attachment" }, attachmentBody("contact", first_name, phone_number));
  }
  const emoji = message.sticker?.emoji;
  return emoji !== undefined && h("div", { class: "sticker" }, emoji);
}

const picture = ({ id }: FileLook): VNode =>
  h("img", { class: "picture", src: `/api/file/${id}`, alt: words.value.chat.kinds.photo });

const attachmentBody = (sign: "file" | "contact", name: string, detail: string): Child[] => [
  h("span", { class: "attachment-icon" }, icon(sign)),
  h("span", {}, h("b", {}, name), h("small", {}, detail)),
];
