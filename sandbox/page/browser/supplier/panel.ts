/** The supplier's side: its account, what may go wrong, its transactions beside the bot's orders. */

import type { SupplierLook, SupplierSwitch } from "../../protocol.ts";
import { Deed, Switches } from "../chips.ts";
import { h } from "../dom.ts";
import { rupiah } from "../format.ts";
import { panel } from "../panel.ts";
import { supplier } from "../state.ts";
import { words } from "../words/words.ts";
import { Catalogue } from "./catalogue.ts";
import { Ending } from "./ending.ts";
import { Ledger } from "./ledger.ts";

const nextOrder = ["lost-answer", "hangs", "lost-order", "refuses"] as const;
const untilOff = [
  "slow",
  "down",
  "unavailable",
  "malformed",
  "broke",
  "pace",
  "maintenance",
  "collision",
  "masked",
] as const;
const profileCall = ["balance", "balance-text", "balance-odd"] as const;

export function SupplierPanel() {
  if (supplier.value === undefined) return null;
  const { up, balanceRupiah } = supplier.value;
  const { title, subtitle, ...its } = words.value.supplier;
  const lamp = { isOff: !up, title: up ? its.up : its.down };
  const figure = h("b.balance", rupiah(balanceRupiah));
  return panel(
    { look: "supplier", title, subtitle, lamp, figure },
    h(Controls, supplier.value),
    h(Catalogue),
    h(Ledger),
  );
}

function Controls({ on, ending, requests }: SupplierLook) {
  const its = words.value.supplier;
  const topUp = { rupiah: 1_000_000 };
  return h(
    "div.card.controls",
    h(Ending, { ending }),
    h(Switches<SupplierSwitch>, {
      of: "supplier",
      groups: [
        [its.nextOrder, nextOrder],
        [its.untilOff, untilOff],
        [its.profileCall, profileCall],
      ],
      words: its.switches,
      on,
    }),
    h(
      "div.chips.quiet",
      h(Deed, { words: its.outsideOrder, path: "supplier/outside-order" }),
      h(Deed, { words: its.topUp, path: "supplier/top-up", body: topUp }),
      h("small.counts", its.requests(requests)),
    ),
  );
}
