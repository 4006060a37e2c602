/** Money between resellers and operator: purses, open tickets, and what comes in from outside. */

import type { VNode } from "preact";
import { h } from "../dom.ts";
import { words } from "../words/words.ts";
import { Payments } from "./payments.ts";
import { Purses } from "./purses.ts";
import { Tickets } from "./tickets.ts";
import { TransferForm } from "./transfer-form.ts";

export function BankPanel(): VNode {
  const its = words.value.bank;
  return h(
    "section",
    { class: "panel bank", "aria-label": its.title },
    h(
      "header",
      { class: "panel-head" },
      h("span", { class: "lamp" }),
      h("h2", {}, its.title),
      h("small", {}, its.subtitle),
    ),
    h(
      "div",
      { class: "panel-body" },
      h(Purses, {}),
      h(Tickets, {}),
      h(TransferForm, {}),
      h(Payments, {}),
    ),
  );
}
