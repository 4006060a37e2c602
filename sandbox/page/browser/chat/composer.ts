/** Where a person writes: the field and what stands above it. */

import { useLayoutEffect } from "preact/hooks";
import type { PersonLook } from "../../protocol.ts";
import { classes, h } from "../dom.ts";
import { icon, iconButton } from "../icons.ts";
import { act } from "../server.ts";
import { messages, person } from "../state.ts";
import { words } from "../words/words.ts";
import { gist } from "./gist.ts";
import { InlineResults } from "./inline-results.ts";
import { sendText, startWith } from "./links.ts";
import { attachMenu } from "./menus.ts";
import { areSuggested, suggestFor, Suggestions } from "./suggestions.ts";
import { draft, field, replied, replyTo, write } from "./writing.ts";

const maxHeightPx = 140;

export function Composer() {
  const one = person.value;
  // At once: a moment later it would take away what the next person is typing already.
  useLayoutEffect(() => suggestFor(""), [one?.id]);
  if (one === undefined) return null;
  return h(
    "footer.composer-area",
    h(Suggestions, { send: (text) => void send(text) }),
    h(InlineResults),
    h(ReplyBar),
    one.blocked || !one.started ? h(BottomButton, one) : h(Form),
  );
}

async function send(text = draft.value.trim()): Promise<void> {
  if (text === "") return;
  suggestFor("");
  if (!(await sendText(text, replied.value?.message_id))) return;
  replyTo(undefined);
  write("");
}

function Form() {
  const its = words.value.chat;
  const text = draft.value;
  useLayoutEffect(() => {
    const { current } = field;
    if (current === null) return;
    current.style.height = "auto";
    current.style.height = `${Math.min(current.scrollHeight, maxHeightPx)}px`;
  }, [text]);
  const onSubmit = (event: Event) => {
    event.preventDefault();
    void send();
  };
  const onInput = ({ currentTarget }: { readonly currentTarget: HTMLTextAreaElement }) => {
    write(currentTarget.value);
    suggestFor(currentTarget.value);
  };
  const look = { "aria-label": its.message, placeholder: its.message };
  return h(
    "form.composer",
    { onSubmit },
    person.value?.commands.length !== 0 && h(MenuButton),
    h(
      "div.composer-box",
      h("textarea.composer-field", {
        ...look,
        ref: field,
        rows: 1,
        value: text,
        onKeyDown: keyDown,
        onInput,
      }),
      iconButton("clip", its.attach.title, attachMenu),
    ),
    h("button.send", { "aria-label": its.send, disabled: text.trim() === "" }, icon("send")),
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

function MenuButton() {
  const { menuButton, commands } = words.value.chat;
  return h(
    "button.menu-button",
    {
      type: "button",
      class: classes(areSuggested.value && "open"),
      "aria-label": menuButton,
      title: commands,
      onClick: () => suggestFor(areSuggested.value ? "" : "/"),
    },
    icon("menu"),
    h("span", menuButton),
  );
}

function ReplyBar() {
  const its = words.value.chat;
  const message = replied.value;
  if (message === undefined) return null;
  return h(
    "div.reply-bar",
    icon("reply"),
    h(
      "span.reply-words",
      h("b", its.replyTo(message.from?.first_name ?? "")),
      h("span", gist(message)),
    ),
    iconButton("close", its.noReply, () => replyTo(undefined)),
  );
}

function BottomButton({ id, blocked }: PersonLook) {
  const its = words.value.chat;
  const again = () => (blocked ? act(`chat/${id}/block`, { blocked: false }) : startWith(""));
  const label = blocked ? its.unblock : its.start;
  return h("button.bottom-button", { onClick: () => void again() }, label);
}
