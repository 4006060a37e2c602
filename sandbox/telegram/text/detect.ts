import type { MessageEntity } from "grammy/types";

type DetectedType = "bot_command" | "mention" | "hashtag" | "url" | "email" | "phone_number";

/** What Telegram finds in any text by itself. Order matters: what is found first keeps its characters. */
const PATTERNS: readonly (readonly [DetectedType, RegExp])[] = [
  ["url", /(?<![\w@.])(?:https?|tg):\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/giu],
  [
    "email",
    /(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*\.[a-z]{2,16}(?!\w)/giu,
  ],
  [
    "url",
    /(?<![\w@./-])(?:[a-z0-9-]{1,63}\.){1,8}(?:com|net|org|id|io|me|app|dev|co)(?:\/[^\s<>"']*[^\s<>"'.,;:!?)\]])?(?![\w-])/giu,
  ],
  ["bot_command", /(?<![\w/<>])\/\w{1,64}(?:@\w{3,32})?(?![\w/<>])/gu],
  ["mention", /(?<![\w@/])@[a-z]\w{2,31}(?!\w)/giu],
  ["hashtag", /(?<![\p{L}\p{N}_#])#(?=[\p{N}_]*\p{L})[\p{L}\p{N}_]{1,256}/gu],
  ["phone_number", /(?<![\w+])\+\d{1,3}[ -]?\d{2,4}(?:[ -]?\d{2,4}){1,3}(?!\w)/gu],
];

/** Adds to `entities` what Telegram detects outside of code and links. */
export function withDetected(
  text: string,
  entities: readonly MessageEntity[],
): readonly MessageEntity[] {
  const closed = new Set(["code", "pre", "text_link", "text_mention", "custom_emoji"]);
  const taken = entities.filter((entity) => closed.has(entity.type)).map(spanOf);
  const detected: MessageEntity[] = [];
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const span = { from: match.index, to: match.index + match[0].length };
      if (taken.some((other) => other.from < span.to && span.from < other.to)) continue;
      taken.push(span);
      detected.push({ type, offset: span.from, length: span.to - span.from });
    }
  }
  return detected.length === 0 ? entities : [...entities, ...detected];
}

function spanOf(entity: MessageEntity): { from: number; to: number } {
  return { from: entity.offset, to: entity.offset + entity.length };
}
