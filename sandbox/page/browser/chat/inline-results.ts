/** Inline mode: what the bot offers while one types its name and a query. */

import type { InlineLook } from "../../protocol.ts";
import { h } from "../dom.ts";
import { act, ask, isObject } from "../server.ts";
import { awaitInline, store } from "../store.ts";
import { startWith } from "./links.ts";

export interface InlineResults {
  readonly element: HTMLElement;
  /** Asks the bot if the text is a query for it, else closes. */
  ask(text: string): void;
  close(): void;
}

const TYPING_PAUSE_MS = 300;
/** As long as Telegram waits for a bot here. */
const PATIENCE_MS = 10_000;

/** @param chosen a result was sent: the field has to be emptied */
export function createInlineResults(chosen: () => void): InlineResults {
  const element = h("div", { className: "inline-results", hidden: true });
  let pause = 0;
  let patience = 0;

  function close(): void {
    clearTimeout(pause);
    clearTimeout(patience);
    element.hidden = true;
  }

  function say(text: string): void {
    element.hidden = false;
    element.replaceChildren(h("div", { className: "inline-note" }, text));
  }

  async function query(text: string): Promise<void> {
    say("Asking the bot …");
    const answer = await ask(`chat/${store.personId}/inline`, { query: text });
    if (!isObject(answer)) return close();
    const late = () => say("The bot does not answer inline queries.");
    patience = setTimeout(late, PATIENCE_MS);
    awaitInline(String(answer["queryId"]), show);
  }

  function show(inline: InlineLook): void {
    clearTimeout(patience);
    const { button, results, queryId } = inline;
    if (results.length === 0 && button === undefined) return say("Nothing found.");
    const list = results.map((result) =>
      h(
        "button",
        {
          type: "button",
          className: "inline-result",
          onclick: () => void choose(queryId, result.id),
        },
        h("b", {}, result.title),
        h("small", {}, result.description ?? ""),
      ),
    );
    element.hidden = false;
    element.replaceChildren(...(button === undefined ? [] : [aboveButton(button)]), ...list);
  }

  function aboveButton(button: NonNullable<InlineLook["button"]>): HTMLElement {
    const onclick = () => void startWith(button.start_parameter ?? "");
    return h("button", { type: "button", className: "inline-button", onclick }, button.text);
  }

  async function choose(queryId: string, resultId: string): Promise<void> {
    if (!(await act(`chat/${store.personId}/inline/choose`, { queryId, resultId }))) return;
    close();
    chosen();
  }

  return {
    element,
    ask(text) {
      close();
      const start = `@${store.state?.bot.username ?? ""} `;
      if (!text.toLowerCase().startsWith(start.toLowerCase())) return;
      pause = setTimeout(() => void query(text.slice(start.length)), TYPING_PAUSE_MS);
    },
    close,
  };
}
