/** The people one can be, with what they have not seen yet. */

import { useRef } from "preact/hooks";
import type { PersonLook } from "../protocol.ts";
import { h } from "./dom.ts";
import { icon } from "./icons.ts";
import { choosePerson, people, personId, unreadOf } from "./state.ts";
import { words } from "./words/words.ts";

export function People() {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = ({ key }: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (step === undefined) return;
    const at = people.value.findIndex(({ id }) => id === personId.value);
    const next = people.value.at((at + step) % people.value.length);
    if (next === undefined) return;
    choosePerson(next.id);
    list.current?.querySelector<HTMLElement>(`[data-person="${next.firstName}"]`)?.focus();
  };
  return h(
    "div.people",
    { role: "tablist", "aria-label": words.value.people, ref: list, onKeyDown },
    people.value.map((one) => h(PersonTab, { key: one.id, ...one })),
  );
}

function PersonTab(one: PersonLook) {
  const unread = unreadOf(one);
  const isChosen = one.id === personId.value;
  const role = words.value.roles[one.role].name;
  return h(
    "button.person",
    {
      role: "tab",
      "aria-selected": isChosen,
      tabIndex: isChosen ? 0 : -1,
      title: `${one.firstName} ${one.lastName}, ${role}`,
      onClick: () => choosePerson(one.id),
      "data-person": one.firstName,
    },
    h(
      "span.person-face",
      avatar(one),
      unread > 0 && h("span.badge", unread),
      one.blocked && h("span.blocked-mark", icon("block")),
    ),
    h("span.person-name", one.firstName),
    h("small", role, one.languageCode === "en" && " · EN"),
  );
}

/** Telegram paints people by their id. */
export function avatar({ id, firstName, lastName }: PersonLook) {
  const initials = `${firstName[0] ?? ""}${lastName[0] ?? ""}`;
  return h("span.avatar", { class: `tone-${id % 5}`, "aria-hidden": "true" }, initials);
}
