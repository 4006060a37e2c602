/** The page: a phone, the supplier behind it, the bank beside it, and Telegram between them. */

import { createBankPanel } from "./bank/panel.ts";
import { createPhone, notice } from "./chat/screen.ts";
import { h, icon, type IconName } from "./dom.ts";
import { follow } from "./server.ts";
import { choosePerson, hear, setConnected, store, unreadOf, watch } from "./store.ts";
import { createSupplierPanel } from "./supplier/panel.ts";
import { createTelegramPanel } from "./telegram/panel.ts";
import { themeButton } from "./theme.ts";

const views = [
  ["chat", "Chat", "chat"],
  ["supplier", "Supplier", "store"],
  ["bank", "Bank", "bank"],
  ["telegram", "Telegram", "send"],
] as const satisfies readonly (readonly [string, string, IconName])[];

const VIEW_KEY = "sandbox:view";

document.body.append(header(), stage(), tabs());
show(views.map(([name]) => name).find((name) => name === localStorage.getItem(VIEW_KEY)) ?? "chat");
follow((event) => {
  notice(event);
  hear(event);
}, setConnected);

document.addEventListener("keydown", (event) => {
  const place = Number(event.key) - 1;
  const one = store.state?.people[place];
  if (!event.altKey || one === undefined) return;
  event.preventDefault();
  choosePerson(one.id);
});

function header(): HTMLElement {
  const line = h("span", { className: "line-state", role: "status" });
  watch(["connection"], () => {
    line.textContent = store.connected ? "" : "The sandbox does not answer …";
  });
  return h(
    "header",
    { className: "app-head" },
    h("img", { src: "/page/icon.svg", alt: "", className: "app-icon" }),
    h("h1", {}, "Order bot sandbox"),
    h("p", {}, "The real bot, with no account anywhere. Nothing here costs money."),
    line,
    themeButton(),
  );
}

function stage(): HTMLElement {
  return h(
    "main",
    { className: "stage" },
    createPhone(),
    createSupplierPanel(),
    createBankPanel(),
    createTelegramPanel(),
  );
}

/** Where there is no room for all of them. */
function tabs(): HTMLElement {
  const mark = h("span", { className: "badge", hidden: true });
  watch(["people"], () => {
    const unread = (store.state?.people ?? []).reduce((sum, one) => sum + unreadOf(one), 0);
    mark.hidden = unread === 0;
    mark.textContent = String(unread);
  });
  return h(
    "nav",
    { className: "view-tabs", ariaLabel: "Parts of the sandbox" },
    ...views.map(([name, label, sign]) =>
      h(
        "button",
        { type: "button", onclick: () => show(name), data: { view: name } },
        icon(sign),
        label,
        name === "chat" && mark,
      ),
    ),
  );
}

function show(view: (typeof views)[number][0]): void {
  document.body.dataset["view"] = view;
  localStorage.setItem(VIEW_KEY, view);
  for (const tab of document.querySelectorAll<HTMLElement>(".view-tabs button")) {
    tab.ariaCurrent = tab.dataset["view"] === view ? "page" : null;
  }
}
