/** Money between resellers and operator: purses, open tickets, and what comes in from outside. */

import { h } from "../dom.ts";
import { panel } from "../panel.ts";
import { words } from "../words/words.ts";
import { Payments } from "./payments.ts";
import { Purses } from "./purses.ts";
import { Tickets } from "./tickets.ts";
import { TransferForm } from "./transfer-form.ts";

export function BankPanel() {
  const { title, subtitle } = words.value.bank;
  return panel(
    { look: "bank", title, subtitle },
    h(Purses),
    h(Tickets),
    h(TransferForm),
    h(Payments),
  );
}
