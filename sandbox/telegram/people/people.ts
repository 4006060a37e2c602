import type { Chat, ChatMember, User } from "grammy/types";
import { plainBot } from "../chats.ts";
import { mimeOf, storeFile } from "../file-store.ts";
import { documentOf, photoOf } from "../methods/media.ts";
import { deleteRecords, findRecord } from "../records.ts";
import {
  type ChatState,
  type KnownChat,
  type MessageRecord,
  type Person,
  unixTime,
  type World,
} from "../world.ts";
import { chatFor, personOf, post, type PostOptions, typedText } from "./posting.ts";

export interface NewUser {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  /** IETF tag of the person's app, e.g. "id"; absent as some apps leave it. */
  readonly languageCode?: string;
}

export interface NewGroup {
  /** Negative, as Telegram's group ids are. */
  readonly id: number;
  readonly title: string;
  readonly members: readonly number[];
  /** Default "member". */
  readonly bot?: "member" | "left" | "kicked";
}

/** What a person may send that is not text, for bots to cope with. */
export type OtherContent =
  | { readonly kind: "sticker"; readonly emoji: string }
  | { readonly kind: "photo"; readonly bytes: Buffer; readonly caption?: string }
  | {
      readonly kind: "document";
      readonly bytes: Buffer;
      readonly name: string;
      readonly caption?: string;
    };

export function addUser(world: World, user: NewUser): Person {
  if (world.people.has(user.id)) throw new Error(`There is already a person ${user.id}`);
  const account: User = {
    id: user.id,
    is_bot: false,
    first_name: user.firstName,
    ...(user.lastName === undefined ? {} : { last_name: user.lastName }),
    ...(user.username === undefined ? {} : { username: user.username }),
    ...(user.languageCode === undefined ? {} : { language_code: user.languageCode }),
  };
  const person: Person = { user: account, seen: false, started: false, blocked: false };
  world.people.set(user.id, person);
  const chat: Chat.PrivateChat = {
    id: user.id,
    type: "private",
    first_name: user.firstName,
    ...(user.lastName === undefined ? {} : { last_name: user.lastName }),
    ...(user.username === undefined ? {} : { username: user.username }),
  };
  world.chats.set(user.id, newChat(chat, [user.id], "member"));
  world.events.emit("person", { userId: user.id });
  return person;
}

export function addGroup(world: World, group: NewGroup): ChatState {
  if (group.id >= 0) throw new Error("A group's id is negative");
  for (const id of group.members) personOf(world, id);
  const bot = group.bot ?? "member";
  const chat = newChat({ id: group.id, type: "group", title: group.title }, group.members, bot);
  world.chats.set(group.id, chat);
  world.events.emit("chat", { chatId: group.id });
  const [adder] = group.members;
  if (bot === "member" && adder !== undefined) {
    tellMembership(world, chat, personOf(world, adder), "left", "member");
  }
  return chat;
}

export function sendText(
  world: World,
  userId: number,
  text: string,
  options?: PostOptions,
): MessageRecord {
  return post(world, userId, typedText(text), options);
}

/** The START button: the first one a person sees, or a `https://t.me/<bot>?start=<payload>` link. */
export function start(world: World, userId: number, payload = ""): MessageRecord {
  if (payload !== "" && !/^[A-Za-z0-9_-]{1,64}$/.test(payload)) {
    throw new Error(`"${payload}" cannot be a start parameter: 1-64 of A-Z a-z 0-9 _ -`);
  }
  if (personOf(world, userId).blocked) unblock(world, userId);
  return sendText(world, userId, payload === "" ? "/start" : `/start ${payload}`);
}

export interface ContactToShare {
  readonly phoneNumber: string;
  /** Default: the person's own contact, as after a `request_contact` button. */
  readonly ownContact?: boolean;
  readonly firstName?: string;
}

export function sendContact(
  world: World,
  userId: number,
  contact: ContactToShare,
  options?: PostOptions,
): MessageRecord {
  const isOwn = contact.ownContact ?? true;
  const { user } = personOf(world, userId);
  return post(
    world,
    userId,
    {
      contact: {
        phone_number: contact.phoneNumber,
        first_name: contact.firstName ?? (isOwn ? user.first_name : "Pelanggan"),
        ...(isOwn ? { user_id: userId } : {}),
      },
    },
    options,
  );
}

export function sendOther(
  world: World,
  userId: number,
  content: OtherContent,
  options?: PostOptions,
): MessageRecord {
  return post(world, userId, otherContent(world, content), options);
}

function otherContent(world: World, content: OtherContent): Parameters<typeof post>[2] {
  const captioned = "caption" in content && content.caption !== undefined;
  const caption = captioned ? { caption: content.caption } : {};
  const file = (name: string, bytes: Buffer, folder: string) =>
    storeFile(world, { name, mime: mimeOf(name, ""), bytes }, folder);
  switch (content.kind) {
    case "photo":
      return { photo: [photoOf(file("photo.jpg", content.bytes, "photos"))], ...caption };
    case "document":
      return { document: documentOf(file(content.name, content.bytes, "documents")), ...caption };
    case "sticker": {
      const { id, uniqueId } = file("sticker.webp", Buffer.from(content.emoji), "stickers");
      return {
        sticker: {
          file_id: id,
          file_unique_id: uniqueId,
          type: "regular",
          width: 512,
          height: 512,
          is_animated: false,
          is_video: false,
          emoji: content.emoji,
        },
      };
    }
    default: {
      const never: never = content;
      throw new Error(`Unhandled content ${JSON.stringify(never)}`);
    }
  }
}

export function block(world: World, userId: number): void {
  setBlocked(world, userId, true);
}

export function unblock(world: World, userId: number): void {
  setBlocked(world, userId, false);
}

function setBlocked(world: World, userId: number, blocked: boolean): void {
  const person = personOf(world, userId);
  if (person.blocked === blocked) return;
  person.blocked = blocked;
  world.events.emit("person", { userId });
  if (!person.started) return;
  const [before, after] = blocked
    ? (["member", "kicked"] as const)
    : (["kicked", "member"] as const);
  tellMembership(world, chatFor(world, userId), person, before, after);
}

/** Takes a message out of the chat for both sides. Telegram tells the bot nothing. */
export function deleteByPerson(
  world: World,
  userId: number,
  messageId: number,
  chatId?: number,
): void {
  const chat = chatFor(world, userId, chatId);
  const record = findRecord(chat, messageId);
  if (record === undefined) throw new Error(`No message ${messageId} in chat ${chat.chat.id}`);
  deleteRecords(world, chat, [record], "person");
}

type Membership = "member" | "left" | "kicked";

function tellMembership(
  world: World,
  { chat }: ChatState,
  by: Person,
  before: Membership,
  after: Membership,
): void {
  by.seen = true;
  world.updates.add(
    {
      my_chat_member: {
        chat,
        from: by.user,
        date: unixTime(world),
        old_chat_member: botAs(world, before),
        new_chat_member: botAs(world, after),
      },
    },
    "my_chat_member",
    world.limits.updateTtlMs,
  );
}

function botAs(world: World, status: Membership): ChatMember {
  const user = plainBot(world);
  return status === "kicked" ? { status, user, until_date: 0 } : { status, user };
}

function newChat(chat: KnownChat, members: readonly number[], bot: Membership): ChatState {
  return { chat, members: new Set(members), bot, records: [] };
}
