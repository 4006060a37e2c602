import fc, { type Arbitrary } from "fast-check";
import { bulkReasons } from "../../../src/orders/reconciling/bulk-review.ts";
import { listPriceNames } from "../../../src/catalogue/service.ts";
import { levels, maxRupiah, maxTenths, steps, type Markup } from "../../../src/prices/markup.ts";
import type { DepositAct } from "../../../src/screens/buttons/deposit-acts.ts";
import type { PriceAct } from "../../../src/screens/buttons/price-acts.ts";
import type { OperatorAct } from "../../../src/screens/buttons/buttons.ts";
import {
  format,
  id,
  orderId,
  page,
  period,
  record,
  shortId,
  standing,
  ticketId,
  yesOrNo,
} from "./any-part.ts";

const userId = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const who = fc.option(userId);
const level = fc.option(fc.constantFrom(...levels));
const place = fc.oneof(
  fc.constant("a"),
  fc.tuple(fc.constantFrom("c", "s"), shortId).map(([kind, id]) => kind + id),
);
const markup: Arbitrary<Markup> = fc.oneof(
  fc.nat({ max: maxRupiah }).map((rupiah): Markup => ({ kind: "rupiah", rupiah })),
  fc.nat({ max: maxTenths }).map((tenths): Markup => ({ kind: "percent", tenths })),
  fc.constantFrom(...listPriceNames).map((name): Markup => ({ kind: "list", name })),
);
const step = fc.constantFrom(...steps);
const ofPlace = { place, level, markup: fc.option(markup) };

/** One row a kind: what has no row does not compile. */
const priceActs: { [What in PriceAct["what"]]: Arbitrary<Extract<PriceAct, { what: What }>> } = {
  rules: record({ what: fc.constant("rules" as const), page }),
  categories: record({ what: fc.constant("categories" as const), page }),
  services: record({ what: fc.constant("services" as const), category: shortId, page }),
  place: record({ what: fc.constant("place" as const), place }),
  markups: record({ what: fc.constant("markups" as const), place, level }),
  tryMarkup: record({ what: fc.constant("tryMarkup" as const), ...ofPlace }),
  setMarkup: record({ what: fc.constant("setMarkup" as const), ...ofPlace }),
  steps: fc.constant({ what: "steps" }),
  tryStep: record({ what: fc.constant("tryStep" as const), step }),
  setStep: record({ what: fc.constant("setStep" as const), step }),
};

const payment = fc.stringMatching(/^[0-9a-f]{12}$/);
const depositActs: { [On in DepositAct["on"]]: Arbitrary<Extract<DepositAct, { on: On }>> } = {
  all: fc.constant({ on: "all" }),
  ticket: record({ on: fc.constant("ticket" as const), ticketId }),
  pay: record({ on: fc.constant("pay" as const), ticketId }),
  payOther: record({ on: fc.constant("payOther" as const), ticketId }),
  refuse: record({ on: fc.constant("refuse" as const), ticketId }),
  payment: record({ on: fc.constant("payment" as const), payment }),
  assign: record({ on: fc.constant("assign" as const), payment, ticketId }),
  ignore: record({ on: fc.constant("ignore" as const), payment }),
};

const operatorActs: {
  [Do in OperatorAct["do"]]: Arbitrary<Extract<OperatorAct, { do: Do }>>;
} = {
  decide: record({ do: fc.constant("decide" as const), userId, accept: yesOrNo }),
  resellers: record({ do: fc.constant("resellers" as const), page }),
  reseller: record({ do: fc.constant("reseller" as const), userId, page }),
  enrol: record({
    do: fc.constant("enrol" as const),
    userId,
    page,
    to: fc.constantFrom("in" as const, "out" as const),
    sure: yesOrNo,
  }),
  limits: record({ do: fc.constant("limits" as const), userId, page }),
  limit: record({
    do: fc.constant("limit" as const),
    userId,
    page,
    limit: fc.oneof(
      fc.constantFrom("usual" as const, "none" as const),
      fc.nat({ max: 999_999_999_999 }),
    ),
  }),
  credits: record({ do: fc.constant("credits" as const), userId, page }),
  credit: record({
    do: fc.constant("credit" as const),
    userId,
    page,
    limit: fc.oneof(
      fc.constantFrom("usual" as const, "none" as const),
      fc.nat({ max: 999_999_999_999 }),
    ),
  }),
  purse: record({ do: fc.constant("purse" as const), userId, page }),
  statement: record({ do: fc.constant("statement" as const), userId, page }),
  statementFile: record({ do: fc.constant("statementFile" as const), userId }),
  bill: record({ do: fc.constant("bill" as const), userId, months: fc.nat({ max: 12 }) }),
  hand: record({ do: fc.constant("hand" as const), question: id(1, 20), sure: yesOrNo }),
  levels: record({ do: fc.constant("levels" as const), userId, page }),
  level: record({ do: fc.constant("level" as const), userId, page, level }),
  prices: record({
    do: fc.constant("prices" as const),
    act: fc.oneof(...Object.values(priceActs)),
  }),
  costChanges: record({ do: fc.constant("costChanges" as const), page }),
  refund: record({ do: fc.constant("refund" as const), orderId }),
  deposits: record({
    do: fc.constant("deposits" as const),
    act: fc.oneof(...Object.values<Arbitrary<DepositAct>>(depositActs)),
  }),
  orders: record({ do: fc.constant("orders" as const), page }),
  ordersOf: record({ do: fc.constant("ordersOf" as const), who, period, standing, page }),
  ordersFile: record({ do: fc.constant("ordersFile" as const), who, period, format }),
  pausing: record({
    do: fc.constant("pausing" as const),
    to: fc.constantFrom("pause" as const, "resume" as const),
    sure: yesOrNo,
  }),
  books: fc.constant({ do: "books" }),
  commands: fc.constant({ do: "commands" }),
  stats: record({
    do: fc.constant("stats" as const),
    days: fc.constantFrom(1 as const, 30 as const),
  }),
  broadcast: record({ do: fc.constant("broadcast" as const), id: id(1, 40), send: yesOrNo }),
  audience: record({ do: fc.constant("audience" as const), id: id(1, 40), level }),
  missed: record({ do: fc.constant("missed" as const), id: id(1, 40), page }),
  reviews: record({ do: fc.constant("reviews" as const), page }),
  review: record({ do: fc.constant("review" as const), orderId }),
  attach: record({
    do: fc.constant("attach" as const),
    orderId,
    candidate: shortId,
    sure: yesOrNo,
  }),
  never: record({ do: fc.constant("never" as const), orderId, sure: yesOrNo }),
  bulk: record({ do: fc.constant("bulk" as const), why: fc.constantFrom(...bulkReasons) }),
  neverAll: record({ do: fc.constant("neverAll" as const), question: id(1, 20) }),
  complaints: record({ do: fc.constant("complaints" as const), page }),
  complaint: record({
    do: fc.constant("complaint" as const),
    complaintId: id(1, 12),
    done: yesOrNo,
  }),
};

export const operatorAct = fc.oneof(...Object.values<Arbitrary<OperatorAct>>(operatorActs));
