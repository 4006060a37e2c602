/** What each reseller has with the operator, as it is now. */

import type { PurseLook } from "../../money-protocol.ts";
import { toggle } from "../chips.ts";
import { classes, h } from "../dom.ts";
import { count, rupiah } from "../format.ts";
import { rowsSection } from "../panel.ts";
import { act } from "../server.ts";
import { money, nameOf } from "../state.ts";
import { words } from "../words/words.ts";

export function Purses() {
  const { title, more } = words.value.bank.purses;
  const { purses = [], others = 0 } = money.value ?? {};
  const rows = purses.map((purse) => h(PurseRow, { key: purse.personId, ...purse }));
  const rest = h("div.money-row", h("small", more(count(others))));
  return rowsSection(title, "purses", others > 0 ? [...rows, rest] : rows);
}

function PurseRow({ personId, balanceRupiah, heldRupiah, creditRupiah, leftRupiah }: PurseLook) {
  const its = words.value.bank.purses;
  const name = nameOf(personId);
  const depositsFirst = creditRupiah === 0;
  const [label, hints] = its.depositFirst;
  const details = [
    heldRupiah > 0 && its.held(rupiah(heldRupiah)),
    creditRupiah !== null && creditRupiah > 0 && its.credit(rupiah(creditRupiah)),
    leftRupiah === null ? its.anySum : its.left(rupiah(leftRupiah)),
  ];
  return h(
    "div.money-row.purse",
    { "data-purse": name },
    h("b", name),
    h("small", details.filter(Boolean).join(" · ")),
    h("span.sum", { class: classes(balanceRupiah < 0 && "owed") }, rupiah(balanceRupiah)),
    toggle([label, depositsFirst ? hints.on : hints.off], depositsFirst, () =>
      act("payments/credit", { personId, depositFirst: !depositsFirst }),
    ),
  );
}
