/** Which part of the page is shown where there is no room for all of them. */

import { computed, effect } from "@preact/signals";
import { h } from "./dom.ts";
import { icon } from "./icons.ts";
import { remembered } from "./remembered.ts";
import { unread } from "./state.ts";
import { words } from "./words/words.ts";

const views = [
  ["chat", "chat"],
  ["supplier", "store"],
  ["bank", "bank"],
  ["telegram", "send"],
] as const;
export type View = (typeof views)[number][0];

const chosen = remembered("sandbox:view", "chat");
const view = computed(() => views.find(([name]) => name === chosen.value)?.[0] ?? "chat");

effect(() => {
  document.body.dataset["view"] = view.value;
});

export function showView(wanted: View): void {
  chosen.value = wanted;
}

export function ViewTabs() {
  const its = words.value.views;
  const tabs = views.map(([name, sign]) =>
    h(
      "button",
      {
        key: name,
        "aria-current": view.value === name ? "page" : undefined,
        onClick: () => showView(name),
        "data-view": name,
      },
      icon(sign),
      its[name],
      name === "chat" && unread.value > 0 && h("span.badge", unread.value),
    ),
  );
  return h("nav.view-tabs", { "aria-label": its.title }, tabs);
}
