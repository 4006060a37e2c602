/**
 * Elements for preact: `h("div.card.wide", { title }, "words", h(Rows))`. Tag and classes stand as in a style sheet; properties
 * may be left out. The compiler knows those that each tag has.
 */

import { createElement, isValidElement, type Attributes, type JSX, type VNode } from "preact";

export type Child = VNode | string | number | boolean | null | undefined | readonly Child[];

type Tags = JSX.IntrinsicElements;
type Tag = keyof Tags;
type TagOf<Selector> = Selector extends `${infer Name extends Tag}.${string}` ? Name : Selector;
type PropsOf<Name> = Name extends Tag ? Props<Name> : never;
export type Props<Name extends Tag> = Tags[Name] &
  Readonly<Record<`data-${string}`, string | undefined>> & {
    /** Besides those of the selector. */
    readonly class?: string;
  };

export function h<Selector extends Tag | `${Tag}.${string}`>(
  selector: Selector,
  props: PropsOf<TagOf<Selector>>,
  ...children: readonly Child[]
): VNode;
export function h(selector: Tag | `${Tag}.${string}`, ...children: readonly Child[]): VNode;
export function h(component: () => Child): VNode;
export function h<Its>(component: (props: Its) => Child, props: Its & Attributes): VNode;
export function h(
  type: string | ((props: Attributes) => Child),
  ...given: readonly (Child | object)[]
): VNode {
  const [first, ...rest] = given;
  const [props, children] = isProps(first) ? [first, rest] : [{}, given];
  if (typeof type !== "string") return createElement(type, props, ...children);
  const [tag = "", ...names] = type.split(".");
  if ("class" in props && typeof props.class === "string") names.push(props.class);
  const look = names.length === 0 ? {} : { class: classes(...names) };
  return createElement(tag, { ...props, ...look }, ...children);
}

const isProps = (given: Child | object): given is Attributes =>
  typeof given === "object" && given !== null && !Array.isArray(given) && !isValidElement(given);

/** Names of classes; those that do not apply are false. */
export const classes = (...names: readonly (string | false)[]): string =>
  names.filter((name) => name !== false && name !== "").join(" ");
