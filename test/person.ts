import type { TelegramEmulator } from "../sandbox/telegram/emulator.ts";
import type { InlineAnswer, CallbackAnswer } from "../sandbox/telegram/world.ts";
import { buttonsOf, type ButtonChoice } from "../sandbox/telegram/people/presses.ts";
import { contentOf, renderChat } from "../sandbox/telegram/rendering.ts";
import type { MessageView } from "../sandbox/telegram/view.ts";
import { until } from "../sandbox/telegram/wait.ts";

export interface PersonOptions {
  readonly id: number;
  readonly name: string;
  /** Of their Telegram app; default "id". */
  readonly language?: string;
  readonly username?: string;
  /** How long they wait for the bot, in everything. Default 15000. */
  readonly timeoutMs?: number;
}

/** Text that must occur, or a pattern it must match. */
type Words = string | RegExp;

export interface Person {
  readonly id: number;
  /** The START button, or a link with a payload. */
  starts(payload?: string): void;
  /** @param replyTo a message of the chat */
  says(text: string, options?: { replyTo?: MessageView }): MessageView;
  /** Their own contact, or with `own: false` one from the phone book. */
  sharesContact(phoneNumber: string, options?: { own?: boolean }): void;
  sendsSticker(): void;
  /**
   * Presses the newest button whose label begins with the text or matches the pattern, once there is one, and waits
   * until the bot has answered. The bot answers a press and edits its message at once: the edit may come later.
   */
  presses(
    label: Words,
    options?: { message?: MessageView; timeoutMs?: number },
  ): Promise<CallbackAnswer>;
  /** Presses what is there without waiting for the bot: a double tap, or a bot that will not answer. */
  taps(label: Words, options?: { message?: MessageView }): Promise<CallbackAnswer>;
  /** Presses a button a message no longer has: the app had not shown the edit yet. */
  pressesOld(label: Words, options?: { message?: MessageView }): Promise<CallbackAnswer>;
  /** What a copy button puts on the clipboard. */
  copies(label: Words): string;
  asksInline(query: string): Promise<InlineAnswer>;
  blocks(): void;
  unblocks(): void;

  /** Waits for a message that was sent or edited since their last act and holds these words. */
  sees(words: Words, options?: { timeoutMs?: number }): Promise<MessageView>;
  /** The same for the pop-up or toast that answered a button since their last act. */
  seesAlert(words: Words, options?: { timeoutMs?: number }): Promise<CallbackAnswer>;
  /** What is there right now, with no waiting. */
  messages(): readonly MessageView[];
  /** The newest message of the bot. Throws when there is none. */
  lastMessage(): MessageView;
  /** Labels on the newest message that has any. */
  buttons(): readonly string[];
  /** The whole chat as text, for reading. */
  screen(): string;
}

interface FoundButton {
  messageId: number;
  choice: ButtonChoice;
  copied?: string;
}

/** A scripted person with a chat of their own. They wait on events; time-outs are only bounds. */
export function person(telegram: TelegramEmulator, options: PersonOptions): Person {
  const { id } = options;
  const patienceMs = options.timeoutMs ?? 15_000;
  if (!telegram.people().some(({ user }) => user.id === id)) {
    telegram.addUser({
      id,
      firstName: options.name,
      languageCode: options.language ?? "id",
      ...(options.username === undefined ? {} : { username: options.username }),
    });
  }

  let since = telegram.revision;
  let answers: CallbackAnswer[] = [];
  telegram.events.on("callbackAnswered", ({ userId, answer }) => {
    if (userId === id && answer !== undefined) answers.push(answer);
  });

  const act = <T>(doing: () => T): T => {
    since = telegram.revision;
    answers = [];
    return doing();
  };
  const messages = (): readonly MessageView[] => telegram.chat(id).messages;
  const fromBot = (): readonly MessageView[] => messages().filter(({ byBot }) => byBot);
  const screen = (): string => renderChat(telegram.chat(id));
  const complain = (what: string): Error => new Error(`${options.name} ${what}\n${screen()}`);

  const within = <T>(promise: Promise<T>, what: string): Promise<T> => {
    const bound = Promise.withResolvers<never>();
    const timer = setTimeout(() => bound.reject(complain(what)), patienceMs);
    return Promise.race([promise, bound.promise]).finally(() => clearTimeout(timer));
  };

  const lookForButton = (
    label: Words,
    among: readonly MessageView[],
    markupsOf: (view: MessageView) => readonly MessageView["message"]["reply_markup"][],
  ): FoundButton | undefined => {
    for (const view of among.toReversed()) {
      for (const markup of markupsOf(view)) {
        const found = buttonsOf(markup).find(({ button }) => fitsLabel(label, button.text));
        if (found === undefined) continue;
        const { button, row, column } = found;
        return {
          messageId: view.message.message_id,
          choice: "callback_data" in button ? { data: button.callback_data } : { row, column },
          ...("copy_text" in button ? { copied: button.copy_text.text } : {}),
        };
      }
    }
    return undefined;
  };
  const findButton: (...wanted: Parameters<typeof lookForButton>) => FoundButton = (
    label,
    ...where
  ) => {
    const found = lookForButton(label, ...where);
    if (found === undefined) throw complain(`finds no button ${shown(label)}`);
    return found;
  };
  const present = (view: MessageView) => [view.message.reply_markup];
  const past = (view: MessageView) =>
    view.versions.map(({ message }) => message.reply_markup).toReversed();

  const among = (message: MessageView | undefined) =>
    message === undefined ? fromBot() : current(messages(), message);
  const taps: Person["taps"] = async (label, { message } = {}) => {
    const { messageId, choice } = findButton(label, among(message), present);
    return act(() => telegram.press(id, messageId, choice)).answered;
  };

  return {
    id,
    starts: (payload) => void act(() => telegram.startDeepLink(id, payload)),
    says(text, { replyTo } = {}) {
      const reply = replyTo === undefined ? {} : { replyTo: replyTo.message.message_id };
      const { message } = act(() => telegram.sendText(id, text, reply));
      return byId(messages(), message.message_id);
    },
    sharesContact: (phoneNumber, { own = true } = {}) =>
      void act(() => telegram.sendContact(id, { phoneNumber, ownContact: own })),
    sendsSticker: () => void act(() => telegram.sendOther(id, { kind: "sticker", emoji: "👍" })),

    taps,
    async presses(label, { timeoutMs = patienceMs, ...where } = {}) {
      await until(
        telegram.events,
        ["message", "edited"],
        () => lookForButton(label, among(where.message), present),
        timeoutMs,
        () => complain(`finds no button ${shown(label)}`),
      );
      return within(taps(label, where), `pressed ${shown(label)} and got no answer`);
    },
    async pressesOld(label, { message } = {}) {
      const { messageId, choice } = findButton(label, among(message), past);
      const { answered } = act(() => telegram.press(id, messageId, choice, { stale: true }));
      return within(answered, `pressed the old ${shown(label)} and got no answer`);
    },
    copies(label) {
      const { copied } = findButton(label, fromBot(), present);
      if (copied === undefined) throw complain(`finds that ${shown(label)} copies nothing`);
      return copied;
    },
    asksInline: (query) =>
      within(
        act(() => telegram.inlineQuery(id, query)).answered,
        `asked inline "${query}" in vain`,
      ),
    blocks: () => act(() => telegram.block(id)),
    unblocks: () => act(() => telegram.unblock(id)),

    sees: (words, { timeoutMs = patienceMs } = {}) =>
      until(
        telegram.events,
        ["message", "edited"],
        () => fromBot().findLast((view) => view.revision > since && holds(words, contentOf(view))),
        timeoutMs,
        () => complain(`does not see ${shown(words)} since their last act`),
      ),
    seesAlert: (words, { timeoutMs = patienceMs } = {}) =>
      until(
        telegram.events,
        ["callbackAnswered"],
        () => answers.find(({ text }) => holds(words, text)),
        timeoutMs,
        () =>
          complain(
            `gets no alert ${shown(words)}, only ${JSON.stringify(answers.map((a) => a.text))}`,
          ),
      ),
    messages,
    lastMessage() {
      const last = fromBot().at(-1);
      if (last === undefined) throw complain("has no message of the bot");
      return last;
    },
    buttons() {
      const labelled = fromBot().findLast(({ message }) => message.reply_markup !== undefined);
      return buttonsOf(labelled?.message.reply_markup).map(({ button }) => button.text);
    },
    screen,
  };
}

function fitsLabel(label: Words, text: string): boolean {
  return typeof label === "string" ? text.startsWith(label) : holds(label, text);
}

function holds(words: Words, text: string): boolean {
  // `search` and not `test`: a pattern with the g flag would remember where it was.
  return typeof words === "string" ? text.includes(words) : text.search(words) !== -1;
}

function shown(words: Words): string {
  return typeof words === "string" ? `"${words}"` : String(words);
}

/** The message a test holds may have been edited since. */
function current(views: readonly MessageView[], held: MessageView): MessageView[] {
  return [byId(views, held.message.message_id)];
}

function byId(views: readonly MessageView[], messageId: number): MessageView {
  const found = views.find(({ message }) => message.message_id === messageId);
  if (found === undefined) throw new Error(`Message ${messageId} is not there any more`);
  return found;
}
