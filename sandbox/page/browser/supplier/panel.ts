/** The supplier's side: its account, what may go wrong, its transactions beside the bot's orders. */

import type { VNode } from "preact";
import type { SupplierSwitch } from "../../protocol.ts";
import { Chips } from "../chips.ts";
import { classes, h } from "../dom.ts";
import { rupiah } from "../format.ts";
import { act } from "../server.ts";
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

export function SupplierPanel(): VNode | null {
  if (supplier.value === undefined) return null;
  const { up, balanceRupiah } = supplier.value;
  const its = words.value.supplier;
  return h(
    "section",
    { class: "panel supplier", "aria-label": its.title },
    h(
      "header",
      { class: "panel-head" },
      h("span", { class: classes("lamp", !up && "off"), title: up ? its.up : its.down }),
      h("h2", {}, its.title),
      h("small", {}, its.subtitle),
      h("b", { class: "balance" }, rupiah(balanceRupiah)),
    ),
    h("div", { class: "panel-body" }, h(Controls, {}), h(Catalogue, {}), h(Ledger, {})),
  );
}

function Controls(): VNode | null {
  if (supplier.value === undefined) return null;
  const { on, ending, requests } = supplier.value;
  const its = words.value.supplier;
  const group = (title: string, names: readonly SupplierSwitch[]) =>
    h(Chips<SupplierSwitch>, {
      title,
      names,
      words: its.switches,
      on,
      toggle: (name, on) => act("supplier/switch", { name, on }),
    });
  return h(
    "div",
    { class: "card controls" },
    h(Ending, { ending }),
    group(its.nextOrder, nextOrder),
    group(its.untilOff, untilOff),
    group(its.profileCall, profileCall),
    h(
      "div",
      { class: "chips quiet" },
      deed(its.outsideOrder, "supplier/outside-order"),
      deed(its.topUp, "supplier/top-up", { rupiah: 1_000_000 }),
      h("small", { class: "counts" }, its.requests(requests)),
    ),
  );
}

const deed = ([label, title]: readonly [string, string], path: string, body = {}): VNode =>
  h(
    "button",
    { type: "button", class: "chip plain", title, onClick: () => void act(path, body) },
    label,
  );
