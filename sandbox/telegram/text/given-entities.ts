import type { MessageEntity, User } from "grammy/types";
import { jsonObject } from "../json-object.ts";
import { refusal } from "../refusal.ts";

const COMMON_TYPES = [
  "bold",
  "italic",
  "underline",
  "strikethrough",
  "spoiler",
  "blockquote",
  "expandable_blockquote",
  "code",
] as const;

/** Types Telegram accepts and drops: it finds them by itself. */
const FOUND_BY_TELEGRAM = new Set([
  "mention",
  "hashtag",
  "cashtag",
  "bot_command",
  "url",
  "email",
  "phone_number",
  "bank_card_number",
]);

/** Entities a bot sent beside its text instead of markup. */
export function givenEntities(
  value: unknown,
  userOf: (id: number) => User | undefined,
): MessageEntity[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    const entity = givenEntity(item, userOf);
    return entity === undefined ? [] : [entity];
  });
}

function givenEntity(
  item: unknown,
  userOf: (id: number) => User | undefined,
): MessageEntity | undefined {
  const object = jsonObject(item, "Can't parse MessageEntity: expected an Object");
  const offset = object.integer("offset");
  const length = object.integer("length");
  const type = object.string("type");
  if (FOUND_BY_TELEGRAM.has(type)) return undefined;
  const common = COMMON_TYPES.find((known) => known === type);
  if (common !== undefined) return { type: common, offset, length };
  switch (type) {
    case "pre": {
      const language = object.optionalString("language");
      return language === "" ? { type, offset, length } : { type, offset, length, language };
    }
    case "text_link":
      return { type, offset, length, url: object.string("url") };
    case "text_mention": {
      const user = userOf(object.object("user").integer("id"));
      return user === undefined ? undefined : { type, offset, length, user };
    }
    case "custom_emoji":
      return { type, offset, length, custom_emoji_id: object.string("custom_emoji_id") };
    default:
      throw refusal("Can't parse MessageEntity: Unsupported type specified");
  }
}

/** Refuses entities that reach past the text or cut a surrogate pair, in Telegram's words. */
export function checkSpans(text: string, entities: readonly MessageEntity[]): void {
  for (const { offset, length } of entities) {
    if (offset < 0 || offset > 1_000_000) {
      throw refusal(`Receive an entity with incorrect offset ${offset}`);
    }
    if (length < 0 || length > 1_000_000) {
      throw refusal(`Receive an entity with incorrect length ${length}`);
    }
    const end = offset + length;
    if (length > 0 && offset >= text.length) {
      throw refusal(`Entity begins after the end of the text at UTF-16 offset ${offset}`);
    }
    if (end > text.length) {
      throw refusal(
        `Entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
      );
    }
    if (isInsidePair(text, offset)) {
      const at = Buffer.byteLength(text.slice(0, offset + 1));
      throw refusal(`Entity begins in a middle of a UTF-16 symbol at byte offset ${at}`);
    }
    if (isInsidePair(text, end)) {
      const at = Buffer.byteLength(text.slice(0, end + 1));
      throw refusal(
        `Entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${at}`,
      );
    }
  }
}

function isInsidePair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
