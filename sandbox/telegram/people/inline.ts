import type { InlineQuery } from "grammy/types";
import { plainBot } from "../chats.ts";
import { jsonObject } from "../json-object.ts";
import { inlineMarkup } from "../keyboards.ts";
import { knownFile, photoOf } from "../methods/media.ts";
import type { Content } from "../sending.ts";
import { formattedText } from "../text/formatted.ts";
import {
  type InlineAnswer,
  type InlineQueryState,
  type MessageRecord,
  putBounded,
  QUERIES_MAX,
  type World,
} from "../world.ts";
import { personOf, post, type PostOptions } from "./posting.ts";

/** An inline query on its way. */
export interface InlineAsk {
  readonly query: InlineQueryState;
  /** Settles with the bot's results; never if the bot does not answer. */
  readonly answered: Promise<InlineAnswer>;
}

/** Typing `@bot text` anywhere. */
export function inlineQuery(world: World, userId: number, text: string, offset = ""): InlineAsk {
  const person = personOf(world, userId);
  person.seen = true;
  world.counters.query += 1;
  let settle = (_: InlineAnswer): void => undefined;
  const answered = new Promise<InlineAnswer>((resolve) => {
    settle = resolve;
  });
  const query: InlineQueryState = {
    settle,
    id: `${userId}${String(world.counters.query).padStart(9, "0")}`,
    userId,
    query: text,
    atMs: world.now(),
  };
  putBounded(world.inlineQueries, query.id, query, QUERIES_MAX);
  const update: InlineQuery = { id: query.id, from: person.user, query: text, offset };
  world.events.emit("inlineQuery", query);
  world.updates.add({ inline_query: update }, "inline_query", world.limits.inlineUpdateTtlMs);
  return { query, answered };
}

/** Tapping one of the results: it is sent in the person's name, "via" the bot. */
export function chooseInlineResult(
  world: World,
  queryId: string,
  resultId: string,
  options?: PostOptions,
): MessageRecord {
  const query = world.inlineQueries.get(queryId);
  const result = query?.answer?.results
    .map((item) => jsonObject(item, "result is no object"))
    .find((object) => object.string("id") === resultId);
  if (query === undefined || result === undefined) {
    throw new Error(`Inline query ${queryId} has no result ${resultId}`);
  }
  const record = post(
    world,
    query.userId,
    {
      via_bot: plainBot(world),
      ...resultContent(world, result),
    },
    options,
  );
  const { user } = personOf(world, query.userId);
  world.updates.add(
    { chosen_inline_result: { result_id: resultId, from: user, query: query.query } },
    "chosen_inline_result",
    world.limits.updateTtlMs,
  );
  return record;
}

function resultContent(world: World, result: ReturnType<typeof jsonObject>): Content {
  if (result.string("type") === "photo") return photoContent(world, result);
  const content = result.object("input_message_content");
  const { text, entities } = formattedText({
    text: content.string("message_text"),
    parseMode: content.optionalString("parse_mode"),
    entities: content.raw("entities"),
  });
  const markup = inlineMarkup(result.raw("reply_markup"));
  return {
    text,
    ...(entities.length === 0 ? {} : { entities: [...entities] }),
    ...(markup === undefined ? {} : { reply_markup: markup }),
  };
}

function photoContent(world: World, result: ReturnType<typeof jsonObject>): Content {
  const { text, entities } = formattedText({
    text: result.optionalString("caption"),
    parseMode: result.optionalString("parse_mode"),
    entities: undefined,
  });
  return {
    photo: [photoOf(knownFile(world, result.string("photo_file_id")))],
    ...(text === "" ? {} : { caption: text }),
    ...(entities.length === 0 ? {} : { caption_entities: [...entities] }),
  };
}
