/** What the panels beside the phone have in common. */

import { type Child, classes, h } from "./dom.ts";

export interface PanelHead {
  /** Of the style sheet. */
  readonly look: string;
  readonly title: string;
  readonly subtitle: string;
  readonly lamp?: { readonly isOff: boolean; readonly title: string };
  /** What it says at its end. */
  readonly figure?: Child;
}

export const panel = (head: PanelHead, ...body: readonly Child[]) =>
  h(
    "section.panel",
    { class: head.look, "aria-label": head.title },
    h(
      "header.panel-head",
      h("span.lamp", {
        class: classes(head.lamp?.isOff === true && "off"),
        title: head.lamp?.title,
      }),
      h("h2", head.title),
      h("small", head.subtitle),
      head.figure,
    ),
    h("div.panel-body", body),
  );

export const section = (title: string, ...children: readonly Child[]) =>
  h("div", h("h3.section-title", title), children);

/** A section of rows; instead of none, `empty` is said. */
export const rowsSection = (title: string, look: string, rows: readonly Child[], empty?: string) =>
  section(
    title,
    rows.length === 0 && empty !== undefined
      ? h("p.empty-note", empty)
      : h("div.card", { class: look, role: "group", "aria-label": title }, rows),
  );
