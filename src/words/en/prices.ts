import type { prices as indonesian } from "../id/prices.ts";
import { lines, rich } from "../html.ts";
import { grouped } from "../money.ts";
import { count as counted, products } from "./plural.ts";

/** Selling prices, and all that operators set of them, in English. */
export const prices: typeof indonesian = {
  changedJustNow:
    "The price has just changed. Nothing was ordered: check the price on the new card.",
  title: () => rich`<b>🏷 Selling prices</b>`,
  explained: () =>
    lines(
      "The nearest rule counts: product, then category, then all products. At the same place the rule of the reseller's level goes first.",
      "No price is ever below cost. Operators' own orders are at cost.",
    ),
  nameLevels: "To name a level: /prices followed by its number and name, like /prices 2 Gold.",
  usage:
    "Usage: /prices to see the rules, /prices 2 Gold to name level 2, /prices 2 - to take the name away.",
  everything: "All products",
  everyone: "All resellers",
  level: (level) => `Level ${level}`,
  named: (level, name) => `${name} (level ${level})`,
  atCost: "at cost",
  plus: (amount) => `cost + ${amount}`,
  list: (name) => `OsiMesa's ${name} price`,
  noRule: "no rule",
  noRules: "There are no rules yet: resellers pay the cost.",
  rule: (place, whose, markup) =>
    rich`<b>${place}</b>${whose === "" ? "" : ` · ${whose}`}: ${markup}`,
  gone: (name) => `${name} (not in OsiMesa's list)`,
  rounding: (step) =>
    step === null
      ? rich`Rounding: <b>none</b>`
      : rich`Rounding: up to a multiple of <b>${step}</b>`,
  unreadable: (count) =>
    rich`⚠️ Rules that cannot be read and do not count: ${grouped(count)}. Set them again; the bot's log names them.`,
  chooseCategory: "Choose a category:",
  chooseService: "Choose a product:",
  chooseLevel: "Choose whom it is for:",
  choose: "Choose what is added to the cost, or a price of OsiMesa's:",
  chooseStep: "Prices are rounded up to a multiple of this:",
  change: (before, after) => rich`${before} → <b>${after}</b>`,
  example: "Examples:",
  exampleCost: (name, cost) => rich`${name} · cost ${cost}`,
  examplePrice: (before, after) =>
    before === after ? rich`${after} (unchanged)` : rich`${before} → <b>${after}</b>`,
  unaffected:
    "No price changes: every product here has a nearer rule already, or the price comes out the same.",
  affected: (changed, all) =>
    `The price of ${grouped(changed)} of ${counted(all, products)} changes.`,
  saved: "Selling prices saved.",
  full: "There are too many rules. Remove some that are not needed first.",
  vanished: "This category or product is not there any more.",
  nameTooLong: (max) => `A level's name has at most ${grouped(max)} characters.`,
  levelIs: (name) => rich`Price level: <b>${name ?? "none"}</b>`,
  chooseResellerLevel: "Choose this reseller's price level:",
  levelSet: "Level saved.",
  profit: {
    all: (amount) => rich`Profit: <b>${amount}</b>`,
    categories: "Profit by category:",
    resellers: "Profit by reseller:",
    of: (who, amount) => rich`${who}: ${amount}`,
  },
  button: {
    menu: "🏷 Selling prices",
    categories: "📂 Categories & products",
    services: "📦 Products of this category",
    rounding: "🔢 Rounding",
    atCost: "At cost",
    noRounding: "No rounding",
    list: (name) => name,
    remove: "🗑 Remove this rule",
    save: "✅ Save",
    level: "🏷 Price level",
    noLevel: "No level",
  },
};
