/** What each reseller has with the operator, as it is now. */

import type { PurseLook } from "../../money-protocol.ts";
import { h, keyed } from "../dom.ts";
import { rupiah } from "../format.ts";
import { act } from "../server.ts";
import { personById, store, watch } from "../store.ts";

export function createPurses(): HTMLElement {
  const list = h("div", { className: "card purses", role: "group", ariaLabel: "Purses" });
  watch(["money", "people"], () => {
    const purses = store.state?.money.purses ?? [];
    keyed(
      list,
      purses.map((purse) => ({
        key: String(purse.personId),
        version: JSON.stringify(purse),
        render: () => purseRow(purse),
      })),
    );
  });
  return h("div", {}, h("h3", { className: "section-title" }, "Purses"), list);
}

function purseRow(purse: PurseLook): HTMLElement {
  const { personId, balanceRupiah, heldRupiah, creditRupiah, leftRupiah } = purse;
  const name = personById(personId)?.firstName ?? String(personId);
  const depositsFirst = creditRupiah === 0;
  const details = [
    heldRupiah > 0 && `${rupiah(heldRupiah)} on hold`,
    creditRupiah !== null && creditRupiah > 0 && `credit ${rupiah(creditRupiah)}`,
    leftRupiah === null ? "may order for any sum" : `may order for ${rupiah(leftRupiah)}`,
  ].filter((part) => part !== false);
  return h(
    "div",
    { className: "money-row purse", data: { purse: name } },
    h("b", {}, name),
    h("small", {}, details.join(" · ")),
    h("span", { className: balanceRupiah < 0 ? "sum owed" : "sum" }, rupiah(balanceRupiah)),
    h(
      "button",
      {
        type: "button",
        className: "chip",
        title: depositsFirst
          ? "Orders only what the balance is enough for; switch off for the shop's usual credit"
          : "No credit: orders only what the balance is enough for",
        ariaPressed: String(depositsFirst),
        onclick: () => void act("payments/credit", { personId, depositFirst: !depositsFirst }),
      },
      "Deposit first",
    ),
  );
}
