/** The people one can be, with what they have not seen yet. */

import type { PersonLook } from "../protocol.ts";
import { h, icon, keyed } from "./dom.ts";
import { choosePerson, store, unreadOf } from "./store.ts";

export interface People {
  readonly element: HTMLElement;
  draw(): void;
}

export function createPeople(): People {
  const list = h("div", { className: "people", role: "tablist", ariaLabel: "Who holds the phone" });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined) chooseNext(step, list);
  });
  return {
    element: list,
    draw() {
      const people = store.state?.people ?? [];
      keyed(
        list,
        people.map((one) => ({
          key: String(one.id),
          version: [one.id === store.personId, unreadOf(one), one.blocked].join(),
          render: () => personTab(one),
        })),
      );
    },
  };
}

function chooseNext(step: number, list: HTMLElement): void {
  const people = store.state?.people ?? [];
  const at = people.findIndex(({ id }) => id === store.personId);
  const next = people.at((at + step) % people.length);
  if (next === undefined) return;
  choosePerson(next.id);
  list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
}

function personTab(one: PersonLook): HTMLElement {
  const unread = unreadOf(one);
  const isChosen = one.id === store.personId;
  const marks = `${one.role}${one.languageCode === "en" ? " · EN" : ""}`;
  return h(
    "button",
    {
      type: "button",
      role: "tab",
      className: "person",
      ariaSelected: String(isChosen),
      tabIndex: isChosen ? 0 : -1,
      title: `${one.firstName} ${one.lastName}, ${one.role}`,
      onclick: () => choosePerson(one.id),
      data: { person: one.firstName },
    },
    h(
      "span",
      { className: "person-face" },
      avatar(one),
      unread > 0 &&
        h("span", { className: "badge", ariaLabel: `${unread} unread` }, String(unread)),
      one.blocked && h("span", { className: "blocked-mark" }, icon("block")),
    ),
    h("span", { className: "person-name" }, one.firstName),
    h("small", {}, marks),
  );
}

/** Telegram paints people by their id. */
export function avatar(one: Pick<PersonLook, "id" | "firstName" | "lastName">): HTMLElement {
  const initials = `${one.firstName[0] ?? ""}${one.lastName[0] ?? ""}`;
  return h("span", { className: `avatar tone-${one.id % 5}`, ariaHidden: "true" }, initials);
}
