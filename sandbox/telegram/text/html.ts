import type { MessageEntity } from "grammy/types";
import { type Attributes, readAttributes } from "./html-attributes.ts";
import { decodeReference } from "./html-references.ts";
import { byteOffset, cannotParse } from "./parse-error.ts";

/** Plain text and the entities over it, offsets in UTF-16 code units as in the Bot API. */
export interface ParsedText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

interface OpenTag {
  readonly name: string;
  readonly attributes: Attributes;
  readonly offset: number;
}

/** A `<code>`'s language matters only if a `<pre>` closes around it; kept beside the entity until then. */
type CodeLanguages = WeakMap<MessageEntity, string>;

const SIMPLE_TAGS = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  "tg-spoiler": "spoiler",
  span: "spoiler",
} as const;

const OTHER_TAGS = new Set(["a", "code", "pre", "blockquote", "tg-emoji", "tg-time"]);

function isSimple(name: string): name is keyof typeof SIMPLE_TAGS {
  return Object.hasOwn(SIMPLE_TAGS, name);
}

/**
 * Telegram's HTML, which is not HTML: a short list of tags, every one to be closed, four named references.
 * Errors are worded as Telegram words them; their offsets count bytes of UTF-8, as Telegram's do.
 */
export function parseHtml(source: string): ParsedText {
  const entities: MessageEntity[] = [];
  const languages: CodeLanguages = new WeakMap();
  const open: OpenTag[] = [];
  let text = "";
  let at = 0;

  while (at < source.length) {
    const char = source.charAt(at);
    if (char === "&") {
      const reference = decodeReference(source, at);
      text += reference.text;
      at = reference.end;
    } else if (char !== "<") {
      text += char;
      at += 1;
    } else if (source.charAt(at + 1) === "/") {
      const tag = open.pop();
      const end = readEndTag(source, at, tag);
      if (tag !== undefined) closeTag(tag, text, entities, languages);
      at = end;
    } else {
      const start = readStartTag(source, at);
      open.push({ ...start.tag, offset: text.length });
      at = start.end;
    }
  }

  const unclosed = open.at(-1);
  if (unclosed !== undefined) {
    throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  }
  return { text, entities };
}

function readStartTag(source: string, at: number): { tag: Omit<OpenTag, "offset">; end: number } {
  const begin = byteOffset(source, at);
  const raw = /^[^\s>]*/.exec(source.slice(at + 1))?.[0] ?? "";
  const name = raw.toLowerCase();
  const afterName = at + 1 + raw.length;
  if (afterName >= source.length) throw cannotParse(`Unclosed start tag at byte offset ${begin}`);
  if (!isSimple(name) && !OTHER_TAGS.has(name)) {
    throw cannotParse(`Unsupported start tag "${name}" at byte offset ${begin}`);
  }
  const { attributes, end } = readAttributes(source, afterName, name, begin);
  if (name === "span" && attributes.get("class") !== "tg-spoiler") {
    throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${begin}`);
  }
  return { tag: { name, attributes }, end };
}

function readEndTag(source: string, at: number, tag: OpenTag | undefined): number {
  const begin = byteOffset(source, at);
  if (tag === undefined) throw cannotParse(`Unexpected end tag at byte offset ${begin}`);
  const found = /^<\/([^\s>]*)\s*/.exec(source.slice(at));
  const name = found?.[1]?.toLowerCase() ?? "";
  const end = at + (found?.[0].length ?? 0);
  if (source.charAt(end) !== ">") throw cannotParse(`Unclosed end tag at byte offset ${begin}`);
  if (name !== "" && name !== tag.name) {
    throw cannotParse(
      `Unmatched end tag at byte offset ${begin}, expected "</${tag.name}>", found "</${name}>"`,
    );
  }
  return end + 1;
}

function closeTag(
  tag: OpenTag,
  text: string,
  entities: MessageEntity[],
  languages: CodeLanguages,
): void {
  const { name, attributes, offset } = tag;
  const length = text.length - offset;
  if (length === 0) return;
  if (isSimple(name)) {
    entities.push({ type: SIMPLE_TAGS[name], offset, length });
  } else if (name === "a") {
    const url = linkUrl(attributes.get("href") ?? text.slice(offset));
    if (url !== undefined) entities.push({ type: "text_link", offset, length, url });
  } else if (name === "blockquote") {
    const type = attributes.has("expandable") ? "expandable_blockquote" : "blockquote";
    entities.push({ type, offset, length });
  } else if (name === "tg-emoji") {
    const id = attributes.get("emoji-id") ?? "";
    if (!/^-?[1-9]\d*$/.test(id)) {
      throw cannotParse("Invalid custom emoji identifier specified");
    }
    entities.push({ type: "custom_emoji", offset, length, custom_emoji_id: id });
  } else if (name === "code") {
    closeCode(tag, length, entities, languages);
  } else if (name === "pre") {
    closePre(tag, length, entities, languages);
  }
}

function closeCode(
  { attributes, offset }: OpenTag,
  length: number,
  entities: MessageEntity[],
  languages: CodeLanguages,
): void {
  const language = /^language-(.+)$/.exec(attributes.get("class") ?? "")?.[1];
  const inner = entityOver(entities, offset, length);
  if (inner?.type === "pre" && language !== undefined) {
    entities[entities.length - 1] = { type: "pre", offset, length, language };
    return;
  }
  const code: MessageEntity = { type: "code", offset, length };
  if (language !== undefined) languages.set(code, language);
  entities.push(code);
}

function closePre(
  { offset }: OpenTag,
  length: number,
  entities: MessageEntity[],
  languages: CodeLanguages,
): void {
  const inner = entityOver(entities, offset, length);
  const language = inner === undefined ? undefined : languages.get(inner);
  if (language === undefined) entities.push({ type: "pre", offset, length });
  else entities[entities.length - 1] = { type: "pre", offset, length, language };
}

/** The entity closed last, if it covers exactly these characters. */
function entityOver(
  entities: readonly MessageEntity[],
  offset: number,
  length: number,
): MessageEntity | undefined {
  const last = entities.at(-1);
  return last !== undefined && last.offset === offset && last.length === length ? last : undefined;
}

/** Telegram keeps a link only if it could open it, and adds the slash a bare host lacks. */
function linkUrl(href: string): string | undefined {
  if (/^(tg|ton|tonsite):/i.test(href)) return href;
  const withScheme = /^https?:\/\//i.test(href) ? href : `http://${href}`;
  if (!URL.canParse(withScheme)) return undefined;
  const url = new URL(withScheme);
  return url.hostname.includes(".") || url.hostname.startsWith("[") ? url.href : undefined;
}
