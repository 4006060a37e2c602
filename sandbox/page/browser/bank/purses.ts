/** What each reseller has with the operator, as it is now. */

import type { VNode } from "preact";
import type { PurseLook } from "../../money-protocol.ts";
import { classes, h } from "../dom.ts";
import { count, rupiah } from "../format.ts";
import { act } from "../server.ts";
import { money, nameOf } from "../state.ts";
import { words } from "../words/words.ts";

export function Purses(): VNode {
  const { title, more } = words.value.bank.purses;
  const { purses = [], others = 0 } = money.value ?? {};
  return h(
    "div",
    {},
    h("h3", { class: "section-title" }, title),
    h(
      "div",
      { class: "card purses", role: "group", "aria-label": title },
      purses.map((purse) => h(PurseRow, { key: purse.personId, ...purse })),
      others > 0 && h("div", { class: "money-row" }, h("small", {}, more(count(others)))),
    ),
  );
}

function PurseRow(purse: PurseLook): VNode {
  const { personId, balanceRupiah, heldRupiah, creditRupiah, leftRupiah } = purse;
  const its = words.value.bank.purses;
  const name = nameOf(personId);
  const depositsFirst = creditRupiah === 0;
  const [label, hints] = its.depositFirst;
  const details = [
    heldRupiah > 0 && its.held(rupiah(heldRupiah)),
    creditRupiah !== null && creditRupiah > 0 && its.credit(rupiah(creditRupiah)),
    leftRupiah === null ? its.anySum : its.left(rupiah(leftRupiah)),
  ].filter((detail) => detail !== false);
  return h(
    "div",
    { class: "money-row purse", "data-purse": name },
    h("b", {}, name),
    h("small", {}, details.join(" · ")),
    h("span", { class: classes("sum", balanceRupiah < 0 && "owed") }, rupiah(balanceRupiah)),
    h(
      "button",
      {
        type: "button",
        class: "chip",
        title: depositsFirst ? hints.on : hints.off,
        "aria-pressed": depositsFirst,
        onClick: () => void act("payments/credit", { personId, depositFirst: !depositsFirst }),
      },
      label,
    ),
  );
}
