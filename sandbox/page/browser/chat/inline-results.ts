/** Inline mode: what the bot offers while one types its name and a query. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { InlineLook } from "../../protocol.ts";
import { h, type Child } from "../dom.ts";
import { act, ask, isObject } from "../server.ts";
import { bot, personId } from "../state.ts";
import { words } from "../words/words.ts";
import { startWith } from "./links.ts";
import { draft, write } from "./writing.ts";

const typingPauseMs = 300;
/** As long as Telegram waits for a bot here. */
const patienceMs = 10_000;

type Asked =
  | { readonly state: "waiting"; readonly queryId: string | undefined }
  | { readonly state: "silent" }
  | { readonly state: "answered"; readonly answer: InlineLook };

const asked = signal<Asked | undefined>(undefined);

/** The bot answered a query; only the latest one of the person who is shown matters. */
export function hearInline(answer: InlineLook): void {
  const now = asked.value;
  if (now?.state === "waiting" && now.queryId === answer.queryId) {
    asked.value = { state: "answered", answer };
  }
}

export function InlineResults() {
  const start = `@${bot.value?.username ?? ""} `;
  const isQuery = draft.value.toLowerCase().startsWith(start.toLowerCase());
  const query = isQuery ? draft.value.slice(start.length) : undefined;
  useEffect(() => {
    asked.value = undefined;
    if (query === undefined) return undefined;
    let patience = 0;
    const pause = setTimeout(() => void askBot(query), typingPauseMs);
    const askBot = async (query: string) => {
      asked.value = { state: "waiting", queryId: undefined };
      const answer = await ask(`chat/${personId.value}/inline`, { query });
      if (!isObject(answer)) return void (asked.value = undefined);
      asked.value = { state: "waiting", queryId: String(answer["queryId"]) };
      patience = setTimeout(() => {
        if (asked.value?.state === "waiting") asked.value = { state: "silent" };
      }, patienceMs);
    };
    return () => {
      clearTimeout(pause);
      clearTimeout(patience);
    };
  }, [query, personId.value]);
  if (query === undefined || asked.value === undefined) return null;
  return h("div.inline-results", contentOf(asked.value));
}

function contentOf(asked: Asked): Child {
  const its = words.value.chat.inline;
  const note = (text: string) => h("div.inline-note", text);
  if (asked.state !== "answered") return note(asked.state === "waiting" ? its.asking : its.silent);
  const { button, results, queryId } = asked.answer;
  if (results.length === 0 && button === undefined) return note(its.nothing);
  const choose = async (resultId: string) => {
    if (await act(`chat/${personId.value}/inline/choose`, { queryId, resultId })) write("");
  };
  const start = () => void startWith(button?.start_parameter ?? "");
  return [
    button && h("button.inline-button", { onClick: start }, button.text),
    results.map(({ id, title, description }) =>
      h(
        "button.inline-result",
        { key: id, onClick: () => void choose(id) },
        h("b", title),
        h("small", description),
      ),
    ),
  ];
}
