import type { User } from "grammy/types";
import type { Params } from "./params.ts";
import { refusal } from "./refusal.ts";
import type { ChatState, Person, World } from "./world.ts";

/** What a method wants to do in a chat; writing is refused more often than reading. */
export type Access = "read" | "edit" | "write";

/** The chat a call names, or Telegram's refusal. */
export function chatOf(world: World, params: Params, access: Access, name = "chat_id"): ChatState {
  const chat = findChat(world, params.text(name));
  if (chat.chat.type === "private") checkPrivate(world, chat.chat.id, access);
  else checkGroup(chat, access);
  return chat;
}

/** The bot as others see it: without the fields that getMe alone returns. */
export function plainBot(world: World): User {
  const { id, first_name, username } = world.bot;
  return { id, is_bot: true, first_name, username };
}

function knownPerson(world: World, id: number): Person | undefined {
  const person = world.people.get(id);
  return person?.seen === true ? person : undefined;
}

function findChat(world: World, id: string): ChatState {
  if (id === "") throw refusal("chat_id is empty");
  const found = id.startsWith("@")
    ? [...world.chats.values()].find(
        ({ chat }) => chat.type === "supergroup" && `@${chat.username ?? ""}` === id,
      )
    : world.chats.get(Number.parseInt(id, 10));
  if (found === undefined) throw refusal("chat not found");
  if (found.chat.type === "private" && knownPerson(world, found.chat.id) === undefined) {
    throw refusal("chat not found");
  }
  return found;
}

function checkPrivate(world: World, id: number, access: Access): void {
  const person = world.people.get(id);
  if (access !== "write" || person === undefined) return;
  if (!person.started) throw refusal("bot can't initiate conversation with a user", 403);
  if (person.blocked) throw refusal("bot was blocked by the user", 403);
}

function checkGroup({ chat, bot }: ChatState, access: Access): void {
  const kind = chat.type === "supergroup" ? "supergroup" : "group";
  if (bot === "member" || (access === "read" && kind === "group")) return;
  const why = bot === "kicked" ? "was kicked from" : "is not a member of";
  throw refusal(`bot ${why} the ${kind} chat`, 403);
}
