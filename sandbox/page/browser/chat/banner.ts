/** The notice that drops from the top of the phone when somebody else got a message. */

import type { MessageLook } from "../../protocol.ts";
import { h } from "../dom.ts";
import { avatar } from "../people.ts";
import { choosePerson, personById, store } from "../store.ts";
import { gist } from "./bubble.ts";

const SHOWN_MS = 6000;

const place = h("div", { className: "banner-place", role: "status", ariaLive: "polite" });

export function bannerPlace(): HTMLElement {
  return place;
}

export function announce(personId: number, { message }: MessageLook): void {
  const one = personById(personId);
  if (one === undefined) return;
  const banner = h(
    "button",
    {
      type: "button",
      className: "banner",
      onclick: () => {
        banner.remove();
        choosePerson(personId);
      },
    },
    avatar(one),
    h(
      "span",
      { className: "banner-words" },
      h("b", {}, `${one.firstName}'s phone · ${store.state?.bot.name ?? ""}`),
      h("span", {}, gist(message)),
    ),
  );
  place.replaceChildren(banner);
  setTimeout(() => banner.remove(), SHOWN_MS);
}
