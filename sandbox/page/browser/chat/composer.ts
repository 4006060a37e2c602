/** Where a person writes: the field and what stands above it. */

import { useEffect, useLayoutEffect } from "preact/hooks";
import type { VNode } from "preact";
import { classes, h } from "../dom.ts";
import { icon, iconButton } from "../icons.ts";
import { act } from "../server.ts";
import { messages, person, personId } from "../state.ts";
import { words } from "../words/words.ts";
import { attachMenu } from "./attach.ts";
import { gist } from "./gist.ts";
import { InlineResults } from "./inline-results.ts";
import { sendText, startWith } from "./links.ts";
import { areSuggested, suggestFor, Suggestions } from "./suggestions.ts";
import { draft, field, replied, replyTo, write } from "./writing.ts";

const maxHeightPx = 140;

export function Composer(): VNode | null {
  const one = person.value;
  useEffect(() => suggestFor(""), [one?.id]);
  if (one === undefined) return null;
  return h(
    "footer",
    { class: "composer-area" },
    h(Suggestions, { send: (text) => void send(text) }),
    h(InlineResults, {}),
    h(ReplyBar, {}),
    one.blocked || !one.started ? h(BottomButton, one) : h(Form, {}),
  );
}

async function send(text = draft.value.trim()): Promise<void> {
  if (text === "") return;
  suggestFor("");
  if (!(await sendText(text, replied.value?.message_id))) return;
  replyTo(undefined);
  write("");
}

function Form(): VNode {
  const its = words.value.chat;
  const text = draft.value;
  useLayoutEffect(() => {
    const { current } = field;
    if (current === null) return;
    current.style.height = "auto";
    current.style.height = `${Math.min(current.scrollHeight, maxHeightPx)}px`;
  }, [text]);
  return h(
    "form",
    {
      class: "composer",
      onSubmit: (event) => {
        event.preventDefault();
        void send();
      },
    },
    person.value?.commands.length !== 0 && h(MenuButton, {}),
    h(
      "div",
      { class: "composer-box" },
      h("textarea", {
        class: "composer-field",
        ref: field,
        rows: 1,
        "aria-label": its.message,
        placeholder: its.message,
        value: text,
        onKeyDown: keyDown,
        onInput: ({ currentTarget }) => {
          write(currentTarget.value);
          suggestFor(currentTarget.value);
        },
      }),
      iconButton("clip", its.attach.title, attachMenu),
    ),
    h(
      "button",
      { type: "submit", class: "send", "aria-label": its.send, disabled: text.trim() === "" },
      icon("send"),
    ),
  );
}

function keyDown(event: KeyboardEvent): void {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    void send();
  }
  if (event.key === "Escape") {
    suggestFor("");
    replyTo(undefined);
  }
  const last = messages.value.at(-1)?.message;
  if (event.key === "ArrowUp" && event.ctrlKey && last !== undefined) replyTo(last);
  else if (event.key === "ArrowUp" && areSuggested.value) {
    event.preventDefault();
    document.querySelector<HTMLElement>(".suggestions button:last-child")?.focus();
  }
}

function MenuButton(): VNode {
  const its = words.value.chat;
  return h(
    "button",
    {
      type: "button",
      class: classes("menu-button", areSuggested.value && "open"),
      "aria-label": its.menuButton,
      title: its.commands,
      onClick: () => suggestFor(areSuggested.value ? "" : "/"),
    },
    icon("menu"),
    h("span", {}, its.menuButton),
  );
}

function ReplyBar(): VNode | null {
  const its = words.value.chat;
  const message = replied.value;
  if (message === undefined) return null;
  return h(
    "div",
    { class: "reply-bar" },
    icon("reply"),
    h(
      "span",
      { class: "reply-words" },
      h("b", {}, its.replyTo(message.from?.first_name ?? "")),
      h("span", {}, gist(message)),
    ),
    iconButton("close", its.noReply, () => replyTo(undefined)),
  );
}

function BottomButton({ blocked }: { readonly blocked: boolean }): VNode {
  const its = words.value.chat;
  const again = () =>
    blocked ? act(`chat/${personId.value}/block`, { blocked: false }) : startWith("");
  return h(
    "button",
    { type: "button", class: "bottom-button", onClick: () => void again() },
    blocked ? its.unblock : its.start,
  );
}
