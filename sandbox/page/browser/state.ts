/** What the page knows: the server's state, kept up to date by its events, and what is open here. */

import { computed, signal } from "@preact/signals";
import type { MessageLook, PageEvent, PageState, PersonLook } from "../protocol.ts";
import { remembered } from "./remembered.ts";
import { pairsOf } from "./supplier/pairs.ts";

const MAX_CALLS = 150;

/** Undefined until the server has spoken. */
export const state = signal<PageState | undefined>(undefined);
export const connected = signal(false);
/** Higher with each change of the supplier's list. */
export const catalogueVersion = signal(0);

/** One part of the state: whoever reads it is drawn anew when this part changes, and no other. */
const part = <Key extends keyof PageState>(key: Key) => computed(() => state.value?.[key]);
/** The same of a list, empty until the server has spoken. */
const list = <Key extends "people" | "chats" | "presses" | "orders" | "payments" | "calls">(
  key: Key,
) => computed(() => state.value?.[key] ?? []);

export const bot = part("bot");
export const shop = part("shop");
export const supplier = part("supplier");
export const telegram = part("telegram");
export const money = part("money");
export const people = list("people");
export const chats = list("chats");
export const presses = list("presses");
const orders = list("orders");
export const payments = list("payments");
export const calls = list("calls");

/** Newest first. */
export const pairs = computed(() => pairsOf(supplier.value?.transactions ?? [], orders.value));

const chosenId = remembered("sandbox:person", "0");

/** Whose phone one holds. */
export const person = computed<PersonLook | undefined>(
  () => people.value.find(({ id }) => String(id) === chosenId.value) ?? people.value[0],
);
export const personId = computed(() => person.value?.id ?? 0);
const chat = computed(() => chats.value.find((one) => one.personId === personId.value));
/** Of the chat one looks at, oldest first. */
export const messages = computed<readonly MessageLook[]>(() => chat.value?.messages ?? []);
export const unread = computed(() => people.value.reduce((sum, one) => sum + unreadOf(one), 0));

export function personById(id: number): PersonLook | undefined {
  return people.value.find((one) => one.id === id);
}

export const nameOf = (id: number): string => personById(id)?.firstName ?? String(id);

export function unreadOf({ id, readUpTo }: PersonLook): number {
  const itsMessages = chats.value.find((one) => one.personId === id)?.messages ?? [];
  return itsMessages.filter(({ byBot, message }) => byBot && message.message_id > readUpTo).length;
}

export function choosePerson(id: number): void {
  chosenId.value = String(id);
}

export function hear(event: PageEvent): void {
  if (event.type === "catalogue") catalogueVersion.value += 1;
  if (event.type === "hello") state.value = event.state;
  else if (state.value !== undefined)
    state.value = { ...state.value, ...change(state.value, event) };
}

/** What an event changes. */
function change(
  before: PageState,
  event: Exclude<PageEvent, { type: "hello" }>,
): Partial<PageState> {
  switch (event.type) {
    case "changed":
      return event.parts;
    case "message":
      return chatsWith(before, event.personId, (messages) => put(messages, event.look));
    case "gone":
      return chatsWith(before, event.personId, (messages) =>
        messages.filter(({ message }) => !event.messageIds.includes(message.message_id)),
      );
    case "pressed":
      return { presses: [...before.presses, event.press] };
    case "answered":
      return { presses: before.presses.filter(({ queryId }) => queryId !== event.queryId) };
    case "call":
      return { calls: [...before.calls, event.call].slice(-MAX_CALLS) };
    case "inline":
    case "catalogue":
      return {};
  }
}

function chatsWith(
  { chats }: PageState,
  personId: number,
  change: (messages: readonly MessageLook[]) => readonly MessageLook[],
): Pick<PageState, "chats"> {
  const changed = chats.map((one) =>
    one.personId === personId ? { ...one, messages: change(one.messages) } : one,
  );
  return { chats: changed };
}

/** In the place of what it was before, or at the end. */
function put(messages: readonly MessageLook[], look: MessageLook): readonly MessageLook[] {
  const id = look.message.message_id;
  const place = messages.findIndex(({ message }) => message.message_id === id);
  return place === -1 ? [...messages, look] : messages.with(place, look);
}
