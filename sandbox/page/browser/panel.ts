/** What the panels beside the phone have in common. */

import { classes, h, type Child } from "./dom.ts";

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
    "section",
    { class: `panel ${head.look}`, "aria-label": head.title },
    h(
      "header",
      { class: "panel-head" },
      h("span", {
        class: classes("lamp", head.lamp?.isOff === true && "off"),
        title: head.lamp?.title,
      }),
      h("h2", {}, head.title),
      h("small", {}, head.subtitle),
      head.figure,
    ),
    h("div", { class: "panel-body" }, body),
  );

export const section = (title: string, ...children: readonly Child[]) =>
  h("div", {}, h("h3", { class: "section-title" }, title), children);

/** A section of rows; instead of none, `empty` is said. */
export const rowsSection = (title: string, look: string, rows: readonly Child[], empty?: string) =>
  section(
    title,
    rows.length === 0 && empty !== undefined
      ? h("p", { class: "empty-note" }, empty)
      : h("div", { class: `card ${look}`, role: "group", "aria-label": title }, rows),
  );
