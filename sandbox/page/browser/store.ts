/** What the page knows: the server's state, kept up to date by its events, and what is open here. */

import type { InlineLook, MessageLook, PageEvent, PageState, PersonLook } from "../protocol.ts";

/** Parts of the state that views wait for. */
export type Part =
  | "people"
  | "chat"
  | "presses"
  | "supplier"
  | "catalogue"
  | "orders"
  | "payments"
  | "money"
  | "calls"
  | "telegram"
  | "connection";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export interface Store {
  /** Undefined until the server has spoken. */
  state: Mutable<PageState> | undefined;
  /** Whose phone one holds. */
  personId: number;
  connected: boolean;
}

type Watcher = (event: PageEvent | undefined) => void;

const MAX_CALLS = 150;
const PERSON_KEY = "sandbox:person";

export const store: Store = {
  state: undefined,
  personId: Number(localStorage.getItem(PERSON_KEY) ?? 0),
  connected: false,
};

const watchers = new Map<Part, Set<Watcher>>();
const inlineWaiting = new Map<string, (inline: InlineLook) => void>();

/** Calls `watcher` after each change of any of these parts, with the event that made it. */
export function watch(parts: readonly Part[], watcher: Watcher): void {
  for (const part of parts) {
    const known = watchers.get(part) ?? new Set();
    watchers.set(part, known.add(watcher));
  }
}

function tell(parts: readonly Part[], event?: PageEvent): void {
  const told = new Set(parts.flatMap((part) => [...(watchers.get(part) ?? [])]));
  for (const watcher of told) watcher(event);
}

export function person(): PersonLook | undefined {
  return store.state?.people.find(({ id }) => id === store.personId);
}

export function personById(id: number): PersonLook | undefined {
  return store.state?.people.find((one) => one.id === id);
}

export function messagesOf(personId: number): readonly MessageLook[] {
  return store.state?.chats.find((chat) => chat.personId === personId)?.messages ?? [];
}

export function unreadOf({ id, readUpTo }: PersonLook): number {
  return messagesOf(id).filter(({ byBot, message }) => byBot && message.message_id > readUpTo)
    .length;
}

export function choosePerson(personId: number): void {
  store.personId = personId;
  localStorage.setItem(PERSON_KEY, String(personId));
  tell(["people", "chat", "presses"]);
}

export function setConnected(yes: boolean): void {
  if (store.connected === yes) return;
  store.connected = yes;
  tell(["connection"]);
}

/** Hears the results of one inline query. */
export function awaitInline(queryId: string, hear: (inline: InlineLook) => void): void {
  // Only the latest question of a person matters.
  inlineWaiting.clear();
  inlineWaiting.set(queryId, hear);
}

export function hear(event: PageEvent): void {
  if (event.type === "hello") {
    store.state = { ...event.state };
    if (person() === undefined) store.personId = event.state.people[0]?.id ?? 0;
    return tell([...watchers.keys()], event);
  }
  if (store.state !== undefined) tell(change(store.state, event), event);
}

/** Answers which parts have changed. */
function change(
  state: Mutable<PageState>,
  event: Exclude<PageEvent, { type: "hello" }>,
): readonly Part[] {
  switch (event.type) {
    case "people":
      state.people = event.people;
      return ["people", "chat"];
    case "message":
      changeChat(state, event.personId, ({ messages }) => ({
        messages: put(messages, event.look),
      }));
      return ["chat", "people"];
    case "gone":
      changeChat(state, event.personId, ({ messages }) => ({
        messages: messages.filter(({ message }) => !event.messageIds.includes(message.message_id)),
      }));
      return ["chat", "people"];
    case "pressed":
      state.presses = [...state.presses, event.press];
      return ["presses"];
    case "answered":
      state.presses = state.presses.filter(({ queryId }) => queryId !== event.queryId);
      return ["presses"];
    case "inline":
      inlineWaiting.get(event.inline.queryId)?.(event.inline);
      inlineWaiting.delete(event.inline.queryId);
      return [];
    case "supplier":
      state.supplier = event.supplier;
      return ["supplier"];
    case "catalogue":
      return ["catalogue"];
    case "orders":
      state.orders = event.orders;
      return ["orders"];
    case "payments":
      state.payments = event.payments;
      return ["payments"];
    case "money":
      state.money = event.money;
      return ["money"];
    case "call":
      state.calls = [...state.calls, event.call].slice(-MAX_CALLS);
      return ["calls"];
    case "telegram":
      state.telegram = event.telegram;
      return ["telegram"];
  }
}

function changeChat(
  state: Mutable<PageState>,
  personId: number,
  how: (chat: PageState["chats"][number]) => Partial<PageState["chats"][number]>,
): void {
  state.chats = state.chats.map((chat) =>
    chat.personId === personId ? { ...chat, ...how(chat) } : chat,
  );
}

function put(messages: readonly MessageLook[], look: MessageLook): readonly MessageLook[] {
  const id = look.message.message_id;
  const isKnown = messages.some(({ message }) => message.message_id === id);
  if (!isKnown) return [...messages, look];
  return messages.map((old) => (old.message.message_id === id ? look : old));
}
