/** The phone: whose it is, the chat's head, its messages, and where one writes. */

import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { PageEvent, ShopLook } from "../../protocol.ts";
import { h } from "../dom.ts";
import { icon, iconButton } from "../icons.ts";
import { People } from "../people.ts";
import { act } from "../server.ts";
import { bot, chats, messages, person, personId, shop } from "../state.ts";
import { words } from "../words/words.ts";
import { announce, BannerPlace } from "./banner.ts";
import { Composer } from "./composer.ts";
import { tellPerson } from "./dialogs.ts";
import { hearInline } from "./inline-results.ts";
import { openUrl } from "./links.ts";
import { chatMenu } from "./menus.ts";
import { Messages } from "./messages.ts";
import { toast, ToastTray } from "./toast.ts";
import { prefill } from "./writing.ts";

/** As Telegram has it, while the bot is up. */
const statusOf = (state: ShopLook["bot"]) =>
  state === "up" ? words.value.isBot : words.value.botStates[state];

export function Phone() {
  const its = words.value.chat;
  useSignalEffect(markRead);
  useEffect(() => {
    document.addEventListener("visibilitychange", markRead);
    document.addEventListener("keydown", slashBegins);
  }, []);
  return h(
    "section.phone",
    { "aria-label": its.title },
    h(People),
    h(
      "header.chat-head",
      h("span.avatar.bot", icon("bolt")),
      h(
        "span.chat-title",
        h("b.chat-name", bot.value?.name ?? ""),
        h("small.chat-status", statusOf(shop.value?.bot ?? "up")),
      ),
      iconButton("more", its.more, chatMenu),
    ),
    h(Messages, { children: [h(Intro), h(BannerPlace)] }),
    h(Composer),
    h(ToastTray),
  );
}

/** What Telegram shows in a chat nobody has written in. */
function Intro() {
  const one = person.value;
  if (one === undefined || messages.value.length > 0) return null;
  return h(
    "div.intro",
    h("span.avatar.bot.large", icon("bolt")),
    h("b", words.value.chat.youAre(one.firstName)),
    h("p", words.value.roles[one.role].intro),
  );
}

/** What an event does beside changing the state; called before it does. */
export function notice(event: PageEvent): void {
  if (event.type === "inline") hearInline(event.inline);
  else if (event.type === "answered" && event.personId === personId.value) showAnswer(event);
  else if (event.type === "message" && event.look.byBot && event.personId !== personId.value) {
    const { message } = event.look;
    const known = chats.value.find((one) => one.personId === event.personId)?.messages ?? [];
    if (known.some((one) => one.message.message_id === message.message_id)) return;
    announce({ personId: event.personId, message });
  }
}

function showAnswer({ text, alert, url }: Extract<PageEvent, { type: "answered" }>): void {
  if (url !== "") void openUrl(url);
  if (text === "") return;
  if (alert) tellPerson(bot.value?.name ?? "", text);
  else toast(text);
}

function markRead(): void {
  const one = person.value;
  const last = messages.value.at(-1)?.message.message_id;
  if (one === undefined || last === undefined || document.hidden || last <= one.readUpTo) return;
  void act(`chat/${one.id}/read`, { messageId: last });
}

function slashBegins(event: KeyboardEvent): void {
  const isTyping = event.target instanceof HTMLElement && event.target.matches("input, textarea");
  if (event.key !== "/" || isTyping) return;
  event.preventDefault();
  prefill("/");
}
