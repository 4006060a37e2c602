/** Small buttons of the panels, and fields to type into. */

import type { Signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { h, type Child, type Props } from "./dom.ts";
import { act } from "./server.ts";

/** What it is called, and what it does, in a sentence. */
export type ChipWords = readonly [label: string, hint?: string];

export const chip = ([label, title]: ChipWords, use: () => unknown, more?: Props<"button">) =>
  h("button.chip", { title, onClick: () => void use(), ...more }, label);

/** One that stays pressed. */
export const toggle = (words: ChipWords, isOn: boolean, use: () => unknown, name?: string) =>
  chip(words, use, { key: name, "aria-pressed": isOn, "data-switch": name });

/** Does one thing on the server: once for a press, however long the answer takes. */
export function Deed(props: {
  readonly words: ChipWords;
  readonly path: string;
  readonly body?: object;
}) {
  const [isUnderWay, setUnderWay] = useState(false);
  const use = async () => {
    setUnderWay(true);
    await act(props.path, props.body);
    setUnderWay(false);
  };
  return chip(props.words, use, { class: "plain", disabled: isUnderWay });
}

export const chipGroup = (title: string, ...children: readonly Child[]) =>
  h("div.chip-group", { role: "group", "aria-label": title }, h("h3", title), children);

/** Switches of an emulator. */
export function Switches<Name extends string>(props: {
  readonly of: "supplier" | "telegram";
  readonly groups: readonly (readonly [title: string, names: readonly Name[]])[];
  readonly words: Readonly<Record<Name, ChipWords>>;
  readonly on: readonly Name[];
}) {
  const switchOf = (name: Name) => {
    const isOn = props.on.includes(name);
    const use = () => act(`${props.of}/switch`, { name, on: !isOn });
    return toggle(props.words[name], isOn, use, name);
  };
  return props.groups.map(([title, names]) =>
    chipGroup(title, h("div.chips", names.map(switchOf))),
  );
}

/** Its text is the signal's. */
export const textField = (text: Signal<string>, label: string, more?: Props<"input">) =>
  h("input.field", {
    "aria-label": label,
    value: text,
    onInput: ({ currentTarget }) => (text.value = currentTarget.value),
    ...more,
  });
