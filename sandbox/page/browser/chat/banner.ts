/** The notice that drops from the top of the phone when somebody else got a message. */

import { signal } from "@preact/signals";
import type { Message } from "grammy/types";
import type { VNode } from "preact";
import { h } from "../dom.ts";
import { avatar } from "../people.ts";
import { bot, choosePerson, personById } from "../state.ts";
import { words } from "../words/words.ts";
import { gist } from "./gist.ts";

const shownMs = 6000;

interface News {
  readonly personId: number;
  readonly message: Message;
}

const shown = signal<News | undefined>(undefined);

export function announce(news: News): void {
  shown.value = news;
  setTimeout(() => {
    if (shown.value === news) shown.value = undefined;
  }, shownMs);
}

export function BannerPlace(): VNode {
  return h(
    "div",
    { class: "banner-place", role: "status", "aria-live": "polite" },
    shown.value && h(Banner, { key: shown.value.message.message_id, ...shown.value }),
  );
}

function Banner({ personId, message }: News): VNode | null {
  const one = personById(personId);
  if (one === undefined) return null;
  const take = () => {
    shown.value = undefined;
    choosePerson(personId);
  };
  return h(
    "button",
    { type: "button", class: "banner", onClick: take },
    avatar(one),
    h(
      "span",
      { class: "banner-words" },
      h("b", {}, `${words.value.chat.phoneOf(one.firstName)} · ${bot.value?.name ?? ""}`),
      h("span", {}, gist(message)),
    ),
  );
}
