/** What the page knows: the server's state, kept up to date by its events, and what is open here. */

import { computed, signal, type ReadonlySignal } from "@preact/signals";
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
function part<Key extends keyof PageState>(key: Key): ReadonlySignal<PageState[Key] | undefined> {
  return computed(() => state.value?.[key]);
}
const list = <Item>(read: (known: PageState) => readonly Item[]) => {
  const none: readonly Item[] = [];
  return computed(() => (state.value === undefined ? none : read(state.value)));
};

export const bot = part("bot");
export const shop = part("shop");
export const supplier = part("supplier");
export const telegram = part("telegram");
export const money = part("money");
export const people = list(({ people }) => people);
export const chats = list(({ chats }) => chats);
export const presses = list(({ presses }) => presses);
const orders = list(({ orders }) => orders);
export const payments = list(({ payments }) => payments);
export const calls = list(({ calls }) => calls);

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
    case "people":
      return { people: event.people };
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
    case "supplier":
      return { supplier: event.supplier };
    case "shop":
      return { shop: event.shop };
    case "orders":
      return { orders: event.orders };
    case "payments":
      return { payments: event.payments };
    case "money":
      return { money: event.money };
    case "call":
      return { calls: [...before.calls, event.call].slice(-MAX_CALLS) };
    case "telegram":
      return { telegram: event.telegram };
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
  return {
    chats: chats.map((one) =>
      one.personId === personId ? { ...one, messages: change(one.messages) } : one,
    ),
  };
}

function put(messages: readonly MessageLook[], look: MessageLook): readonly MessageLook[] {
  const id = look.message.message_id;
  const isKnown = messages.some(({ message }) => message.message_id === id);
  if (!isKnown) return [...messages, look];
  return messages.map((old) => (old.message.message_id === id ? look : old));
}
