/** Elements for preact, each with the properties its tag has: the compiler knows them. */

import {
  createElement,
  type Attributes,
  type ComponentChildren,
  type FunctionComponent,
  type JSX,
  type VNode,
} from "preact";

export type Child = ComponentChildren;

type Tags = JSX.IntrinsicElements;
export type Props<Tag extends keyof Tags> = Tags[Tag] &
  Readonly<Record<`data-${string}`, string | undefined>>;

export function h<Tag extends keyof Tags>(
  tag: Tag,
  props?: Props<Tag>,
  ...children: readonly Child[]
): VNode;
export function h<Its>(
  component: FunctionComponent<Its>,
  props: Its & Attributes,
  ...children: readonly Child[]
): VNode;
export function h(
  type: string | FunctionComponent,
  props: Attributes = {},
  ...children: readonly Child[]
): VNode {
  return createElement(type, props, ...children);
}

/** Names of classes; those that do not apply are false. */
export const classes = (...names: readonly (string | false)[]): string =>
  names.filter((name) => name !== false && name !== "").join(" ");
