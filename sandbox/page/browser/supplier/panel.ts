/** The supplier's side: its account, what may go wrong, its transactions beside the bot's orders. */

import type { Ending, SupplierSwitch } from "../../protocol.ts";
import { createChips } from "../chips.ts";
import { h } from "../dom.ts";
import { rupiah } from "../format.ts";
import { act } from "../server.ts";
import { store, watch } from "../store.ts";
import { createCatalogue } from "./catalogue.ts";
import { createLedger } from "./ledger.ts";

const nextOrder = [
  {
    name: "lost-answer",
    label: "Lose the next answer",
    hint: "The next order is placed and paid for, but the connection breaks before the bot hears of it",
  },
  {
    name: "hangs",
    label: "Never answer",
    hint: "The next order is placed, and the bot waits for an answer until its patience ends",
  },
  {
    name: "lost-order",
    label: "Lose the order",
    hint: "The connection breaks before the next order is placed; to the bot it looks the same",
  },
  { name: "refuses", label: "Refuse it", hint: "The next order is refused: wrong number" },
] as const;

const untilOff = [
  { name: "slow", label: "Slow", hint: "Every answer takes 2.5 seconds" },
  { name: "down", label: "Down", hint: "Connections are refused" },
  { name: "unavailable", label: "503", hint: "Every answer is an error page" },
  { name: "malformed", label: "Malformed", hint: "Every answer is broken JSON" },
  { name: "broke", label: "Out of balance", hint: "Nothing can be paid for any more" },
  {
    name: "pace",
    label: "One per 6 s",
    hint: "An order sooner than six seconds after the last one is refused: try again in 6 seconds",
  },
  { name: "maintenance", label: "Maintenance", hint: "Every order is refused: try again later" },
  {
    name: "collision",
    label: "Collisions",
    hint: "Every second order, by chance, is refused: its number was taken, try again later",
  },
  {
    name: "masked",
    label: "Contact the admin",
    hint: "Every order is refused without saying why, as when the supplier's own supplier is unpaid",
  },
] as const;

const profileCall = [
  { name: "balance", label: "A number", hint: "There is a profile call that says the balance" },
  {
    name: "balance-text",
    label: "In words",
    hint: "The profile call says the balance as relatives do: result, saldo, Rp 1.000.000",
  },
  { name: "balance-odd", label: "Unreadable", hint: "The profile call says no balance" },
] as const;

export function createSupplierPanel(): HTMLElement {
  const toggle = (name: SupplierSwitch, on: boolean) => void act("supplier/switch", { name, on });
  const oneShot = createChips<SupplierSwitch>("With the next order", nextOrder, toggle);
  const lasting = createChips<SupplierSwitch>("Until switched off", untilOff, toggle);
  const profile = createChips<SupplierSwitch>("Says its balance", profileCall, toggle);
  const lamp = h("span", { className: "lamp" });
  const balance = h("b", { className: "balance" });
  const counts = h("small", { className: "counts" });
  const ending = createEnding();
  const ledger = createLedger();
  const catalogue = createCatalogue();
  const outside = h(
    "button",
    {
      type: "button",
      className: "chip plain",
      title:
        "Somebody uses the same account at the supplier: a transaction the bot knows nothing of",
      onclick: () => void act("supplier/outside-order"),
    },
    "Someone else orders",
  );
  const topUp = h(
    "button",
    {
      type: "button",
      className: "chip plain",
      onclick: () => void act("supplier/top-up", { rupiah: 1_000_000 }),
    },
    "Top up Rp1.000.000",
  );

  watch(["supplier"], () => {
    const supplier = store.state?.supplier;
    if (supplier === undefined) return;
    lamp.classList.toggle("off", !supplier.up);
    lamp.title = supplier.up ? "The supplier answers" : "The supplier is down";
    balance.textContent = rupiah(supplier.balanceRupiah);
    const { order, status, service } = supplier.requests;
    counts.textContent = `Requests: ${order} order, ${status} status, ${service} service`;
    oneShot.draw(supplier.on);
    lasting.draw(supplier.on);
    profile.draw(supplier.on);
    ending.draw(supplier.ending);
  });

  return h(
    "section",
    { className: "panel supplier", ariaLabel: "Supplier" },
    h(
      "header",
      { className: "panel-head" },
      lamp,
      h("h2", {}, "Supplier"),
      h("small", {}, "emulated OsiMesa"),
      balance,
    ),
    h(
      "div",
      { className: "panel-body" },
      h(
        "div",
        { className: "card controls" },
        ending.element,
        oneShot.element,
        lasting.element,
        profile.element,
        h("div", { className: "chips quiet" }, outside, topUp, counts),
      ),
      catalogue,
      ledger,
    ),
  );
}

const outcomes = [
  ["succeed", "Succeed"],
  ["no-voucher", "No SN"],
  ["fail", "Fail"],
  ["price-0", "Price 0"],
  ["vanish", "Vanish"],
  ["hang", "Stay open"],
] as const;
const DELAYS_S = [1, 5, 15, 60] as const;

/** How orders end by themselves. */
function createEnding(): { element: HTMLElement; draw(ending: Ending): void } {
  let current: Ending = { outcome: "succeed", seconds: 5 };
  const change = (part: Partial<Ending>) => void act("supplier/ending", { ...current, ...part });
  const buttons = outcomes.map(([outcome, label]) => {
    const onclick = () => change({ outcome });
    return { outcome, button: h("button", { type: "button", onclick }, label) };
  });
  const delay = h(
    "select",
    { ariaLabel: "After how long", onchange: () => change({ seconds: Number(delay.value) }) },
    ...DELAYS_S.map((one) => h("option", { value: String(one) }, `after ${one} s`)),
  );
  const element = h(
    "div",
    { className: "chip-group", role: "group", ariaLabel: "Orders end by themselves" },
    h("h3", {}, "Orders end by themselves"),
    h(
      "div",
      { className: "ending" },
      h("div", { className: "segments" }, ...buttons.map(({ button }) => button)),
      delay,
    ),
  );
  return {
    element,
    draw(ending) {
      current = ending;
      for (const { outcome, button } of buttons) {
        button.ariaPressed = String(outcome === ending.outcome);
      }
      delay.value = String(ending.seconds);
      delay.disabled = ending.outcome === "hang";
    },
  };
}
