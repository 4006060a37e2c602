/** The messages of the chat one looks at, following new ones as long as one looks at the newest. */

import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { VNode } from "preact";
import type { MessageLook } from "../../protocol.ts";
import { classes, h, type Child } from "../dom.ts";
import { day } from "../format.ts";
import { iconButton } from "../icons.ts";
import { messages, personId } from "../state.ts";
import { words } from "../words/words.ts";
import { Bubble } from "./bubble.ts";

/** Nearer than this to the end counts as looking at the newest message. */
const nearPx = 120;
const groupS = 300;

export function Messages({ children }: { readonly children: Child }) {
  const its = words.value.chat;
  const shown = messages.value;
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useSignal(true);
  const newest = shown.at(-1);
  const newestId = newest?.message.message_id;
  // The list is laid out from its end, which the browser keeps in sight: the end is at 0.
  const toEnd = (behavior: ScrollBehavior) => scroller.current?.scrollTo({ top: 0, behavior });
  useLayoutEffect(() => {
    if (isAtEnd.value || newest?.byBot === false) toEnd("instant");
  }, [newestId]);
  useLayoutEffect(() => toEnd("instant"), [personId.value]);
  return h(
    "div.messages-area",
    h(
      "div.scroller",
      {
        tabIndex: 0,
        role: "region",
        "aria-label": its.messages,
        ref: scroller,
        onScroll: ({ currentTarget }) => (isAtEnd.value = -currentTarget.scrollTop < nearPx),
      },
      h("div.messages", { role: "log", "aria-label": its.messages }, rowsOf(shown)),
    ),
    iconButton(
      "down",
      its.newest,
      () => toEnd("smooth"),
      classes("to-bottom", !isAtEnd.value && "shown"),
    ),
    children,
  );
}

function rowsOf(shown: readonly MessageLook[]): VNode[] {
  return shown.flatMap((look, index) => {
    const before = shown[index - 1];
    const itsDay = dayOf(look);
    const isNewDay = before === undefined || dayOf(before) !== itsDay;
    const isFirst = isNewDay || !together(before, look);
    const isLast = !together(look, shown[index + 1]);
    const key = `${personId.value}:${look.message.message_id}`;
    const bubble = h(Bubble, { key, look, isFirst, isLast });
    if (!isNewDay) return [bubble];
    return [h("div.day", { key: itsDay }, h("span", itsDay)), bubble];
  });
}

const dayOf = ({ message }: MessageLook) => day(message.date * 1000, Date.now());

function together(a: MessageLook, b: MessageLook | undefined): boolean {
  return b !== undefined && a.byBot === b.byBot && b.message.date - a.message.date < groupS;
}
