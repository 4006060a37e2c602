/** Five things to try, each ticked when it has really happened, and a day full of customers. */

import { computed, effect, signal } from "@preact/signals";
import type { ShopLook, StepName } from "../protocol.ts";
import { chip, toggle } from "./chips.ts";
import { type Child, classes, h } from "./dom.ts";
import { remembered } from "./remembered.ts";
import { act } from "./server.ts";
import { choosePerson, people, shop, supplier } from "./state.ts";
import { showView } from "./views.ts";
import { words } from "./words/words.ts";

const steps: readonly StepName[] = ["order", "lost-answer", "kill", "top-up", "operator"];

const done = computed(() => shop.value?.done ?? []);
const next = computed(() => steps.find((name) => !done.value.includes(name)));
const wanted = signal<StepName | undefined>(undefined);
const chosen = computed(() => wanted.value ?? next.value);
/** On a narrow screen the steps alone, until one is touched. */
const open = remembered(
  "sandbox:tour",
  matchMedia("(min-width: 781px)").matches ? "open" : "closed",
);

// What has been done makes room for the next one.
effect(() => {
  if (wanted.value !== undefined && done.value.includes(wanted.value)) wanted.value = undefined;
});

export function Tour() {
  if (shop.value === undefined) return null;
  const isOpen = open.value === "open";
  return h(
    "section.tour",
    { "aria-label": words.value.tour.title },
    h(
      "ol.tour-steps",
      steps.map((name, index) => h("li", { key: name }, stepButton(name, index + 1, isOpen))),
      h("li.tour-crowd", crowdButton(shop.value)),
    ),
    isOpen && h("div.tour-how", howTo(chosen.value, shop.value)),
  );
}

function stepButton(name: StepName, number: number, isOpen: boolean) {
  const its = words.value.tour;
  const isDone = done.value.includes(name);
  const isChosen = name === chosen.value;
  const onClick = () => {
    open.value = isOpen && isChosen ? "closed" : "open";
    wanted.value = name;
  };
  const mark = {
    role: "img",
    "aria-label": isDone ? its.done : its.open,
  } as const;
  return h(
    "button.tour-step",
    {
      class: classes(isDone && "done"),
      "aria-current": isChosen ? "step" : undefined,
      "aria-expanded": isOpen && isChosen,
      onClick,
      "data-step": name,
    },
    h("span.tour-mark", mark, isDone ? "✓" : number),
    h("span.tour-name", its.steps[name].title),
  );
}

function howTo(name: StepName | undefined, { bot }: ShopLook): Child {
  const its = words.value.tour;
  if (name === undefined) return h("p", its.allDone);
  const { how } = its.steps[name];
  return [h("p", how), h("div.chips", deedsOf(name, bot))];
}

function deedsOf(name: StepName, bot: ShopLook["bot"]): Child {
  const { deeds } = words.value.tour;
  switch (name) {
    case "order":
      return takePhone("Budi");
    case "lost-answer": {
      const isOn = supplier.value?.on.includes(name) ?? false;
      return [
        toggle([deeds.lose], isOn, () => act("supplier/switch", { name, on: !isOn })),
        chip([deeds.ledger], () => showView("supplier")),
      ];
    }
    case "kill":
      return [
        chip([deeds.kill], () => act("shop/kill"), { disabled: bot !== "up" }),
        h("span.bot-state", { class: bot, role: "status" }, words.value.botStates[bot]),
      ];
    case "top-up":
      return [takePhone("Alex"), chip([deeds.bank], () => showView("bank"))];
    case "operator":
      return [takePhone("Dewi"), takePhone("Rina")];
  }
}

const takePhone = (name: string) =>
  chip([words.value.tour.deeds.take(name)], () => {
    const one = people.value.find(({ firstName }) => firstName === name);
    if (one !== undefined) choosePerson(one.id);
    showView("chat");
  });

function crowdButton({ crowd, bot }: ShopLook) {
  const [label, title] = words.value.tour.crowd;
  const { state, ordered, failed, size } = crowd;
  const mark = { none: "⋯", running: ordered + failed, done: "✓" }[state];
  return h(
    "button.tour-step",
    {
      title,
      disabled: state === "running" || bot !== "up",
      onClick: () => void act("shop/crowd"),
      "data-crowd": state,
    },
    h("span.tour-mark", mark),
    h("span.tour-name", state === "none" ? label : `${label} · ${ordered}/${size}`),
  );
}
