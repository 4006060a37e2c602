import { languages } from "../../../src/words/dictionary.ts";
import fc, { type Arbitrary } from "fast-check";
import { complaintTopics } from "../../../src/complaints/complaint.ts";
import { watchWishes } from "../../../src/people/watches.ts";
import { fitsTyped } from "../../../src/screens/buttons/typed-text.ts";
import type { FormAct, Press } from "../../../src/screens/buttons/buttons.ts";
import { operatorAct } from "./any-operator-act.ts";
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

const pageOrNone = fc.option(page);
const confirmationId = id(1, 48);
const phoneNumber = fc.stringMatching(/^\d{5,20}$/);
const wish = fc.constantFrom(...watchWishes);

/** One row a kind: what has no row does not compile. */
const formActs: { [Do in FormAct["do"]]: Arbitrary<Extract<FormAct, { do: Do }>> } = {
  option: record({ do: fc.constant("option" as const), index: page }),
  page: record({ do: fc.constant("page" as const), page }),
  keep: fc.constant({ do: "keep" }),
  back: fc.constant({ do: "back" }),
  cancel: fc.constant({ do: "cancel" }),
};

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
    act: fc.oneof(...Object.values<Arbitrary<FormAct>>(formActs)),
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
    act: operatorAct,
  }),
};

export const press = fc.oneof(...Object.values<Arbitrary<Press>>(presses));
