import type { BotCommand } from "grammy/types";
import { chatOf } from "./chats.ts";
import { jsonObject } from "./json-object.ts";
import type { Params } from "./params.ts";
import { paramsOf } from "./params.ts";
import { refusal } from "./refusal.ts";
import type { ChatState, World } from "./world.ts";

const COMMANDS_MAX = 100;
const COMMAND_LENGTH_MAX = 32;
const DESCRIPTION_LENGTH_MAX = 256;

/** Which of the bot's command lists is meant: a scope and a language, "" for all other languages. */
export interface CommandKey {
  readonly scope: string;
  readonly languageCode: string;
}

export function commandKey(world: World, params: Params): CommandKey {
  const languageCode = params.text("language_code");
  if (!/^([a-z]{2})?$/.test(languageCode)) throw refusal("Invalid language code specified");
  return { scope: scopeOf(world, params), languageCode };
}

export function readCommands(params: Params): BotCommand[] {
  const value = params.json("commands", "Can't parse commands JSON object") ?? [];
  if (!Array.isArray(value)) throw refusal("Expected an Array of BotCommand");
  const commands = value.map((item: unknown) => readCommand(item));
  if (commands.length > COMMANDS_MAX) throw refusal("BOT_COMMANDS_TOO_MUCH");
  return commands;
}

/**
 * The commands a person sees in a chat, by Telegram's order: the narrowest scope first, and within a scope the
 * person's language before the list for all languages.
 */
export function commandsSeen(world: World, chat: ChatState, userId: number): readonly BotCommand[] {
  const language = world.people.get(userId)?.user.language_code?.slice(0, 2) ?? "";
  const id = chat.chat.id;
  const scopes =
    chat.chat.type === "private"
      ? [`chat:${id}`, "all_private_chats", "default"]
      : [`chat_member:${id}:${userId}`, `chat:${id}`, "all_group_chats", "default"];
  for (const scope of scopes) {
    for (const languageCode of [language, ""]) {
      const found = findCommands(world, { scope, languageCode });
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** One list as it was set, without falling back to wider ones. */
function findCommands(world: World, key: CommandKey): readonly BotCommand[] {
  return world.commandSets.find((set) => isFor(set, key))?.commands ?? [];
}

/** An empty list is the same as none. */
export function storeCommands(
  world: World,
  key: CommandKey,
  commands: readonly BotCommand[],
): void {
  const others = world.commandSets.filter((set) => !isFor(set, key));
  world.commandSets = commands.length === 0 ? others : [...others, { ...key, commands }];
  world.events.emit("commands");
}

function isFor(set: CommandKey, key: CommandKey): boolean {
  return set.scope === key.scope && set.languageCode === key.languageCode;
}

function scopeOf(world: World, params: Params): string {
  const value = params.json("scope", "Can't parse BotCommandScope JSON object");
  if (value === undefined) return "default";
  const object = jsonObject(
    value,
    "Can't parse BotCommandScope: BotCommandScope must be an Object",
  );
  const type = object.string("type");
  switch (type) {
    case "default":
    case "all_private_chats":
    case "all_group_chats":
    case "all_chat_administrators":
      return type;
    case "chat":
    case "chat_administrators":
    case "chat_member": {
      const chatId = object.string("chat_id");
      if (chatId === "") throw refusal("Can't parse BotCommandScope: Empty chat_id specified");
      const named = paramsOf({ fields: { chat_id: chatId }, files: new Map() });
      const { chat } = chatOf(world, named, "read");
      return type === "chat_member"
        ? `${type}:${chat.id}:${object.integer("user_id")}`
        : `${type}:${chat.id}`;
    }
    default:
      throw refusal("Can't parse BotCommandScope: Unsupported type specified");
  }
}

function readCommand(item: unknown): BotCommand {
  const object = jsonObject(item, "Can't parse BotCommand: expected an Object");
  const command = object.string("command").trim().replace(/^\//, "");
  const description = object.string("description").trim();
  if (command === "") throw refusal("Command must be non-empty");
  if (Array.from(command).length > COMMAND_LENGTH_MAX) {
    throw refusal(`Command length must not exceed ${COMMAND_LENGTH_MAX}`);
  }
  if (description === "") throw refusal("Command description must be non-empty");
  if (Array.from(description).length > DESCRIPTION_LENGTH_MAX) {
    throw refusal(`Command description length must not exceed ${DESCRIPTION_LENGTH_MAX}`);
  }
  if (!/^[a-z0-9_]+$/.test(command)) throw refusal("BOT_COMMAND_INVALID");
  return { command, description };
}
