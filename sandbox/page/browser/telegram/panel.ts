/** Telegram's side: the bot's calls as they come, how they were answered, and what may go wrong. */

import { useState } from "preact/hooks";
import type { VNode } from "preact";
import type { CallLook, TelegramSwitch } from "../../protocol.ts";
import { Chips } from "../chips.ts";
import { classes, h } from "../dom.ts";
import { clockSeconds, duration } from "../format.ts";
import { act } from "../server.ts";
import { calls, nameOf, telegram } from "../state.ts";
import { words } from "../words/words.ts";

const nextCalls = ["too-many", "bad-gateway", "lost-answer", "dropped"] as const;
const untilOff = ["slow", "pace"] as const;
const maxShown = 80;

export function TelegramPanel(): VNode {
  const its = words.value.telegram;
  const lastPoll = calls.value.findLast(({ method }) => isPoll(method));
  const isDeaf = lastPoll !== undefined && lastPoll.status !== 200;
  const group = (title: string, names: readonly TelegramSwitch[]) =>
    h(Chips<TelegramSwitch>, {
      title,
      names,
      words: its.switches,
      on: telegram.value?.on ?? [],
      toggle: (name, on) => act("telegram/switch", { name, on }),
    });
  return h(
    "section",
    { class: "panel telegram", "aria-label": "Telegram" },
    h(
      "header",
      { class: "panel-head" },
      h("span", { class: classes("lamp", isDeaf && "off"), title: its.polling }),
      h("h2", {}, "Telegram"),
      h("small", {}, its.subtitle),
      h("small", { class: "calls-count" }, its.calls(calls.value.at(-1)?.seq ?? 0)),
    ),
    h(
      "div",
      { class: "panel-body" },
      h(
        "div",
        { class: "card controls" },
        group(its.nextCall, nextCalls),
        group(its.untilOff, untilOff),
      ),
      h(Calls, {}),
    ),
  );
}

function Calls(): VNode {
  const its = words.value.telegram;
  const [withPolls, setWithPolls] = useState(false);
  const shown = calls.value
    .filter(({ method }) => withPolls || !isPoll(method))
    .slice(-maxShown)
    .toReversed();
  return h(
    "details",
    { class: "fold" },
    h("summary", { class: "section-title" }, h("h3", {}, its.callsOfBot)),
    h(
      "label",
      { class: "check" },
      h("input", {
        type: "checkbox",
        checked: withPolls,
        onChange: ({ currentTarget }) => setWithPolls(currentTarget.checked),
      }),
      its.withPolls,
    ),
    h(
      "div",
      { class: "calls" },
      shown.map((call) => h(CallRow, { key: call.seq, call })),
    ),
  );
}

const isPoll = (method: string): boolean => method.toLowerCase() === "getupdates";

function CallRow({ call }: { readonly call: CallLook }): VNode {
  const { method, status, gist, refusal, fault, durationMs, atMs, personId } = call;
  const its = words.value.telegram;
  return h(
    "details",
    { class: classes("call", status !== 200 && "bad") },
    h(
      "summary",
      {},
      h("span", { class: "call-status" }, status === 0 ? its.cut : status),
      h("b", {}, method),
      h("span", { class: "call-who" }, personId === null ? "" : nameOf(personId)),
      h("time", { title: clockSeconds(atMs) }, duration(durationMs)),
      h("span", { class: "call-gist" }, refusal ?? gist),
      fault !== null &&
        h("span", { class: "call-fault" }, its.bySwitch(fault.replaceAll("_", " "))),
    ),
    h("pre", {}, call.payload),
    h("pre", { class: "call-answer" }, call.answer === "" ? its.noAnswer : call.answer),
  );
}
