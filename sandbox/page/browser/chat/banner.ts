/** The notice that drops from the top of the phone when somebody else got a message. */

import type { Message } from "grammy/types";
import { h } from "../dom.ts";
import { fleeting } from "../fleeting.ts";
import { avatar } from "../people.ts";
import { bot, choosePerson, personById } from "../state.ts";
import { words } from "../words/words.ts";
import { gist } from "./gist.ts";

interface News {
  readonly personId: number;
  readonly message: Message;
}

const { shown, show } = fleeting<News>(6000);

export const announce = (news: News): void => show(news);

export function BannerPlace() {
  const news = shown.value;
  return h(
    "div.banner-place",
    { role: "status", "aria-live": "polite" },
    news && h(Banner, { key: news.message.message_id, ...news }),
  );
}

function Banner({ personId, message }: News) {
  const one = personById(personId);
  if (one === undefined) return null;
  const onClick = () => {
    show(undefined);
    choosePerson(personId);
  };
  return h(
    "button.banner",
    { onClick },
    avatar(one),
    h(
      "span.banner-words",
      h("b", `${words.value.chat.phoneOf(one.firstName)} · ${bot.value?.name ?? ""}`),
      h("span", gist(message)),
    ),
  );
}
