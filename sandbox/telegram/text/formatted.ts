import type { Params } from "../params.ts";
import { refusal } from "../refusal.ts";
import { withDetected } from "./detect.ts";
import { type ParsedText, parseHtml } from "./html.ts";
import { cannotParse } from "./parse-error.ts";
import { sortEntities, tidy } from "./tidy.ts";

export const TEXT_LENGTH_MAX = 4096;
export const CAPTION_LENGTH_MAX = 1024;
const RAW_BYTES_MAX = 32_768;

export interface FormattedInput {
  readonly text: string;
  readonly parseMode: string;
  /** Entities beside the text are not emulated: the bot writes HTML. */
  readonly entities: unknown;
}

/** The text of `message` parameters: `text`, `parse_mode`, `entities`, refused when empty. */
export function messageText(params: Params): ParsedText {
  if (params.text("text") === "") throw refusal("Message text is empty");
  const parsed = formattedText({
    text: params.text("text"),
    parseMode: params.text("parse_mode"),
    entities: params.json("entities", "Can't parse entities JSON object"),
  });
  if (parsed.text === "") throw refusal("Text must be non-empty");
  return parsed;
}

/** The caption parameters; an empty caption is none. */
export function captionText(params: Params): ParsedText {
  return formattedText({
    text: params.text("caption"),
    parseMode: params.text("parse_mode"),
    entities: params.json("caption_entities", "Can't parse entities JSON object"),
  });
}

/** Text and entities as Telegram would store them, detected ones included. */
export function formattedText(input: FormattedInput): ParsedText {
  if (Buffer.byteLength(input.text) > RAW_BYTES_MAX) throw refusal("Text is too long");
  const parsed = tidy(parse(input));
  return {
    text: parsed.text,
    entities: sortEntities(withDetected(parsed.text, parsed.entities)),
  };
}

/** Telegram's limits count characters, not UTF-16 code units. */
export function characterCount(text: string): number {
  return Array.from(text).length;
}

function parse(input: FormattedInput): ParsedText {
  const mode = input.parseMode.toLowerCase();
  if (input.text !== "" && mode !== "" && mode !== "none") {
    if (mode === "html") return parseHtml(input.text);
    if (mode === "markdown" || mode === "markdownv2") {
      throw cannotParse(`parse_mode ${input.parseMode} is not emulated, use HTML`);
    }
    throw refusal("Unsupported parse_mode");
  }
  if (input.entities !== undefined) throw cannotParse("entities are not emulated, use HTML");
  return { text: input.text, entities: [] };
}
