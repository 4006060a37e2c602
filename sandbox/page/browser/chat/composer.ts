/** Where a person writes: the field and what stands above it. */

import type { Message } from "grammy/types";
import { h, icon, iconButton } from "../dom.ts";
import { act } from "../server.ts";
import { messagesOf, person, store } from "../store.ts";
import { attachMenu } from "./attach.ts";
import { gist } from "./bubble.ts";
import { createInlineResults } from "./inline-results.ts";
import { sendText, startWith } from "./links.ts";

export interface Composer {
  readonly element: HTMLElement;
  draw(): void;
  focus(): void;
  prefill(text: string): void;
  replyTo(message: Message): void;
}

const MAX_HEIGHT_PX = 140;

export function createComposer(): Composer {
  const drafts = new Map<number, string>();
  const replies = new Map<number, Message>();
  let drawnFor = 0;

  const field = h("textarea", {
    className: "composer-field",
    rows: 1,
    ariaLabel: "Message",
    placeholder: "Message",
  });
  const sendButton = h(
    "button",
    { type: "submit", className: "send", ariaLabel: "Send" },
    icon("send"),
  );
  const suggestions = h("div", {
    className: "suggestions",
    role: "listbox",
    ariaLabel: "Commands",
  });
  const menuButton = h(
    "button",
    {
      type: "button",
      className: "menu-button",
      ariaLabel: "Commands",
      onclick: () => toggleMenu(),
    },
    icon("menu"),
    h("span", {}, "Menu"),
  );
  const clip = iconButton("clip", "Attach", () => attachMenu(clip));
  const replyBar = h("div", { className: "reply-bar" });
  const form = h(
    "form",
    { className: "composer" },
    menuButton,
    h("div", { className: "composer-box" }, field, clip),
    sendButton,
  );
  const bottom = h("button", { type: "button", className: "bottom-button", onclick: restart });
  const results = createInlineResults(() => setText(""));
  const element = h(
    "footer",
    { className: "composer-area" },
    suggestions,
    results.element,
    replyBar,
    form,
    bottom,
  );

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void send();
    }
    if (event.key === "Escape") {
      closeSuggestions();
      replies.delete(store.personId);
      drawReply();
    }
    const last = messagesOf(store.personId).at(-1)?.message;
    if (event.key === "ArrowUp" && event.ctrlKey && last !== undefined) {
      replies.set(store.personId, last);
      drawReply();
    } else if (event.key === "ArrowUp" && !suggestions.hidden) {
      event.preventDefault();
      suggestions.querySelector<HTMLElement>("button:last-child")?.focus();
    }
  });
  field.addEventListener("input", () => {
    drafts.set(store.personId, field.value);
    fitField();
    if (field.value.startsWith("/")) suggest(field.value);
    else closeSuggestions();
    results.ask(field.value);
  });
  suggestions.addEventListener("keydown", moveInSuggestions);

  async function send(text = field.value.trim()): Promise<void> {
    if (text === "") return;
    closeSuggestions();
    results.close();
    const reply = replies.get(store.personId)?.message_id;
    if (!(await sendText(text, reply))) return;
    replies.delete(store.personId);
    setText("");
    draw();
  }

  function setText(text: string): void {
    field.value = text;
    drafts.set(store.personId, text);
    fitField();
  }

  function fitField(): void {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, MAX_HEIGHT_PX)}px`;
    sendButton.disabled = field.value.trim() === "";
  }

  function toggleMenu(): void {
    if (suggestions.hidden) suggest("/");
    else closeSuggestions();
  }

  function suggest(typed: string): void {
    const found = (person()?.commands ?? []).filter(({ command }) =>
      `/${command}`.startsWith(typed.toLowerCase()),
    );
    suggestions.replaceChildren(
      ...found.map(({ command, description }) =>
        h(
          "button",
          {
            type: "button",
            role: "option",
            className: "suggestion",
            onclick: () => {
              void send(`/${command}`);
              field.focus();
            },
          },
          h("span", {}, description),
          h("small", {}, `/${command}`),
        ),
      ),
    );
    suggestions.hidden = found.length === 0;
    menuButton.classList.toggle("open", !suggestions.hidden);
  }

  function closeSuggestions(): void {
    suggestions.hidden = true;
    menuButton.classList.remove("open");
  }

  function moveInSuggestions(event: KeyboardEvent): void {
    const at = document.activeElement;
    if (event.key === "Escape") {
      closeSuggestions();
      field.focus();
    }
    const next = { ArrowUp: at?.previousElementSibling, ArrowDown: at?.nextElementSibling }[
      event.key
    ];
    if (next === undefined) return;
    event.preventDefault();
    if (next instanceof HTMLElement) next.focus();
    else if (event.key === "ArrowDown") field.focus();
  }

  function drawReply(): void {
    const replied = replies.get(store.personId);
    replyBar.hidden = replied === undefined;
    if (replied === undefined) return;
    replyBar.replaceChildren(
      icon("reply"),
      h(
        "span",
        { className: "reply-words" },
        h("b", {}, `Reply to ${replied.from?.first_name ?? ""}`),
        h("span", {}, gist(replied)),
      ),
      iconButton("close", "No reply", () => {
        replies.delete(store.personId);
        replyBar.hidden = true;
        field.focus();
      }),
    );
  }

  function restart(): void {
    const one = person();
    if (one?.blocked === true) void act(`chat/${one.id}/block`, { blocked: false });
    else void startWith("");
  }

  function draw(): void {
    const one = person();
    if (one === undefined) return;
    if (drawnFor !== one.id) {
      drawnFor = one.id;
      field.value = drafts.get(one.id) ?? "";
      closeSuggestions();
      results.close();
    }
    const isClosed = one.blocked || !one.started;
    form.hidden = isClosed;
    bottom.hidden = !isClosed;
    bottom.textContent = one.blocked ? "UNBLOCK" : "START";
    menuButton.hidden = one.commands.length === 0;
    drawReply();
    fitField();
  }

  return {
    element,
    draw,
    focus: () => field.focus(),
    prefill(text) {
      setText(text);
      field.focus();
      results.ask(text);
    },
    replyTo(message) {
      replies.set(store.personId, message);
      drawReply();
      field.focus();
    },
  };
}
