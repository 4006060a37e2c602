import type { ConversationData, VersionedState } from "@grammyjs/conversations";
import type { Redis } from "../../redis/redis.ts";
import { z } from "zod";
import { json } from "../../json.ts";
import { conversationKey, sessionKey } from "../../redis/keys.ts";
import { sessionSchema, type SessionData } from "./session.ts";

/** A form's state; its version is the conversations plugin's own. */
export type FormState = VersionedState<ConversationData>;

/** What is stored of a chat; undefined: nothing, or what cannot be read any more (an older layout). */
export interface StoredChat {
  session: SessionData | undefined;
  form: FormState | undefined;
}

/** grammY's own state: a session and, while a form is open, the form. Idle ones are forgotten after 30 days. */
export interface Chats {
  /** One command for both: what every update reads. */
  read(chatId: number): Promise<StoredChat>;
  writeSession(chatId: number, session: SessionData): Promise<void>;
  writeForm(chatId: number, form: FormState): Promise<void>;
  dropForm(chatId: number): Promise<void>;
}

const ttlS = 30 * 24 * 60 * 60;

const storedSession = json.pipe(sessionSchema);
const storedForm = json.pipe(z.custom<FormState>((form) => formShape.safeParse(form).success));
/** What the plugin throws without. */
const formShape = z.object({ version: z.array(z.unknown()) });

export function createChats(redis: Pick<Redis, "mget" | "set" | "del">): Chats {
  const write = async (key: string, value: unknown) =>
    void (await redis.set(key, JSON.stringify(value), "EX", ttlS));
  return {
    async read(chatId) {
      const [session, form] = await redis.mget(sessionKey(chatId), conversationKey(chatId));
      return {
        session: storedSession.safeParse(session).data,
        form: storedForm.safeParse(form).data,
      };
    },
    writeSession: (chatId, session) => write(sessionKey(chatId), session),
    writeForm: (chatId, form) => write(conversationKey(chatId), form),
    dropForm: async (chatId) => void (await redis.del(conversationKey(chatId))),
  };
}
