/** The page: a phone, the supplier behind it, the bank beside it, and Telegram between them. */

import { computed, effect } from "@preact/signals";
import { render, type VNode } from "preact";
import { BankPanel } from "./bank/panel.ts";
import { Dialogs } from "./chat/dialogs.ts";
import { notice, Phone } from "./chat/phone.ts";
import { PopMenu } from "./chat/pop-menu.ts";
import { h } from "./dom.ts";
import { icon } from "./icons.ts";
import { remembered } from "./remembered.ts";
import { follow } from "./server.ts";
import { choosePerson, connected, hear, people, state, unread } from "./state.ts";
import { SupplierPanel } from "./supplier/panel.ts";
import { TelegramPanel } from "./telegram/panel.ts";
import { ThemeButton } from "./theme.ts";
import { chooseLanguage, words } from "./words/words.ts";

const views = [
  ["chat", "chat"],
  ["supplier", "store"],
  ["bank", "bank"],
  ["telegram", "send"],
] as const;

const chosenView = remembered("sandbox:view", "chat");
const view = computed(
  () => views.map(([name]) => name).find((name) => name === chosenView.value) ?? "chat",
);

effect(() => {
  document.body.dataset["view"] = view.value;
});
effect(() => {
  document.title = `${unread.value > 0 ? `(${unread.value}) ` : ""}${words.value.title}`;
});

function Page(): VNode[] {
  return [
    h(Header, {}),
    h(
      "main",
      { class: "stage" },
      state.value !== undefined && [
        h(Phone, {}),
        h(SupplierPanel, {}),
        h(BankPanel, {}),
        h(TelegramPanel, {}),
      ],
    ),
    h(Tabs, {}),
    h(PopMenu, {}),
    h(Dialogs, {}),
  ];
}

function Header(): VNode {
  const { title, subtitle, line, otherLanguage } = words.value;
  return h(
    "header",
    { class: "app-head" },
    h("img", { src: "/page/icon.svg", alt: "", class: "app-icon" }),
    h("h1", {}, title),
    h("p", {}, subtitle),
    h("span", { class: "line-state", role: "status" }, connected.value ? "" : line.waiting),
    h(
      "button",
      {
        type: "button",
        class: "language-button",
        lang: otherLanguage.code,
        title: otherLanguage.title,
        "aria-label": otherLanguage.title,
        onClick: () => chooseLanguage(otherLanguage.code),
      },
      otherLanguage.label,
    ),
    h(ThemeButton, {}),
  );
}

/** Where there is no room for all of them. */
function Tabs(): VNode {
  const its = words.value.views;
  return h(
    "nav",
    { class: "view-tabs", "aria-label": its.title },
    views.map(([name, sign]) =>
      h(
        "button",
        {
          key: name,
          type: "button",
          "aria-current": view.value === name ? "page" : undefined,
          onClick: () => (chosenView.value = name),
          "data-view": name,
        },
        icon(sign),
        its[name],
        name === "chat" && unread.value > 0 && h("span", { class: "badge" }, unread.value),
      ),
    ),
  );
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
render(h(Page, {}), document.body);
