/** A message's text with its entities, which may lie inside each other, as elements. */

import type { MessageEntity } from "grammy/types";
import { h } from "../dom.ts";
import { copy } from "./toast.ts";

export interface LinkHandler {
  command(text: string): void;
  open(url: string): void;
}

/** Offsets count UTF-16 units, as strings here do. */
export function richText(
  text: string,
  entities: readonly MessageEntity[],
  links: LinkHandler,
): DocumentFragment {
  const fragment = new DocumentFragment();
  // Of two that begin together the longer one is the outer one.
  const outerFirst = entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  fill(fragment, text, 0, text.length, outerFirst, links);
  return fragment;
}

function fill(
  parent: Node,
  text: string,
  start: number,
  end: number,
  entities: readonly MessageEntity[],
  links: LinkHandler,
): void {
  let at = start;
  for (const [index, entity] of entities.entries()) {
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset < at || entity.offset >= end) continue;
    const isBlock = /pre|blockquote/u.test(entity.type);
    const before = text.slice(at, entity.offset);
    parent.appendChild(document.createTextNode(isBlock ? before.replace(/\n$/u, "") : before));
    const words = text.slice(entity.offset, stop);
    const element = elementOf(entity, words, links);
    const inner = entities
      .slice(index + 1)
      .filter((other) => other.offset >= entity.offset && other.offset < stop);
    fill(element, text, entity.offset, stop, inner, links);
    parent.appendChild(element);
    // A block begins and ends its own line: the text's line ends beside it would be a second one.
    at = isBlock && text[stop] === "\n" ? stop + 1 : stop;
  }
  parent.appendChild(document.createTextNode(text.slice(at, end)));
}

function elementOf(entity: MessageEntity, words: string, links: LinkHandler): HTMLElement {
  switch (entity.type) {
    case "bold":
      return h("b");
    case "italic":
      return h("i");
    case "underline":
      return h("u");
    case "strikethrough":
      return h("s");
    case "code":
      return copied(h("code"), words);
    case "pre":
      return copied(h("pre"), words);
    case "blockquote":
      return h("blockquote");
    case "expandable_blockquote":
      return expandable();
    case "spoiler":
      return spoiler();
    case "text_link":
      return link(entity.url, () => links.open(entity.url));
    case "url":
      return link(words, () => links.open(words));
    case "bot_command":
      return link(words, () => links.command(words));
    case "mention":
    case "hashtag":
    case "cashtag":
    case "email":
    case "phone_number":
    case "text_mention":
      return h("span", { className: "mention" });
    default:
      return h("span");
  }
}

function link(title: string, open: () => void): HTMLElement {
  const anchor = h("a", { href: "#", title });
  anchor.addEventListener("click", (event) => {
    event.preventDefault();
    open();
  });
  return anchor;
}

/** Code is copied by a tap, as on a phone. */
function copied(element: HTMLElement, words: string): HTMLElement {
  element.title = "Copy";
  element.tabIndex = 0;
  element.role = "button";
  return onUse(element, () => void copy(words));
}

function spoiler(): HTMLElement {
  const cover = h("span", { className: "spoiler", tabIndex: 0, title: "Show", role: "button" });
  return onUse(cover, () => cover.classList.add("shown"));
}

function expandable(): HTMLElement {
  const quote = h("blockquote", { className: "expandable", tabIndex: 0, role: "button" });
  return onUse(quote, () => quote.classList.toggle("open"));
}

function onUse(element: HTMLElement, use: () => void): HTMLElement {
  element.addEventListener("click", use);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter") use();
  });
  return element;
}
