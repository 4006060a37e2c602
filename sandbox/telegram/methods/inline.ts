import { inlineMarkup } from "../keyboards.ts";
import { isRecord, jsonObject } from "../json-object.ts";
import type { MethodGroup } from "../method.ts";
import { refusal } from "../refusal.ts";
import { CAPTION_LENGTH_MAX, characterCount, formattedText } from "../text/formatted.ts";
import type { World } from "../world.ts";
import { knownFile } from "./media.ts";

const RESULTS_MAX = 50;
const ID_BYTES_MAX = 64;
const NEXT_OFFSET_BYTES_MAX = 64;

export const inlineMethods: MethodGroup = {
  answerInlineQuery({ world, params }) {
    const value = params.json("results", "Can't parse JSON encoded inline query results") ?? [];
    if (!Array.isArray(value)) throw refusal("Expected an Array of inline query results");
    if (value.length > RESULTS_MAX) throw refusal("Too many inline query results specified");
    const results = value.map((item: unknown) => checkedResult(world, item));
    if (new Set(results.map(({ id }) => id)).size < results.length) {
      throw refusal("RESULT_ID_DUPLICATE");
    }
    const nextOffset = params.text("next_offset");
    if (Buffer.byteLength(nextOffset) > NEXT_OFFSET_BYTES_MAX) throw refusal("NEXT_OFFSET_INVALID");
    const button = params.json("button", "Can't parse inline query results button JSON object");
    const query = world.inlineQueries.get(params.text("inline_query_id"));
    if (
      query === undefined ||
      query.answer !== undefined ||
      world.now() - query.atMs >= world.limits.answerableMs
    ) {
      throw refusal("query is too old and response timeout expired or query ID is invalid");
    }
    query.answer = {
      results: results.map(({ result }) => result),
      nextOffset,
      isPersonal: params.flag("is_personal"),
      cacheTimeS: params.integer("cache_time", 300),
      ...(button === undefined ? {} : { button: checkedButton(button) }),
    };
    world.events.emit("inlineAnswered", query);
    query.settle?.(query.answer);
    return true;
  },
};

function checkedResult(world: World, item: unknown): { id: string; result: unknown } {
  const prefix = "Can't parse inline query result: ";
  const object = jsonObject(item, `${prefix}Inline query result must be an object`);
  const type = object.string("type");
  const id = object.string("id");
  if (id === "" || Buffer.byteLength(id) > ID_BYTES_MAX) throw refusal("RESULT_ID_INVALID");
  inlineMarkup(object.raw("reply_markup"));
  if (type === "photo") {
    const photo = object.optionalString("photo_file_id");
    if (photo === "") throw refusal(`${prefix}photos by URL are not emulated`);
    knownFile(world, photo);
    const text = object.optionalString("caption");
    const parseMode = object.optionalString("parse_mode");
    const caption = formattedText({ text, parseMode, entities: undefined }).text;
    if (characterCount(caption) > CAPTION_LENGTH_MAX) throw refusal("message caption is too long");
    return { id, result: item };
  }
  if (type !== "article") throw refusal(`${prefix}results of type "${type}" are not emulated`);
  if (object.string("title") === "") throw refusal("ARTICLE_TITLE_EMPTY");
  const content = object.raw("input_message_content");
  if (!isRecord(content)) throw refusal(`${prefix}Input message content is not specified`);
  if (jsonObject(content, "").optionalString("message_text") === "") {
    throw refusal(`${prefix}Message text is empty`);
  }
  return { id, result: item };
}

function checkedButton(value: unknown): unknown {
  const prefix = "Can't parse inline query results button: ";
  const object = jsonObject(value, `${prefix}InlineQueryResultsButton must be an Object`);
  if (object.string("text") === "") throw refusal(`${prefix}button text must be non-empty`);
  const start = object.optionalString("start_parameter");
  if (!object.has("web_app") && !/^[A-Za-z0-9_-]{1,64}$/.test(start)) {
    throw refusal("START_PARAM_INVALID");
  }
  return value;
}
