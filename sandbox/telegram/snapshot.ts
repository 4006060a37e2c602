import type { Update } from "grammy/types";
import { z } from "zod";
import { isRecord } from "./json-object.ts";
import type {
  CallbackQueryState,
  ChatState,
  CommandSet,
  InlineQueryState,
  KnownChat,
  MessageRecord,
  Person,
  StoredFile,
  World,
} from "./world.ts";

/**
 * Values this program wrote itself: their shape is only glanced at, because Telegram's types are too many to
 * repeat here and a snapshot is no message from outside.
 */
function own<T>(hasField: string): z.ZodType<T, T> {
  return z.custom<T>((value) => isRecord(value) && hasField in value, `no ${hasField}`);
}

const fileSchema = z.object({
  id: z.string(),
  uniqueId: z.string(),
  name: z.string(),
  mime: z.string(),
  path: z.string(),
  bytes: z.base64(),
});

const chatSchema = z.object({
  chat: own<KnownChat>("type"),
  members: z.array(z.number()),
  bot: z.enum(["member", "left", "kicked"]),
  records: z.array(own<MessageRecord>("message")),
});

const snapshotSchema = z.object({
  version: z.literal(1),
  people: z.array(own<Person>("user")),
  chats: z.array(chatSchema),
  callbacks: z.array(own<CallbackQueryState>("data")),
  inlineQueries: z.array(own<InlineQueryState>("query")),
  files: z.array(fileSchema),
  commandSets: z.array(own<CommandSet>("scope")),
  updates: z.object({
    nextId: z.number(),
    entries: z.array(z.object({ update: own<Update>("update_id"), expiresAtMs: z.number() })),
  }),
  counters: z.object({
    message: z.number(),
    query: z.number(),
    file: z.number(),
    revision: z.number(),
  }),
});

/** Everything Telegram would still know after a restart, as JSON. Faults and the call log are not part of it. */
export type TelegramSnapshot = z.infer<typeof snapshotSchema>;

export function takeSnapshot(world: World): TelegramSnapshot {
  const snapshot: TelegramSnapshot = {
    version: 1,
    people: [...world.people.values()],
    chats: [...world.chats.values()].map((chat) => ({ ...chat, members: [...chat.members] })),
    callbacks: [...world.callbacks.values()],
    inlineQueries: [...world.inlineQueries.values()],
    files: [...world.files.values()].map((file) => ({
      ...file,
      bytes: file.bytes.toString("base64"),
    })),
    commandSets: world.commandSets,
    updates: world.updates.save(),
    counters: { ...world.counters },
  };
  // Through JSON, so that the copy shares nothing, holds no functions and is what a file will hold.
  return snapshotSchema.parse(JSON.parse(JSON.stringify(snapshot)));
}

/** Replaces everything `world` knows. Throws zod's error when `input` is no snapshot. */
export function restoreSnapshot(world: World, input: unknown): void {
  const saved = snapshotSchema.parse(structuredClone(input));
  refill(world.people, saved.people, ({ user }) => user.id);
  refill(world.chats, saved.chats.map(chatState), ({ chat }) => chat.id);
  refill(world.callbacks, saved.callbacks, ({ id }) => id);
  refill(world.inlineQueries, saved.inlineQueries, ({ id }) => id);
  refill(world.files, saved.files.map(storedFile), ({ id }) => id);
  world.commandSets = saved.commandSets;
  world.updates.load(saved.updates);
  Object.assign(world.counters, saved.counters);
}

function chatState(chat: z.infer<typeof chatSchema>): ChatState {
  return { ...chat, members: new Set(chat.members) };
}

function storedFile(file: z.infer<typeof fileSchema>): StoredFile {
  return { ...file, bytes: Buffer.from(file.bytes, "base64") };
}

function refill<K, V>(map: Map<K, V>, values: readonly V[], keyOf: (value: V) => K): void {
  map.clear();
  for (const value of values) map.set(keyOf(value), value);
}
