/** One message. */

import { useState } from "preact/hooks";
import type { MessageLook } from "../../protocol.ts";
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

export function Bubble({ look, isFirst, isLast }: BubbleProps) {
  const { message } = look;
  const { message_id: id, reply_markup: markup } = message;
  const pair = pairOf(id);
  const [isFresh, setFresh] = useState(() => justArrived(look));
  const onContextMenu = (event: Event & { readonly currentTarget: Element }) => {
    event.preventDefault();
    messageMenu(event.currentTarget, message);
  };
  return h(
    "article.message",
    {
      class: classes(
        look.byBot ? "theirs" : "own",
        isFirst && "first",
        isLast && "last",
        markup !== undefined && "with-keys",
        // Shown without a bubble around it.
        message.sticker !== undefined && "bare",
        isFresh && "fresh",
        pair !== undefined && pair === pointed.value && "pointed",
      ),
      "data-message": String(id),
      onAnimationEnd: () => setFresh(false),
      ...pointing(pair),
    },
    h("div.bubble", { onContextMenu, onDblClick: () => replyTo(message) }, content(look)),
    pair !== undefined &&
      iconButton("store", words.value.chat.toLedger, () => showInLedger(pair), "to-ledger"),
    markup && h(InlineKeyboard, { messageId: id, markup }),
  );
}

const freshMs = 3000;

/** It may come in with a movement; an edit changes in place. */
function justArrived({ message, edited }: MessageLook): boolean {
  return !edited && Date.now() - message.date * 1000 < freshMs;
}

const onlyEmoji = /^(?:\p{Extended_Pictographic}\uFE0F?){1,3}$/u;

function content(look: MessageLook): Child {
  const { message } = look;
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  return [
    message.via_bot && h("div.via", `via @${message.via_bot.username}`),
    quote(message.reply_to_message),
    attachment(look),
    text !== "" &&
      h(
        "div.text",
        { class: classes(onlyEmoji.test(text) && "big") },
        richText(text, entities),
        // Leaves room for the time on the last line.
        h("span.meta-room", { "aria-hidden": "true" }, meta(look)),
      ),
    h("span.meta", meta(look)),
  ];
}

function quote(replied: MessageLook["message"]["reply_to_message"]): Child {
  if (replied === undefined) return undefined;
  const onClick = () => flash(`[data-message="${replied.message_id}"]`);
  return h("button.quote", { onClick }, h("b", replied.from?.first_name), h("span", gist(replied)));
}

function meta({ message, edited, byBot }: MessageLook): Child {
  const its = words.value.chat;
  return [
    edited && `${its.edited} `,
    h("time", clock(message.date * 1000)),
    !byBot && h("span.ticks", { role: "img", "aria-label": its.read }, " ✓✓"),
  ];
}

function attachment({ message, file }: MessageLook): Child {
  const { photo, document, contact, sticker } = message;
  const path = `/api/file/${file?.id}`;
  if (file !== undefined && photo !== undefined)
    return h("img.picture", { src: path, alt: words.value.chat.kinds.photo });
  if (file !== undefined && document !== undefined) {
    const link = { href: path, download: file.name };
    return h("a.attachment", link, attachmentBody("file", file.name, fileSize(file.bytes)));
  }
  if (contact !== undefined) {
    const body = attachmentBody("contact", contact.first_name, contact.phone_number);
    return h("div.attachment", body);
  }
  return sticker?.emoji && h("div.sticker", sticker.emoji);
}

const attachmentBody = (sign: "file" | "contact", name: string, detail: string): Child => [
  h("span.attachment-icon", icon(sign)),
  h("span", h("b", name), h("small", detail)),
];
