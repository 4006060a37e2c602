import { languages } from "../../src/words/dictionary.ts";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { suite, test } from "node:test";
import fc, { type Arbitrary } from "fast-check";
import { z } from "zod";
import { complaintTopics } from "../../src/complaints/complaint.ts";
import { bulkReasons } from "../../src/orders/reconciling/bulk-review.ts";
import { orderIdSchema } from "../../src/orders/state/order.ts";
import { listPriceNames } from "../../src/catalogue/service.ts";
import { standings } from "../../src/orders/state/tally.ts";
import type { Period } from "../../src/period.ts";
import { fileFormats } from "../../src/screens/buttons/period-parts.ts";
import { watchWishes } from "../../src/people/watches.ts";
import { levels, maxRupiah, maxTenths, steps, type Markup } from "../../src/prices/markup.ts";
import type { DepositAct } from "../../src/screens/buttons/deposit-acts.ts";
import type { PriceAct } from "../../src/screens/buttons/price-acts.ts";
import { fitsTyped } from "../../src/screens/buttons/typed-text.ts";
import {
  decodePress,
  encodePress,
  type FormAct,
  type OperatorAct,
  type Press,
} from "../../src/screens/buttons/buttons.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const id = (minLength: number, maxLength = minLength) =>
  fc.string({ unit: fc.constantFrom(...letters.split("")), minLength, maxLength });

const page = fc.nat({ max: 999_999 });
const pageOrNone = fc.option(page);
/** Of categories, services and transactions, as the catalogue and the reviews shorten them. */
const shortId = id(8);
const confirmationId = id(1, 48);
const orderId = fc
  .string({
    unit: fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRSTVWXYZ".split("")),
    minLength: 10,
    maxLength: 10,
  })
  .map((text) => orderIdSchema.parse(text));
const phoneNumber = fc.stringMatching(/^\d{5,20}$/);
const userId = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const yesOrNo = fc.boolean();

function record<Made>(model: { [Key in keyof Made]: Arbitrary<Made[Key]> }): Arbitrary<Made> {
  return fc.record<Made>(model, { noNullPrototype: true });
}

/** One row a kind: what has no row does not compile. */
const acts: { [Do in FormAct["do"]]: Arbitrary<Extract<FormAct, { do: Do }>> } = {
  option: record({ do: fc.constant("option" as const), index: page }),
  page: record({ do: fc.constant("page" as const), page }),
  keep: fc.constant({ do: "keep" }),
  back: fc.constant({ do: "back" }),
  cancel: fc.constant({ do: "cancel" }),
};

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

const who = fc.option(userId);
const period = fc.oneof(
  fc.nat({ max: 999_999 }).map((day): Period => ({ kind: "day", day })),
  fc.nat({ max: 999_999 }).map((month): Period => ({ kind: "month", month })),
);
const standing = fc.constantFrom(...standings);
const format = fc.option(fc.constantFrom(...fileFormats));
const ticketId = id(1, 20);
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

const wish = fc.constantFrom(...watchWishes);

const presses: { [To in Press["to"]]: Arbitrary<Extract<Press, { to: To }>> } = {
  main: fc.constant({ to: "main" }),
  shop: fc.constant({ to: "shop" }),
  categories: record({ to: fc.constant("categories" as const), page }),
  services: record({ to: fc.constant("services" as const), category: shortId, page }),
  service: record({ to: fc.constant("service" as const), service: shortId, page }),
  number: record({ to: fc.constant("number" as const), number: phoneNumber, page }),
  numberServices: record({
    to: fc.constant("numberServices" as const),
    number: phoneNumber,
    category: shortId,
    page,
  }),
  numberService: record({
    to: fc.constant("numberService" as const),
    number: phoneNumber,
    service: shortId,
    page,
  }),
  search: record({
    to: fc.constant("search" as const),
    page: fc.nat({ max: 99 }),
    question: fc
      .string({ maxLength: 14, unit: "grapheme" })
      .filter((text) => Buffer.byteLength(text) <= 56),
  }),
  nowhere: fc.constant({ to: "nowhere" }),
  form: record({
    to: fc.constant("form" as const),
    nonce: id(8),
    field: page,
    act: fc.oneof(...Object.values<Arbitrary<FormAct>>(acts)),
  }),
  confirm: record({ to: fc.constant("confirm" as const), confirmationId }),
  discard: record({ to: fc.constant("discard" as const), confirmationId }),
  edit: record({ to: fc.constant("edit" as const), confirmationId, page }),
  again: record({ to: fc.constant("again" as const), orderId, below: yesOrNo }),
  resume: record({ to: fc.constant("resume" as const), kept: id(1, 20) }),
  oneMore: record({ to: fc.constant("oneMore" as const), confirmationId }),
  check: record({ to: fc.constant("check" as const), orderId, page: pageOrNone }),
  cancel: record({ to: fc.constant("cancel" as const), orderId }),
  history: record({ to: fc.constant("history" as const), page }),
  historyOf: record({ to: fc.constant("historyOf" as const), period, standing, page }),
  historyFile: record({ to: fc.constant("historyFile" as const), period, format }),
  order: record({ to: fc.constant("order" as const), orderId, page: pageOrNone }),
  purse: fc.constant({ to: "purse" }),
  statement: record({ to: fc.constant("statement" as const), page }),
  statementFile: fc.constant({ to: "statementFile" }),
  topUp: record({
    to: fc.constant("topUp" as const),
    rupiah: fc.option(fc.nat({ max: 2_000_000_000 }), { nil: null }),
  }),
  dropTicket: record({ to: fc.constant("dropTicket" as const), ticketId }),
  confirmBatch: record({ to: fc.constant("confirmBatch" as const), batchId: id(1, 20) }),
  discardBatch: record({ to: fc.constant("discardBatch" as const), batchId: id(1, 20) }),
  checkBatch: record({ to: fc.constant("checkBatch" as const), batchId: id(1, 20) }),
  second: record({ to: fc.constant("second" as const), orderId }),
  typed: record({
    to: fc.constant("typed" as const),
    text: fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
      .filter((text) => fitsTyped(text)),
  }),
  settings: fc.constant({ to: "settings" }),
  recap: record({
    to: fc.constant("recap" as const),
    at: fc.option(fc.oneof(fc.constant("off" as const), fc.nat({ max: 1_439 }))),
    below: yesOrNo,
  }),
  language: record({
    to: fc.constant("language" as const),
    language: fc.constantFrom(...languages),
  }),
  help: fc.constant({ to: "help" }),
  quiet: record({
    to: fc.constant("quiet" as const),
    hours: fc.oneof(
      fc.constantFrom("show", "off"),
      fc.tuple(fc.nat({ max: 23 }), fc.nat({ max: 23 })).map((hours) => hours.join("-")),
    ),
  }),
  ownData: record({
    to: fc.constant("ownData" as const),
    act: fc.constantFrom("show" as const, "export" as const, "ask" as const, "erase" as const),
  }),
  ask: fc.constant({ to: "ask" }),
  watch: record({ to: fc.constant("watch" as const), wish, service: shortId }),
  unwatch: record({ to: fc.constant("unwatch" as const), wish, service: shortId, page }),
  favourite: record({ to: fc.constant("favourite" as const), service: shortId }),
  saveOrder: record({ to: fc.constant("saveOrder" as const), orderId }),
  receipt: record({
    to: fc.constant("receipt" as const),
    orderId,
    price: fc.oneof(fc.constant("ask" as const), fc.nat({ max: 999_999_999 }), fc.constant(null)),
  }),
  receiptSettings: record({
    to: fc.constant("receiptSettings" as const),
    act: fc.oneof(
      fc.constant({ do: "show" as const }),
      record({
        do: fc.constant("type" as const),
        what: fc.constantFrom("name" as const, "footer" as const, "markup" as const),
      }),
      record({
        do: fc.constant("pricing" as const),
        kind: fc.constantFrom(
          "ask" as const,
          "none" as const,
          "rupiah" as const,
          "percent" as const,
        ),
        amount: fc.nat({ max: 9_999_999 }),
      }),
    ),
  }),
  saved: record({ to: fc.constant("saved" as const), page, remove: fc.option(shortId) }),
  useSaved: record({
    to: fc.constant("useSaved" as const),
    saved: shortId,
    service: shortId,
    page,
  }),
  watches: record({ to: fc.constant("watches" as const), page }),
  report: record({
    to: fc.constant("report" as const),
    orderId,
    what: fc.option(fc.constantFrom(...complaintTopics, "drop" as const)),
  }),
  replyComplaint: record({ to: fc.constant("replyComplaint" as const), complaintId: id(1, 12) }),
  operator: record({
    to: fc.constant("operator" as const),
    act: fc.oneof(...Object.values<Arbitrary<OperatorAct>>(operatorActs)),
  }),
};
const press = fc.oneof(...Object.values<Arbitrary<Press>>(presses));

suite("buttons on their way through Telegram", () => {
  test("every button of version 0.1.0 still means what it meant, and is still written so", async () => {
    const file = new URL("../stored/presses-0.1.0.json", import.meta.url);
    const old = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(file, "utf8")));
    assert.ok(Object.keys(old).length > 50);
    for (const [data, meant] of Object.entries(old)) {
      const read = decodePress(data);
      assert.deepEqual(read, meant, data);
      assert.equal(read && encodePress(read), data);
    }
  });

  test("come back as they were, in 64 bytes", () => {
    fc.assert(
      fc.property(press, (one) => {
        const data = encodePress(one);
        assert.ok(Buffer.byteLength(data) <= 64, data);
        assert.deepEqual(decodePress(data), one);
      }),
      { numRuns: 2_000 },
    );
  });

  test("two that do different things differ", () => {
    fc.assert(
      fc.property(press, press, (one, other) => {
        if (encodePress(one) === encodePress(other)) assert.deepEqual(one, other);
      }),
      { numRuns: 1_000 },
    );
  });

  test("what another version wrote, or nobody, is nothing", () => {
    for (const data of [
      "",
      "1",
      "2m",
      "1m:1",
      "1c",
      "1c:x",
      "1c:-1",
      "1f:a:0:o",
      "1f:a",
      "1l:fr",
      "1k:short:",
      "1toString",
      "1a",
      "1a:zz:1",
      "1a:d:7001:2",
      "1a:s:7",
      "1a:__proto__",
      "1__proto__",
    ]) {
      assert.equal(decodePress(data), null, data);
    }
  });

  test("what is made up is nothing, or something that can be encoded", () => {
    const halfMadeUp = fc
      .tuple(press, fc.nat({ max: 63 }), fc.string({ maxLength: 3 }), fc.nat({ max: 3 }))
      .map(([one, at, put, out]) => {
        const data = encodePress(one);
        return data.slice(0, at) + put + data.slice(at + out);
      });
    const madeUp = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 64 }),
      fc.string({ maxLength: 63 }).map((rest) => `1${rest}`),
      fc.constantFrom(
        "",
        "1",
        "1__proto__",
        "1constructor",
        "1a:toString",
        "1a",
        "2m",
        "1f:::",
        "1m:",
      ),
      halfMadeUp,
    );
    fc.assert(
      fc.property(madeUp, (data) => {
        const read = decodePress(data);
        if (read !== null) assert.deepEqual(decodePress(encodePress(read)), read);
      }),
      { numRuns: 1_000 },
    );
  });
});
