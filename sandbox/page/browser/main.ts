/** The page: a phone, the supplier behind it, the bank beside it, and Telegram between them. */

import { effect } from "@preact/signals";
import { render } from "preact";
import { BankPanel } from "./bank/panel.ts";
import { Dialogs } from "./chat/dialogs.ts";
import { notice, Phone } from "./chat/phone.ts";
import { PopMenu } from "./chat/pop-menu.ts";
import { h } from "./dom.ts";
import { Header } from "./header.ts";
import { Hint } from "./hint.ts";
import { follow } from "./server.ts";
import { choosePerson, connected, hear, people, state, unread } from "./state.ts";
import { SupplierPanel } from "./supplier/panel.ts";
import { TelegramPanel } from "./telegram/panel.ts";
import { Tour } from "./tour.ts";
import { ViewTabs } from "./views.ts";
import { words } from "./words/words.ts";

effect(() => {
  document.title = `${unread.value > 0 ? `(${unread.value}) ` : ""}${words.value.title}`;
});

function Page() {
  const parts = [h(Phone), h(SupplierPanel), h(BankPanel), h(TelegramPanel)];
  return [
    h(Header),
    h(Tour),
    h("main.stage", state.value !== undefined && parts),
    h(ViewTabs),
    h(PopMenu),
    h(Dialogs),
    h(Hint),
  ];
}

document.addEventListener("keydown", (event) => {
  const one = people.value[Number(event.key) - 1];
  if (!event.altKey || one === undefined) return;
  event.preventDefault();
  choosePerson(one.id);
});
follow(
  (event) => {
    notice(event);
    hear(event);
  },
  (yes) => (connected.value = yes),
);
render(h(Page), document.body);
