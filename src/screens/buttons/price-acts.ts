import { listPriceNames } from "../../catalogue/service.ts";
import {
  levels,
  maxRupiah,
  maxTenths,
  steps,
  type Level,
  type Markup,
} from "../../prices/markup.ts";
import { codec, maybe, oneOf, word, type Meaning, type Part } from "./codec.ts";

/** Operators' buttons of selling prices: a table of their own, so that its letters are its own. */

const page = word(/^\d{1,6}$/, Number);
/** Everything (`a`), or the short id of a category or a service. */
const place = word(/^(?:a|[cs][\w-]{8})$/, String);
/** null: for resellers of every level. */
const level: Part<Level | null> = maybe(oneOf(...levels));
const step = oneOf(...steps);

/** `r500`, `p25` (tenths of a percent), `lstandar` */
const markup: Part<Markup> = {
  decode(text) {
    const [, kind, digits = ""] = /^([rp])(\d{1,7})$/.exec(text) ?? [];
    const amount = Number(digits);
    if (kind === "r" && amount <= maxRupiah) return { kind: "rupiah", rupiah: amount };
    if (kind === "p" && amount <= maxTenths) return { kind: "percent", tenths: amount };
    const name = listPriceNames.find((one) => text === `l${one}`);
    return name && { kind: "list", name };
  },
  encode(markup) {
    switch (markup.kind) {
      case "rupiah":
        return `r${markup.rupiah}`;
      case "percent":
        return `p${markup.tenths}`;
      case "list":
        return `l${markup.name}`;
    }
  },
};

const priceActs = {
  /** All rules. */
  rules: ["r", { page }],
  categories: ["c", { page }],
  services: ["v", { category: word(/^[\w-]{8}$/, String), page }],
  /** The rules of one place, for each level. */
  place: ["p", { place }],
  /** What a rule may be. */
  markups: ["m", { place, level }],
  /** What prices would come of it; null: of taking it out. `set` does it. */
  tryMarkup: ["t", { place, level, markup: maybe(markup) }],
  setMarkup: ["s", { place, level, markup: maybe(markup) }],
  steps: ["u"],
  tryStep: ["x", { step }],
  setStep: ["y", { step }],
} as const;

export const priceAct = codec("what", priceActs);

export type PriceAct<What extends keyof typeof priceActs = keyof typeof priceActs> = Meaning<
  "what",
  typeof priceActs,
  What
>;
