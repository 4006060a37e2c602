import { EventEmitter } from "node:events";
import type { BotCommand, Update, UserFromGetMe } from "grammy/types";
import { type CallLogEntry, createCallLog } from "./call-log.ts";
import { commandsSeen } from "./command-book.ts";
import type { TelegramEvents } from "./world.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createCallHandler } from "./http/calls.ts";
import { createTelegramServer } from "./http/server.ts";
import { chooseInlineResult, type InlineAsk, inlineQuery } from "./people/inline.ts";
import * as people from "./people/people.ts";
import { chatFor, type PostOptions } from "./people/posting.ts";
import { type ButtonChoice, press, type Press, type PressOptions } from "./people/presses.ts";
import { createRateLimiter, type RateLimits } from "./rate-limits.ts";
import { restoreSnapshot, takeSnapshot, type TelegramSnapshot } from "./snapshot.ts";
import { createUpdateQueue } from "./update-queue.ts";
import { createWebhook, type WebhookTimes } from "./webhook.ts";
import { type ChatView, viewChat } from "./view.ts";
import type { MessageRecord, Person, StoredFile, World, WorldLimits } from "./world.ts";

export interface TelegramOptions {
  /** The bot's token. Default `1234567890:SANDBOX`; its number is the bot's id. */
  readonly token?: string;
  /** Default "Toko Sandbox". */
  readonly botName?: string;
  /** Default "toko_sandbox_bot". */
  readonly botUsername?: string;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** Calls kept for inspection. Default 1000. */
  readonly callsMax?: number;
  /** How patient Telegram is with the bot's webhook. */
  readonly webhook?: Partial<WebhookTimes>;
  /** Deviations from Telegram's own time limits, and privacy mode (default on). */
  readonly limits?: Partial<WorldLimits>;
}

/** Faults that happen to updates rather than to calls. */
interface UpdateFaults {
  /** The next `count` updates are lost on their way. */
  loseNext(count: number): void;
  /** The next `count` updates the bot confirms are delivered once more. */
  repeatNext(count: number): void;
  /** Delivers one again although it was confirmed; one of the last 200. */
  redeliver(updateId: number): void;
  /** Updates that wait for the bot. */
  pending(): readonly Update[];
  /** Whether the bot's long poll waits for one. */
  polled(): boolean;
}

/** What can be seen and spoilt of a webhook. */
interface WebhookView {
  /** Empty while there is none. */
  url(): string;
  /** What getWebhookInfo says beside the updates. */
  info(): Record<string, unknown>;
  /** Requests without an answer yet. */
  inFlight(): number;
  /** Telegram does not hear the next `count` good answers. */
  loseAnswers(count: number): void;
}

/** Telegram as a bot and its people see it, without Telegram. */
export interface TelegramEmulator {
  readonly token: string;
  readonly bot: UserFromGetMe;
  readonly events: EventEmitter<TelegramEvents>;
  readonly faults: Faults;
  readonly updates: UpdateFaults;
  readonly webhook: WebhookView;
  /** For grammY's `client.apiRoot`. Throws before `listen`. */
  readonly apiRoot: string;
  /** Grows with every message sent, edited or deleted; compare with `record.revision`. */
  readonly revision: number;

  /** Listens on 127.0.0.1; 0 takes a free port. Resolves to the port. */
  listen(port: number): Promise<number>;
  /** Ends polls and connections at once. */
  close(): Promise<void>;

  addUser(user: people.NewUser): Person;
  addGroup(group: people.NewGroup): void;
  sendText(userId: number, text: string, options?: PostOptions): MessageRecord;
  startDeepLink(userId: number, payload?: string): MessageRecord;
  sendContact(userId: number, contact: people.ContactToShare, options?: PostOptions): MessageRecord;
  sendPhoto(userId: number, bytes: Buffer, caption?: string): MessageRecord;
  sendOther(userId: number, content: people.OtherContent, options?: PostOptions): MessageRecord;
  press(userId: number, messageId: number, button: ButtonChoice, options?: PressOptions): Press;
  inlineQuery(userId: number, text: string, offset?: string): InlineAsk;
  chooseInlineResult(queryId: string, resultId: string, options?: PostOptions): MessageRecord;
  deleteMessage(userId: number, messageId: number, chatId?: number): void;
  block(userId: number): void;
  unblock(userId: number): void;

  /** A chat as it is now; `chatId` is the person's id for their chat with the bot. */
  chat(chatId: number): ChatView;
  chats(): readonly ChatView[];
  people(): readonly Person[];
  /** The command menu this person sees, by scope and language. */
  commandsFor(userId: number, chatId?: number): readonly BotCommand[];
  /** The content of a document or photo. */
  file(fileId: string): StoredFile | undefined;
  /** The latest calls, oldest first. */
  readonly calls: readonly CallLogEntry[];
  clearCalls(): void;
  /** Switches Telegram's pace of messages on or, with undefined, off. */
  setRateLimits(limits: RateLimits | undefined): void;
  rateLimits(): RateLimits | undefined;

  snapshot(): TelegramSnapshot;
  restore(snapshot: unknown): void;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Telegram's own numbers; a press waits 150 s for its bot, an inline query 30 s. */
const TELEGRAM_LIMITS: WorldLimits = {
  callbackUpdateTtlMs: 150_000,
  inlineUpdateTtlMs: 30_000,
  updateTtlMs: DAY_MS,
  answerableMs: 150_000,
  deletableMs: 2 * DAY_MS,
  privacyMode: true,
};

export function createTelegramEmulator(options: TelegramOptions = {}): TelegramEmulator {
  const token = options.token ?? "1234567890:SANDBOX";
  const world = createWorld(options, token);
  const log = createCallLog(options.callsMax ?? 1000);
  const faults = createFaults(() => world.events.emit("faults"));
  const rateLimiter = createRateLimiter(() => world.now());
  const calls = createCallHandler({ world, token, faults, rateLimiter, log });
  const server = createTelegramServer(world, token, calls);
  let port: number | undefined;

  return {
    token,
    bot: world.bot,
    events: world.events,
    faults,
    updates: world.updates,
    webhook: world.webhook,
    get apiRoot() {
      if (port === undefined) throw new Error("The emulated Telegram does not listen yet");
      return `http://127.0.0.1:${port}`;
    },
    get revision() {
      return world.counters.revision;
    },

    async listen(wanted) {
      port = await server.listen(wanted);
      return port;
    },
    async close() {
      world.webhook.close();
      await server.close();
    },

    addUser: (user) => people.addUser(world, user),
    addGroup(group) {
      people.addGroup(world, group);
    },
    sendText: (...rest) => people.sendText(world, ...rest),
    startDeepLink: (...rest) => people.start(world, ...rest),
    sendContact: (...rest) => people.sendContact(world, ...rest),
    sendPhoto: (userId, bytes, caption) =>
      people.sendOther(world, userId, {
        kind: "photo",
        bytes,
        ...(caption === undefined ? {} : { caption }),
      }),
    sendOther: (...rest) => people.sendOther(world, ...rest),
    press: (...rest) => press(world, ...rest),
    inlineQuery: (...rest) => inlineQuery(world, ...rest),
    chooseInlineResult: (...rest) => chooseInlineResult(world, ...rest),
    deleteMessage: (...rest) => people.deleteByPerson(world, ...rest),
    block: (userId) => people.block(world, userId),
    unblock: (userId) => people.unblock(world, userId),

    chat: (chatId) => viewChat(world, chatId),
    chats: () => [...world.chats.keys()].map((chatId) => viewChat(world, chatId)),
    people: () => [...world.people.values()],
    commandsFor: (userId, chatId) => commandsSeen(world, chatFor(world, userId, chatId), userId),
    file: (fileId) => world.files.get(fileId),
    get calls() {
      return log.list();
    },
    clearCalls: () => log.clear(),
    setRateLimits: (limits) => rateLimiter.set(limits),
    rateLimits: () => rateLimiter.get(),

    snapshot: () => takeSnapshot(world),
    restore: (snapshot) => restoreSnapshot(world, snapshot),
  };
}

function createWorld(options: TelegramOptions, token: string): World {
  const now = options.now ?? Date.now;
  const events = new EventEmitter<TelegramEvents>();
  // Tests wait with one listener per person and the page has one per viewer.
  events.setMaxListeners(1000);
  const updates = createUpdateQueue(now, () => {
    events.emit("updates", { pending: updates.pending().length });
    webhook.wake();
  });
  const webhook = createWebhook(updates, now, options.webhook);
  return {
    bot: botAccount(token, options),
    people: new Map(),
    chats: new Map(),
    callbacks: new Map(),
    inlineQueries: new Map(),
    files: new Map(),
    commandSets: [],
    webhook,
    updates,
    events,
    counters: { message: 0, query: 0, file: 0, revision: 0 },
    limits: { ...TELEGRAM_LIMITS, ...options.limits },
    now,
  };
}

function botAccount(token: string, options: TelegramOptions): UserFromGetMe {
  return {
    id: Number.parseInt(token, 10),
    is_bot: true,
    first_name: options.botName ?? "Toko Sandbox",
    username: options.botUsername ?? "toko_sandbox_bot",
    can_join_groups: true,
    can_read_all_group_messages: options.limits?.privacyMode === false,
    supports_guest_queries: false,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
}
