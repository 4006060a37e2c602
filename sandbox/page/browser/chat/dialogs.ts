/** Small dialogs, which ask to be read and answered. */

import { signal, useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { textField } from "../chips.ts";
import { h } from "../dom.ts";
import { words } from "../words/words.ts";

interface Question {
  readonly title: string;
  readonly text?: string;
  /** A field to type an answer into, which must fit the pattern; `wanted` says so in words. */
  readonly field?: { readonly value: string; readonly pattern: string; readonly wanted: string };
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
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const settle = (answer: string | undefined) => {
    open.value = open.value.filter((one) => one !== asked);
    resolve(answer);
  };
  const asked: Asked = { ...question, settle };
  open.value = [...open.value, asked];
  return promise;
}

/** An alert that the bot answered a button with. */
export function tellPerson(title: string, text: string): void {
  void askPerson({ title, text, agree: "OK", isNews: true });
}

export const Dialogs = () =>
  h(
    "div",
    open.value.map((asked) => h(Dialog, asked)),
  );

function Dialog({ title, text, field, agree, isNews = false, settle }: Asked) {
  const box = useRef<HTMLDialogElement>(null);
  const typed = useSignal(field?.value ?? "");
  useLayoutEffect(() => box.current?.showModal(), []);
  const cancel = () => settle(undefined);
  const submit = (event: Event) => {
    event.preventDefault();
    settle(typed.value.trim());
  };
  const look = { pattern: field?.pattern, title: field?.wanted, required: true };
  const button = { type: "button", onClick: cancel } as const;
  return h(
    "dialog.dialog",
    { ref: box, "aria-label": title, onClose: cancel },
    h(
      "form",
      { method: "dialog", onSubmit: submit },
      h("h2", title),
      text !== undefined && h("p", text),
      field && textField(typed, title, look),
      h(
        "div.dialog-actions",
        !isNews && h("button.dialog-button", button, words.value.cancel),
        h("button.dialog-button", { autofocus: field === undefined }, agree),
      ),
    ),
  );
}
