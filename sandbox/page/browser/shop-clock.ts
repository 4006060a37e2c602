/** The shop's clock, which can be set: services close, open and are told of by it. */

import { signal } from "@preact/signals";
import { chip } from "./chips.ts";
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

export function ShopClock() {
  if (shop.value === undefined) return null;
  const { title } = words.value.clock;
  const nowMs = machineMs.value + shop.value.aheadMs;
  const isSet = shop.value.aheadMs !== 0;
  const look = { title, "data-set": String(isSet) };
  return h(
    "div.shop-clock",
    h(
      "button.head-button.clock-button",
      { ...look, popovertarget: "shop-clock" },
      icon("clock"),
      h("span", clock(nowMs)),
      h("small", "WIB"),
    ),
    setting(nowMs, isSet),
  );
}

function setting(nowMs: number, isSet: boolean) {
  const its = words.value.clock;
  const set = (wantedMs: number) =>
    act("shop/clock", { aheadMs: Math.round(wantedMs - Date.now()) });
  const preset = (label: string, wantedMs: () => number) => chip([label], () => set(wantedMs()));
  const midnightMs = jakartaMidnightMs(nowMs);
  return h(
    "div.clock-setting",
    { id: "shop-clock", popover: "auto" },
    h("h2", its.title),
    h("p", its.hint),
    h("input.field", {
      type: "datetime-local",
      "aria-label": its.field,
      value: dayTime(nowMs - (nowMs % minuteMs)),
      onChange: ({ currentTarget }) => {
        const wantedMs = fromDayTime(currentTarget.value);
        if (wantedMs !== undefined) void set(wantedMs);
      },
    }),
    h(
      "div.chips",
      preset(its.hourOn, () => nowMs + 60 * minuteMs),
      preset(its.noon, () => midnightMs - 12 * 60 * minuteMs),
      preset(its.evening, () => midnightMs - 3 * 60 * minuteMs - minuteMs / 2),
      preset(its.beforeMidnight, () => midnightMs - minuteMs),
      isSet && preset(its.real, () => Date.now()),
    ),
  );
}
