import type { ConversationData, VersionedState } from "@grammyjs/conversations";
import type { Redis } from "../../redis/redis.ts";
import { z } from "zod";
import { json } from "../../json.ts";
import { chatLeaseKey, conversationKey, sessionKey } from "../../redis/keys.ts";
import { evalLua, readLua } from "../../redis/lua.ts";
import { sessionSchema, type SessionData } from "./session.ts";

/** A form's state; its version is the conversations plugin's own. */
export type FormState = VersionedState<ConversationData>;

/**
 * What is stored of a chat, opened for one update: grammY's session and, while a form is open, the form. Idle ones are
 * forgotten after 30 days.
 */
export interface OpenChat {
  /** undefined: nothing, or what cannot be read any more (an older layout). */
  readonly session: SessionData | undefined;
  /** As it was found, or as it was changed since. */
  form(): FormState | undefined;
  /** What `write` will write of it; undefined: it is over. */
  changeForm(form: FormState | undefined): void;
  /** Undoes `changeForm`. */
  keepForm(): void;
  /** Nothing is stored of this chat any more: the update itself had it erased. */
  erased(): void;
  /**
   * Session and form in one step. `stale`: nothing was written, because the chat was changed since it was opened or is
   * another's to work on by now.
   */
  write(session: SessionData): Promise<"written" | "stale">;
  /** Lets others work on it. Never rejects. */
  close(): Promise<void>;
}

export interface Chats {
  /** `busy`: another process works on it and did not end in time. */
  open(chatId: number): Promise<OpenChat | "busy">;
}

export type ChatRedis = Pick<Redis, "mget" | "evalsha" | "eval">;

const ttlS = 30 * 24 * 60 * 60;

const storedSession = json.pipe(sessionSchema);
const storedForm = json.pipe(z.custom<FormState>((form) => formShape.safeParse(form).success));
/** What the plugin throws without. */
const formShape = z.object({ version: z.array(z.unknown()) });

export const chatScript = (name: string) => readLua(new URL(`lua/${name}.lua`, import.meta.url));
const writeChat = chatScript("write-chat");

/** All of one chat's hash tag. */
export const chatKeys = (chatId: number) => [
  sessionKey(chatId),
  conversationKey(chatId),
  chatLeaseKey(chatId),
];

/**
 * Chats of which one process handles all updates, each chat's one after the other. Should two think so for a while, what
 * was made of a session that is no longer there is not written.
 */
export function createChats(redis: ChatRedis): Chats {
  return {
    async open(chatId) {
      const [session, form] = await redis.mget(sessionKey(chatId), conversationKey(chatId));
      return openChat(redis, chatId, { session, form, mark: "" });
    },
  };
}

/** Most chats have no form, and making an error of that costs more than all else that is read of them. */
const parsed = <T>(stored: z.ZodType<T>, text: string | null | undefined): T | undefined =>
  text ? stored.safeParse(text).data : undefined;

/** A chat as it was read. `mark`: what stands in its lease; empty for none. */
export function openChat(
  redis: ChatRedis,
  chatId: number,
  read: { session: string | null | undefined; form: string | null | undefined; mark: string },
  leave: () => Promise<void> = async () => undefined,
): OpenChat {
  let found = read.session ?? "";
  let change: { form: FormState | undefined } | null = null;
  const foundForm = parsed(storedForm, read.form);
  const formArguments = (): [what: string, form: string] => {
    if (change === null) return ["same", ""];
    return change.form === undefined ? ["gone", ""] : ["form", JSON.stringify(change.form)];
  };
  return {
    session: parsed(storedSession, read.session),
    form: () => (change === null ? foundForm : change.form),
    changeForm: (form) => void (change = { form }),
    keepForm: () => void (change = null),
    erased: () => void (found = ""),
    async write(session) {
      const text = JSON.stringify(session);
      const args = [found, read.mark, text, ...formArguments(), ttlS];
      const [outcome] = await evalLua(redis, writeChat, chatKeys(chatId), args);
      if (outcome !== "written") return "stale";
      found = text;
      return "written";
    },
    close: leave,
  };
}
