/** What each person is about to send: their draft and what it replies to. */

import { computed, signal } from "@preact/signals";
import type { Message } from "grammy/types";
import { createRef } from "preact";
import { personId } from "../state.ts";

const drafts = signal<Readonly<Record<number, string>>>({});
const replies = signal<Readonly<Record<number, Message | undefined>>>({});

export const field = createRef<HTMLTextAreaElement>();
export const draft = computed(() => drafts.value[personId.value] ?? "");
export const replied = computed(() => replies.value[personId.value]);

export function write(text: string): void {
  drafts.value = { ...drafts.value, [personId.value]: text };
}

/** Puts a text into the field, as switch_inline_query does. */
export function prefill(text: string): void {
  write(text);
  field.current?.focus();
}

export function replyTo(message: Message | undefined): void {
  replies.value = { ...replies.value, [personId.value]: message };
  field.current?.focus();
}
