/** The shop's clock, which can be set: services close, open and are told of by it. */

import { signal } from "@preact/signals";
import type { VNode } from "preact";
import { h } from "./dom.ts";
import { clock, dayTime, fromDayTime, jakartaMidnightMs } from "./format.ts";
import { icon } from "./icons.ts";
import { act } from "./server.ts";
import { shop } from "./state.ts";
import { words } from "./words/words.ts";

const tickMs = 1000;
const machineMs = signal(Date.now());
setInterval(() => (machineMs.value = Date.now()), tickMs);

const minuteMs = 60_000;

export function ShopClock(): VNode | null {
  if (shop.value === undefined) return null;
  const { aheadMs } = shop.value;
  const its = words.value.clock;
  const shown = clock(machineMs.value + aheadMs);
  return h(
    "div",
    { class: "shop-clock" },
    h(
      "button",
      {
        type: "button",
        class: "head-button clock-button",
        popovertarget: "shop-clock",
        title: its.title,
        "data-set": String(aheadMs !== 0),
      },
      icon("clock"),
      h("span", {}, shown),
      h("small", {}, "WIB"),
    ),
    h(Setting, { aheadMs }),
  );
}

function Setting({ aheadMs }: { readonly aheadMs: number }): VNode {
  const its = words.value.clock;
  const nowMs = machineMs.value + aheadMs;
  const set = (wantedMs: number) =>
    void act("shop/clock", { aheadMs: Math.round(wantedMs - Date.now()) });
  const preset = (label: string, wantedMs: () => number) =>
    h("button", { type: "button", class: "chip", onClick: () => set(wantedMs()) }, label);
  const midnightMs = jakartaMidnightMs(nowMs);
  return h(
    "div",
    { class: "clock-setting", id: "shop-clock", popover: "auto" },
    h("h2", {}, its.title),
    h("p", {}, its.hint),
    h("input", {
      class: "field",
      type: "datetime-local",
      "aria-label": its.field,
      value: dayTime(nowMs - (nowMs % minuteMs)),
      onChange: ({ currentTarget }) => {
        const wantedMs = fromDayTime(currentTarget.value);
        if (wantedMs !== undefined) set(wantedMs);
      },
    }),
    h(
      "div",
      { class: "chips" },
      preset(its.hourOn, () => nowMs + 60 * minuteMs),
      preset(its.noon, () => midnightMs - 12 * 60 * minuteMs),
      preset(its.evening, () => midnightMs - 3 * 60 * minuteMs - minuteMs / 2),
      preset(its.beforeMidnight, () => midnightMs - minuteMs),
      aheadMs !== 0 && preset(its.real, () => Date.now()),
    ),
  );
}
