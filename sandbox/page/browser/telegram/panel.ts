/** Telegram's side: the bot's calls as they come, how they were answered, and what may go wrong. */

import type { CallLook, TelegramSwitch } from "../../protocol.ts";
import { createChips } from "../chips.ts";
import { h, keyed } from "../dom.ts";
import { clockSeconds, duration } from "../format.ts";
import { act } from "../server.ts";
import { personById, store, watch } from "../store.ts";

const nextCalls = [
  {
    name: "too-many",
    label: "429",
    hint: "The next call: too many requests, retry after 3 seconds",
  },
  {
    name: "bad-gateway",
    label: "502 × 3",
    hint: "The next three calls: bad gateway, an HTML page",
  },
  {
    name: "lost-answer",
    label: "Lose the answer",
    hint: "The next message arrives, but the bot does not hear that it did",
  },
  { name: "dropped", label: "Lose the call", hint: "The next call never arrives" },
] as const;

const untilOff = [
  { name: "slow", label: "Slow", hint: "Every call takes 1.5 seconds more" },
  {
    name: "pace",
    label: "Real pace",
    hint: "One message a second per chat, as Telegram documents",
  },
] as const;

const MAX_SHOWN = 80;

export function createTelegramPanel(): HTMLElement {
  const toggle = (name: TelegramSwitch, on: boolean) => void act("telegram/switch", { name, on });
  const oneShot = createChips<TelegramSwitch>("With the next call", nextCalls, toggle);
  const lasting = createChips<TelegramSwitch>("Until switched off", untilOff, toggle);
  const polling = h("span", { className: "lamp", title: "The bot asks for updates" });
  const count = h("small", { className: "calls-count" });
  const list = h("div", { className: "calls" });
  const withPolls = h("input", { type: "checkbox", onchange: () => drawCalls() });

  function drawCalls(): void {
    const calls = store.state?.calls ?? [];
    const shown = calls.filter(({ method }) => withPolls.checked || !isPoll(method));
    keyed(
      list,
      shown
        .slice(-MAX_SHOWN)
        .toReversed()
        .map((call) => ({ key: String(call.seq), version: "", render: () => callRow(call) })),
    );
    const last = calls.findLast(({ method }) => isPoll(method));
    polling.classList.toggle("off", last !== undefined && last.status !== 200);
    count.textContent = `${calls.at(-1)?.seq ?? 0} calls`;
  }

  watch(["calls"], drawCalls);
  watch(["telegram"], () => {
    oneShot.draw(store.state?.telegram.on ?? []);
    lasting.draw(store.state?.telegram.on ?? []);
  });

  return h(
    "section",
    { className: "panel telegram", ariaLabel: "Telegram" },
    h(
      "header",
      { className: "panel-head" },
      polling,
      h("h2", {}, "Telegram"),
      h("small", {}, "emulated Bot API"),
      count,
    ),
    h(
      "div",
      { className: "panel-body" },
      h("div", { className: "card controls" }, oneShot.element, lasting.element),
      h(
        "div",
        { className: "section-title" },
        h("h3", {}, "Calls of the bot"),
        h("label", { className: "check" }, withPolls, "polling too"),
      ),
      list,
    ),
  );
}

function isPoll(method: string): boolean {
  return method.toLowerCase() === "getupdates";
}

function callRow(call: CallLook): HTMLElement {
  const { method, status, gist, refusal, fault, durationMs, atMs, personId } = call;
  const isBad = status !== 200;
  const who = personId === null ? "" : (personById(personId)?.firstName ?? String(personId));
  return h(
    "details",
    { className: isBad ? "call bad" : "call" },
    h(
      "summary",
      {},
      h("span", { className: "call-status" }, status === 0 ? "cut" : String(status)),
      h("b", {}, method),
      h("span", { className: "call-who" }, who),
      h("time", { title: clockSeconds(atMs) }, duration(durationMs)),
      h("span", { className: "call-gist" }, refusal ?? gist),
      fault !== null &&
        h("span", { className: "call-fault" }, `switch: ${fault.replaceAll("_", " ")}`),
    ),
    h("pre", {}, call.payload),
    h("pre", { className: "call-answer" }, call.answer === "" ? "no answer" : call.answer),
  );
}
