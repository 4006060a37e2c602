/** One message. */

import type { Message } from "grammy/types";
import type { FileLook, MessageLook } from "../../protocol.ts";
import { h, icon, type Child } from "../dom.ts";
import { clock, fileSize } from "../format.ts";
import { richText, type LinkHandler } from "./entities.ts";
import { inlineKeyboard, type Prefill } from "./inline-keyboard.ts";

export interface BubbleOptions {
  readonly look: MessageLook;
  /** The first and the last of a row of messages by one person look different. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly links: LinkHandler;
  readonly prefill: Prefill;
  /** Opens the menu of this message near an element. */
  readonly menu: (anchor: Element, look: MessageLook) => void;
  readonly reply: (look: MessageLook) => void;
  readonly jumpTo: (messageId: number) => void;
}

export function bubble(options: BubbleOptions): HTMLElement {
  const { look, isFirst, isLast, menu } = options;
  const { message } = look;
  const markup = message.reply_markup;
  const body = h("div", { className: "bubble" }, ...content(options));
  const classes = [
    "message",
    look.byBot ? "theirs" : "own",
    isFirst && "first",
    isLast && "last",
    markup !== undefined && "with-keys",
    isBare(message) && "bare",
    isFresh(look) && "fresh",
  ];
  const row = h(
    "article",
    {
      className: classes.filter(Boolean).join(" "),
      data: { message: String(message.message_id) },
    },
    body,
    markup && inlineKeyboard(message.message_id, markup, options.prefill),
  );
  row.addEventListener("animationend", () => row.classList.remove("fresh"));
  body.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    menu(body, look);
  });
  body.addEventListener("dblclick", () => options.reply(look));
  return row;
}

const FRESH_MS = 3000;

/** Just arrived: it may come in with a movement. An edit changes in place. */
function isFresh({ message, edited }: MessageLook): boolean {
  return !edited && Date.now() - message.date * 1000 < FRESH_MS;
}

const ONLY_EMOJI = /^(?:\p{Extended_Pictographic}\uFE0F?){1,3}$/u;

/** Shown without a bubble around it. */
function isBare({ sticker }: Message): boolean {
  return sticker !== undefined;
}

function content(options: BubbleOptions): readonly Child[] {
  const { look, links } = options;
  const { message } = look;
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const isBig = ONLY_EMOJI.test(message.text ?? "");
  const words =
    text !== "" &&
    h(
      "div",
      { className: isBig ? "text big" : "text" },
      richText(text, entities, links),
      // Leaves room for the time on the last line.
      h("span", { className: "meta-room", ariaHidden: "true" }, metaText(look)),
    );
  return [
    message.via_bot && h("div", { className: "via" }, `via @${message.via_bot.username}`),
    quote(options),
    attachment(look),
    words,
    meta(look),
  ];
}

function quote({ look, jumpTo }: BubbleOptions): Child {
  const replied = look.message.reply_to_message;
  if (replied === undefined) return undefined;
  const name = replied.from?.first_name ?? "";
  return h(
    "button",
    { type: "button", className: "quote", onclick: () => jumpTo(replied.message_id) },
    h("b", {}, name),
    h("span", {}, gist(replied)),
  );
}

/** A message in a few words, for replies and previews. */
export function gist(message: Message): string {
  const text = message.text ?? message.caption;
  if (text !== undefined) return text.split("\n").join(" ");
  if (message.photo !== undefined) return "🖼 Photo";
  if (message.document !== undefined) return `📎 ${message.document.file_name ?? "File"}`;
  if (message.contact !== undefined) return `👤 ${message.contact.first_name}`;
  return message.sticker?.emoji ?? "Message";
}

function attachment({ message, file }: MessageLook): Child {
  if (message.photo !== undefined && file !== undefined) return picture(file);
  if (message.document !== undefined && file !== undefined) return documentCard(file);
  if (message.contact !== undefined) {
    const { first_name, phone_number } = message.contact;
    return h(
      "div",
      { className: "attachment" },
      h("span", { className: "attachment-icon" }, icon("contact")),
      h("span", {}, h("b", {}, first_name), h("small", {}, phone_number)),
    );
  }
  const emoji = message.sticker?.emoji;
  return emoji === undefined ? undefined : h("div", { className: "sticker" }, emoji);
}

function picture(file: FileLook): HTMLElement {
  return h("img", { className: "picture", src: `/api/file/${file.id}`, alt: "Photo" });
}

function documentCard(file: FileLook): HTMLElement {
  return h(
    "a",
    { className: "attachment", href: `/api/file/${file.id}`, download: file.name },
    h("span", { className: "attachment-icon" }, icon("file")),
    h("span", {}, h("b", {}, file.name), h("small", {}, fileSize(file.bytes))),
  );
}

function metaText({ message, edited, byBot }: MessageLook): string {
  return `${edited ? "edited " : ""}${clock(message.date * 1000)}${byBot ? "" : " ✓✓"}`;
}

function meta(look: MessageLook): HTMLElement {
  const { message, edited, byBot } = look;
  return h(
    "span",
    { className: "meta" },
    edited && "edited ",
    h("time", {}, clock(message.date * 1000)),
    !byBot && h("span", { className: "ticks", ariaLabel: "read" }, "✓✓"),
  );
}
