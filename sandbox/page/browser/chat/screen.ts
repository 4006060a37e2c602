/** The phone: whose it is, the chat's head, its messages, and where one writes. */

import type { MessageLook, PageEvent } from "../../protocol.ts";
import { h, icon, iconButton } from "../dom.ts";
import { createPeople } from "../people.ts";
import { act } from "../server.ts";
import { messagesOf, person, store, unreadOf, watch } from "../store.ts";
import { announce, bannerPlace } from "./banner.ts";
import { createComposer } from "./composer.ts";
import { openUrl, sendText, startWith } from "./links.ts";
import { createMessages } from "./messages.ts";
import { alertBox, copy, popMenu, toast, toastTray } from "./toast.ts";

export function createPhone(): HTMLElement {
  const people = createPeople();
  const status = h("small", { className: "chat-status" });
  const name = h("b", { className: "chat-name" });
  const more = iconButton("more", "More", () => chatMenu(more));
  const composer = createComposer();
  const messages = createMessages({
    links: { command: (text) => void sendText(text), open: (url) => void openUrl(url) },
    prefill: composer.prefill,
    menu: (anchor, look) => messageMenu(anchor, look, composer.replyTo),
    reply: ({ message }) => composer.replyTo(message),
  });
  const intro = h("div", { className: "intro" });
  messages.element.append(intro, bannerPlace());

  const element = h(
    "section",
    { className: "phone", ariaLabel: "Chat" },
    people.element,
    h(
      "header",
      { className: "chat-head" },
      h("span", { className: "avatar bot" }, icon("bolt")),
      h("span", { className: "chat-title" }, name, status),
      more,
    ),
    messages.element,
    composer.element,
    toastTray(),
  );

  function drawHead(): void {
    name.textContent = store.state?.bot.name ?? "";
    status.textContent = "bot";
  }

  function drawChat(): void {
    composer.draw();
    messages.draw();
    drawIntro(intro);
    markRead();
  }

  watch(["people"], () => {
    people.draw();
    drawHead();
    drawTitle();
  });
  watch(["chat"], (event) => {
    // What happened in another chat changes nothing here but its mark.
    const isElsewhere =
      event !== undefined && "personId" in event && event.personId !== store.personId;
    if (!isElsewhere) drawChat();
  });
  watch(["presses"], (event) => {
    messages.drawPresses();
    if (event?.type === "answered" && event.personId === store.personId) showAnswer(event);
  });
  document.addEventListener("visibilitychange", markRead);
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLElement && event.target.matches("input, textarea");
    if (event.key !== "/" || isTyping) return;
    event.preventDefault();
    composer.prefill("/");
  });
  return element;
}

/** Called for a message that was not there before. */
export function notice(event: PageEvent): void {
  if (event.type !== "message" || !event.look.byBot || event.personId === store.personId) return;
  const isNew = !messagesOf(event.personId).some(
    ({ message }) => message.message_id === event.look.message.message_id,
  );
  if (isNew) announce(event.personId, event.look);
}

function showAnswer({ text, alert, url }: Extract<PageEvent, { type: "answered" }>): void {
  if (url !== "") void openUrl(url);
  if (text === "") return;
  if (alert) alertBox(store.state?.bot.name ?? "", text);
  else toast(text);
}

function markRead(): void {
  const one = person();
  const last = messagesOf(store.personId).at(-1)?.message.message_id;
  if (one === undefined || last === undefined || document.hidden || last <= one.readUpTo) return;
  void act(`chat/${one.id}/read`, { messageId: last });
}

function drawTitle(): void {
  const unread = (store.state?.people ?? []).reduce((sum, one) => sum + unreadOf(one), 0);
  document.title = `${unread > 0 ? `(${unread}) ` : ""}Order bot sandbox`;
}

/** What Telegram shows in a chat nobody has written in. */
function drawIntro(intro: HTMLElement): void {
  const one = person();
  intro.hidden = messagesOf(store.personId).length > 0;
  if (one === undefined || intro.hidden) return;
  const roles = {
    reseller: "a reseller with a customer at the counter",
    operator: "the operator, who owns the account at the supplier",
    stranger: "somebody the shop does not know",
  };
  intro.replaceChildren(
    h("span", { className: "avatar bot large" }, icon("bolt")),
    h("b", {}, `You are ${one.firstName}`),
    h("p", {}, `${roles[one.role]}. Press START below, as on a phone.`),
  );
}

function chatMenu(anchor: Element): void {
  const one = person();
  if (one === undefined) return;
  const { id, blocked } = one;
  popMenu(anchor, [
    { label: "Send /start", icon: "bolt", choose: () => void startWith("") },
    {
      label: blocked ? "Unblock the bot" : "Stop and block the bot",
      icon: "block",
      danger: !blocked,
      choose: () => void act(`chat/${id}/block`, { blocked: !blocked }),
    },
  ]);
}

function messageMenu(
  anchor: Element,
  { message }: MessageLook,
  reply: (message: MessageLook["message"]) => void,
): void {
  const text = message.text ?? message.caption;
  popMenu(anchor, [
    { label: "Reply", icon: "reply", choose: () => reply(message) },
    ...(text === undefined
      ? []
      : [{ label: "Copy text", icon: "copy" as const, choose: () => void copy(text) }]),
    {
      label: "Delete for both",
      icon: "trash",
      danger: true,
      choose: () => void act(`chat/${store.personId}/delete`, { messageId: message.message_id }),
    },
  ]);
}
