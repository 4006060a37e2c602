/** A message's text with its entities, which may lie inside each other, as elements. */

import type { MessageEntity } from "grammy/types";
import { useState } from "preact/hooks";
import { type Child, classes, h } from "../dom.ts";
import { words } from "../words/words.ts";
import { openUrl, sendText } from "./links.ts";
import { copy } from "./toast.ts";

/** Offsets count UTF-16 units, as strings here do. */
export function richText(text: string, entities: readonly MessageEntity[]): Child[] {
  // Of two that begin together the longer one is the outer one.
  const outerFirst = entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return pieces(text, 0, text.length, outerFirst);
}

function pieces(
  text: string,
  start: number,
  end: number,
  entities: readonly MessageEntity[],
): Child[] {
  const made: Child[] = [];
  let at = start;
  for (const [index, entity] of entities.entries()) {
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset < at || entity.offset >= end) continue;
    const isBlock = /pre|blockquote/u.test(entity.type);
    const before = text.slice(at, entity.offset);
    const inner = entities
      .slice(index + 1)
      .filter((other) => other.offset >= entity.offset && other.offset < stop);
    made.push(
      isBlock ? before.replace(/\n$/u, "") : before,
      elementOf(entity, text.slice(entity.offset, stop), pieces(text, entity.offset, stop, inner)),
    );
    // A block begins and ends its own line: the text's line ends beside it would be a second one.
    at = isBlock && text[stop] === "\n" ? stop + 1 : stop;
  }
  return [...made, text.slice(at, end)];
}

const plainTags = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  blockquote: "blockquote",
} as const;

function elementOf(entity: MessageEntity, its: string, children: Child) {
  switch (entity.type) {
    case "bold":
    case "italic":
    case "underline":
    case "strikethrough":
    case "blockquote":
      return h(plainTags[entity.type], children);
    case "code":
    case "pre":
      return h(entity.type, copying(its), children);
    case "expandable_blockquote":
      return h(Expandable, { children });
    case "spoiler":
      return h(Spoiler, { children });
    case "text_link":
      return link(entity.url, () => openUrl(entity.url), children);
    case "url":
      return link(its, () => openUrl(its), children);
    case "bot_command":
      return link(its, () => sendText(its), children);
    case "mention":
    case "hashtag":
    case "cashtag":
    case "email":
    case "phone_number":
    case "text_mention":
      return h("span.mention", children);
    default:
      return h("span", children);
  }
}

function link(title: string, open: () => unknown, children: Child) {
  const onClick = (event: Event) => {
    event.preventDefault();
    void open();
  };
  return h("a", { href: "#", title, onClick }, children);
}

/** What is not a button of the browser's own, and used like one. */
const usedBy = (use: () => unknown) => ({
  tabIndex: 0,
  role: "button" as const,
  onClick: () => void use(),
  onKeyDown: ({ key }: KeyboardEvent) => void (key === "Enter" && use()),
});

/** Code is copied by a tap, as on a phone. */
const copying = (its: string) => ({ ...usedBy(() => copy(its)), title: words.value.chat.copy });

function Spoiler({ children }: { readonly children: Child }) {
  const [isShown, show] = useState(false);
  const title = words.value.chat.show;
  const look = { class: classes(isShown && "shown"), title } as const;
  return h("span.spoiler", { ...usedBy(() => show(true)), ...look }, children);
}

function Expandable({ children }: { readonly children: Child }) {
  const [isOpen, open] = useState(false);
  const look = { class: classes(isOpen && "open") } as const;
  return h("blockquote.expandable", { ...usedBy(() => open(!isOpen)), ...look }, children);
}
