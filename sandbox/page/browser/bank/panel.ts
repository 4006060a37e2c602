/** Money between resellers and operator: purses, open tickets, and what comes in from outside. */

import { h } from "../dom.ts";
import { createPayments } from "./payments.ts";
import { createPurses } from "./purses.ts";
import { createTickets } from "./tickets.ts";
import { createTransferForm } from "./transfer-form.ts";

export function createBankPanel(): HTMLElement {
  return h(
    "section",
    { className: "panel bank", ariaLabel: "Bank" },
    h(
      "header",
      { className: "panel-head" },
      h("span", { className: "lamp" }),
      h("h2", {}, "Bank"),
      h("small", {}, "purses, transfers, emulated Tripay"),
    ),
    h(
      "div",
      { className: "panel-body" },
      createPurses(),
      createTickets(),
      createTransferForm(),
      createPayments(),
    ),
  );
}
