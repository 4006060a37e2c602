/** The messages of the chat one looks at, following new ones as long as one looks at the newest. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
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

export function Messages({ children }: { readonly children?: Child }): VNode {
  const its = words.value.chat;
  const shown = messages.value;
  const { scroller, isAtEnd, toBottom } = useFollowing(shown);
  return h(
    "div",
    { class: "messages-area" },
    h(
      "div",
      { class: "scroller", tabIndex: 0, role: "region", "aria-label": its.messages, ref: scroller },
      h("div", { class: "messages", role: "log", "aria-label": its.messages }, rowsOf(shown)),
    ),
    iconButton("down", its.newest, toBottom, classes("to-bottom", !isAtEnd && "shown")),
    children,
  );
}

/** Keeps the newest message in sight, unless the person has scrolled away from it. */
function useFollowing(shown: readonly MessageLook[]) {
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  /** The same at once, for what happens between two drawings. */
  const atEnd = useRef(true);
  /** How long the list was when the person last moved. */
  const seenExtent = useRef("");
  const drawn = useRef({ personId: 0, lastId: 0 });

  const follow = (yes: boolean) => {
    atEnd.current = yes;
    setAtEnd(yes);
  };
  const settle = () => {
    const element = scroller.current;
    if (element === null) return;
    if (atEnd.current) element.scrollTop = element.scrollHeight;
    seenExtent.current = extentOf(element);
  };

  useLayoutEffect(() => {
    const last = shown.at(-1);
    const lastId = last?.message.message_id ?? 0;
    const isOwnNew = lastId > drawn.current.lastId && last?.byBot === false;
    if (drawn.current.personId !== personId.value || isOwnNew) follow(true);
    drawn.current = { personId: personId.value, lastId };
    settle();
  });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const moved = () => {
      // A list that has changed its length scrolls by itself; that is nobody's wish.
      if (extentOf(element) !== seenExtent.current) return;
      follow(element.scrollHeight - element.scrollTop - element.clientHeight < nearPx);
    };
    element.addEventListener("scroll", moved, { passive: true });
    // Pictures, a keyboard below, a turned phone: heights change after the fact.
    const resized = new ResizeObserver(settle);
    resized.observe(element);
    for (const inner of element.children) resized.observe(inner);
    return () => {
      resized.disconnect();
      element.removeEventListener("scroll", moved);
    };
  }, []);

  const toBottom = () => {
    follow(true);
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: "smooth" });
  };
  return { scroller, isAtEnd, toBottom };
}

const extentOf = ({ scrollHeight, clientHeight }: Element) => `${scrollHeight}/${clientHeight}`;

function rowsOf(shown: readonly MessageLook[]): VNode[] {
  const rows: VNode[] = [];
  let shownDay = "";
  for (const [index, look] of shown.entries()) {
    const { message_id: id, date } = look.message;
    const itsDay = day(date * 1000, Date.now());
    if (itsDay !== shownDay) {
      rows.push(h("div", { class: "day", key: itsDay }, h("span", {}, itsDay)));
    }
    const isFirst = itsDay !== shownDay || !together(shown[index - 1], look);
    const isLast = !together(look, shown[index + 1]);
    shownDay = itsDay;
    rows.push(h(Bubble, { key: `${personId.value}:${id}`, look, isFirst, isLast }));
  }
  return rows;
}

function together(a: MessageLook | undefined, b: MessageLook | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.byBot === b.byBot && b.message.date - a.message.date < groupS;
}
