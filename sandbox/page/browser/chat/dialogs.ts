/** Small dialogs, which ask to be read and answered. */

import { signal } from "@preact/signals";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import { h } from "../dom.ts";
import { words } from "../words/words.ts";

interface Question {
  readonly title: string;
  readonly text?: string;
  /** A field to type an answer into. */
  readonly field?: { readonly placeholder: string; readonly value: string };
  /** The button that agrees. */
  readonly agree: string;
  /** There is nothing to decide: it is only to be read. */
  readonly isNews?: boolean;
}

interface Asked extends Question {
  readonly settle: (answer: string | undefined) => void;
}

const open = signal<readonly Asked[]>([]);

/** Resolves to what was typed ("" without a field), or undefined where it was closed otherwise. */
export function askPerson(question: Question): Promise<string | undefined> {
  return new Promise((resolve) => {
    const asked: Asked = {
      ...question,
      settle(answer) {
        open.value = open.value.filter((one) => one !== asked);
        resolve(answer);
      },
    };
    open.value = [...open.value, asked];
  });
}

/** An alert that the bot answered a button with. */
export function tellPerson(title: string, text: string): void {
  void askPerson({ title, text, agree: "OK", isNews: true });
}

export function Dialogs(): VNode {
  return h(
    "div",
    {},
    open.value.map((asked) => h(Dialog, asked)),
  );
}

function Dialog({ title, text, field, agree, isNews = false, settle }: Asked): VNode {
  const box = useRef<HTMLDialogElement>(null);
  const [typed, type] = useState(field?.value ?? "");
  useLayoutEffect(() => box.current?.showModal(), []);
  return h(
    "dialog",
    { class: "dialog", ref: box, "aria-label": title, onClose: () => settle(undefined) },
    h(
      "form",
      {
        method: "dialog",
        onSubmit: (event) => {
          event.preventDefault();
          settle(typed.trim());
        },
      },
      h("h2", {}, title),
      text !== undefined && h("p", {}, text),
      field !== undefined &&
        h("input", {
          class: "field",
          placeholder: field.placeholder,
          value: typed,
          "aria-label": title,
          required: true,
          onInput: ({ currentTarget }) => type(currentTarget.value),
        }),
      h(
        "div",
        { class: "dialog-actions" },
        !isNews &&
          h(
            "button",
            { type: "button", class: "dialog-button", onClick: () => settle(undefined) },
            words.value.cancel,
          ),
        h("button", { class: "dialog-button", autofocus: field === undefined }, agree),
      ),
    ),
  );
}
