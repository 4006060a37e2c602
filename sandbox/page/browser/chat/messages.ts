/** The messages of the chat one looks at, following new ones as long as one looks at the newest. */

import type { MessageLook } from "../../protocol.ts";
import { h, iconButton, keyed, type KeyedItem } from "../dom.ts";
import { day } from "../format.ts";
import { bubble, type BubbleOptions } from "./bubble.ts";
import { showPresses } from "./inline-keyboard.ts";
import { messagesOf, store } from "../store.ts";

export interface Messages {
  readonly element: HTMLElement;
  draw(): void;
  drawPresses(): void;
}

type Handlers = Pick<BubbleOptions, "links" | "prefill" | "menu" | "reply">;

/** Nearer than this to the end counts as looking at the newest message. */
const NEAR_PX = 120;
const GROUP_S = 300;

export function createMessages(handlers: Handlers): Messages {
  const list = h("div", { className: "messages", role: "log", ariaLabel: "Messages" });
  const scroller = h("div", { className: "scroller", tabIndex: 0 }, list);
  const down = iconButton("down", "To the newest message", () => toBottom(true));
  down.classList.add("to-bottom");
  const element = h("div", { className: "messages-area" }, scroller, down);
  let drawnFor: number | undefined;
  let drawnLast = 0;

  const distance = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
  const extent = () => `${scroller.scrollHeight}/${scroller.clientHeight}`;
  /** Whether the person looks at the newest message, and how long the list was when they last moved. */
  let isAtEnd = true;
  let seenExtent = "";

  const settle = () => {
    if (isAtEnd) scroller.scrollTop = scroller.scrollHeight;
    seenExtent = extent();
    settleMark();
  };
  const moved = () => {
    // A list that has changed its length scrolls by itself; that is nobody's wish.
    if (extent() === seenExtent) isAtEnd = distance() < NEAR_PX;
    settleMark();
  };
  const settleMark = () => down.classList.toggle("shown", !isAtEnd);
  scroller.addEventListener("scroll", moved, { passive: true });
  // Pictures, a keyboard below, a turned phone: heights change after the fact.
  const resized = new ResizeObserver(settle);
  resized.observe(scroller);
  resized.observe(list);

  function toBottom(smooth: boolean): void {
    isAtEnd = true;
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }

  function jumpTo(messageId: number): void {
    const found = list.querySelector(`[data-message="${messageId}"]`);
    found?.scrollIntoView({ behavior: "smooth", block: "center" });
    found?.classList.add("flash");
    setTimeout(() => found?.classList.remove("flash"), 1200);
  }

  function draw(): void {
    const messages = messagesOf(store.personId);
    const isOther = drawnFor !== store.personId;
    const last = messages.at(-1);
    const lastId = last?.message.message_id ?? 0;
    const isOwnNew = lastId > drawnLast && last?.byBot === false;
    keyed(list, itemsOf(messages, { ...handlers, jumpTo }));
    list.classList.toggle("empty", messages.length === 0);
    showPresses(list);
    if (isOther || isOwnNew) isAtEnd = true;
    settle();
    drawnFor = store.personId;
    drawnLast = lastId;
  }

  return { element, draw, drawPresses: () => showPresses(list) };
}

function itemsOf(
  messages: readonly MessageLook[],
  handlers: Handlers & Pick<BubbleOptions, "jumpTo">,
): readonly KeyedItem[] {
  const items: KeyedItem[] = [];
  let shownDay = "";
  for (const [index, look] of messages.entries()) {
    const { message_id: id, date } = look.message;
    const itsDay = day(date * 1000, Date.now());
    if (itsDay !== shownDay) items.push(dayItem(itsDay));
    const isFirst = itsDay !== shownDay || !together(messages[index - 1], look);
    const isLast = !together(look, messages[index + 1]);
    shownDay = itsDay;
    items.push({
      key: `${store.personId}:${id}`,
      version: `${look.revision}:${isFirst}:${isLast}`,
      render: () => bubble({ look, isFirst, isLast, ...handlers }),
    });
  }
  return items;
}

function dayItem(name: string): KeyedItem {
  return {
    key: `day:${name}`,
    version: "",
    render: () => h("div", { className: "day" }, h("span", {}, name)),
  };
}

function together(a: MessageLook | undefined, b: MessageLook | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.byBot === b.byBot && b.message.date - a.message.date < GROUP_S;
}
