/** Telegram's side: the bot's calls as they come, how they were answered, and what may go wrong. */

import { useState } from "preact/hooks";
import type { CallLook, TelegramSwitch } from "../../protocol.ts";
import { Switches } from "../chips.ts";
import { classes, h } from "../dom.ts";
import { clockSeconds, duration } from "../format.ts";
import { panel } from "../panel.ts";
import { calls, nameOf, telegram } from "../state.ts";
import { words } from "../words/words.ts";

const nextCalls = ["too-many", "bad-gateway", "lost-answer", "dropped"] as const;
const untilOff = ["slow", "pace"] as const;
const maxShown = 80;

export function TelegramPanel() {
  const { subtitle, ...its } = words.value.telegram;
  const lastPoll = calls.value.findLast(isPoll);
  const lamp = { isOff: (lastPoll?.status ?? 200) !== 200, title: its.polling };
  const many = its.calls(calls.value.at(-1)?.seq ?? 0);
  const figure = h("small.calls-count", many);
  const switches = h(Switches<TelegramSwitch>, {
    of: "telegram",
    groups: [
      [its.nextCall, nextCalls],
      [its.untilOff, untilOff],
    ],
    words: its.switches,
    on: telegram.value?.on ?? [],
  });
  return panel(
    { look: "telegram", title: "Telegram", subtitle, lamp, figure },
    h("div.card.controls", switches),
    h(Calls),
  );
}

function Calls() {
  const its = words.value.telegram;
  const [withPolls, setWithPolls] = useState(false);
  const shown = calls.value.filter((call) => withPolls || !isPoll(call)).slice(-maxShown);
  const onChange = () => setWithPolls(!withPolls);
  return h(
    "details.fold",
    h("summary.section-title", h("h3", its.callsOfBot)),
    h("label.check", h("input", { type: "checkbox", checked: withPolls, onChange }), its.withPolls),
    h(
      "div.calls",
      shown.toReversed().map((call) => h(CallRow, { key: call.seq, ...call })),
    ),
  );
}

const isPoll = ({ method }: CallLook): boolean => method.toLowerCase() === "getupdates";

function CallRow({ method, status, gist, refusal, faults, personId, ...call }: CallLook) {
  const its = words.value.telegram;
  const causes = faults.map((name) => its.switches[name][0]).join(", ");
  return h(
    "details.call",
    { class: classes(status !== 200 && "bad") },
    h(
      "summary",
      h("span.call-status", status === 0 ? its.cut : status),
      h("b", method),
      h("span.call-who", personId === null ? "" : nameOf(personId)),
      h("time", { title: clockSeconds(call.atMs) }, duration(call.durationMs)),
      h("span.call-gist", refusal ?? gist),
      faults.length > 0 && h("span.call-fault", its.bySwitch(causes)),
    ),
    h("pre", call.payload),
    h("pre.call-answer", call.answer || its.noAnswer),
  );
}
