import { languages } from "../../words/dictionary.ts";
import { bulkReasons } from "../../orders/reconciling/bulk-review.ts";
import { complaintTopics } from "../../complaints/complaint.ts";
import { orderIdSchema, type OrderId } from "../../orders/state/order.ts";
import { watchWishes } from "../../people/watches.ts";
import { levels } from "../../prices/markup.ts";
import { depositAct, ticketId } from "./deposit-acts.ts";
import { fileFormat, period, standing } from "./period-parts.ts";
import { priceAct } from "./price-acts.ts";
import { typedText } from "./typed-text.ts";
import { codec, either, flag, maybe, oneOf, word, type Meaning, type Part } from "./codec.ts";

/**
 * What every button does, and its way through Telegram: `callback_data` of at most 64 bytes. A letter, once given away,
 * is for ever: old chats are full of buttons. What a press does stands in the handlers' tables in `bot/`.
 */

const number = (digits: number) => word(new RegExp(`^\\d{1,${digits}}$`), Number);
const name = (length: number) => word(new RegExp(`^[\\w-]{1,${length}}$`), String);
/** Anything, of so many bytes at most; only as the last part, for it may have a colon in it. */
const text = (bytes: number): Part<string> => ({
  decode: (words) => (Buffer.byteLength(words) <= bytes ? words : undefined),
  encode: String,
});
const count = number(6);
const page = count;
const userId = number(16);
/** As long as a phone number may be typed, in digits. */
const phoneNumber = word(/^\d{5,20}$/, String);
const orderId: Part<OrderId> = {
  decode: (text) => orderIdSchema.safeParse(text).data,
  encode: String,
};

const watchWish = oneOf(...watchWishes);

/** Buttons of an open question. */
const formActs = {
  option: ["o", { index: count }],
  page: ["p", { page }],
  /** The value given before. */
  keep: ["k"],
  back: ["b"],
  cancel: ["x"],
} as const;

/** Operators' buttons; for anybody else they do not exist. `sure`: the confirming tap; without it it only asks. */
const operatorActs = {
  decide: ["d", { userId, accept: flag }],
  resellers: ["l", { page }],
  reseller: ["r", { userId, page }],
  enrol: ["e", { userId, page, to: oneOf("in", "out"), sure: flag }],
  limits: ["m", { userId, page }],
  limit: ["i", { userId, page, limit: either(oneOf("usual", "none"), number(12)) }],
  credits: ["c", { userId, page }],
  credit: ["j", { userId, page, limit: either(oneOf("usual", "none"), number(12)) }],
  /** A reseller's purse, statement and bill; `months` ago. */
  purse: ["p", { userId, page }],
  statement: ["u", { userId, page }],
  statementFile: ["f", { userId }],
  bill: ["q", { userId, months: number(2) }],
  /** The answer to the question about money moved by hand. */
  hand: ["h", { question: name(20), sure: flag }],
  /** The level of a reseller's prices. */
  levels: ["x", { userId, page }],
  level: ["z", { userId, page, level: maybe(oneOf(...levels)) }],
  prices: ["g", { act: priceAct }],
  deposits: ["y", { act: depositAct }],
  /** An order's price goes back to its reseller. */
  refund: ["1", { orderId }],
  /** Open complaints; one of them, `done`: it is settled. */
  complaints: ["6", { page }],
  complaint: ["7", { complaintId: name(12), done: flag }],
  /** Costs that changed today. */
  costChanges: ["2", { page }],
  orders: ["o", { page }],
  /** The orders of a day or a month, and the same as a file; of everybody where no one is named. */
  ordersOf: ["4", { who: maybe(userId), period, standing, page }],
  ordersFile: ["5", { who: maybe(userId), period, format: maybe(fileFormat) }],
  /** Whether orders are taken. */
  pausing: ["8", { to: oneOf("pause", "resume"), sure: flag }],
  books: ["9"],
  /** What can be typed. */
  commands: ["A"],
  stats: ["s", { days: oneOf(1, 30) }],
  broadcast: ["b", { id: name(40), send: flag }],
  /** To whom a broadcast goes that was not sent yet. */
  audience: ["B", { id: name(40), level: maybe(oneOf(...levels)) }],
  /** Who has not got one. */
  missed: ["C", { id: name(40), page }],
  reviews: ["w", { page }],
  review: ["v", { orderId }],
  /** `candidate`: a short name of the transaction, because a ref may be longer than a button holds. */
  attach: ["t", { orderId, candidate: name(40), sure: flag }],
  never: ["n", { orderId, sure: flag }],
  /** Asks about all that are in review for one reason; `neverAll` is the answer to the question of that name. */
  bulk: ["k", { why: oneOf(...bulkReasons) }],
  neverAll: ["a", { question: name(20) }],
} as const;

/** Buttons of what receipts look like. */
const receiptActs = {
  show: ["s"],
  /** Asks for what has to be typed. */
  type: ["t", { what: oneOf("name", "footer", "markup") }],
  pricing: ["p", { kind: oneOf("ask", "none", "rupiah", "percent"), amount: number(7) }],
} as const;

const presses = {
  main: ["m"],
  /** The categories in a new message: for buttons below a result, which must stay. */
  shop: ["n"],
  categories: ["c", { page }],
  services: ["s", { category: name(48), page }],
  service: ["v", { service: name(48), page }],
  /** What can be bought for a number typed before anything else, and the same of one category. */
  number: ["i", { number: phoneNumber, page }],
  numberServices: ["I", { number: phoneNumber, category: name(24), page }],
  numberService: ["j", { number: phoneNumber, service: name(24), page }],
  /** What is searched for, as `searchText` cuts it; "": asks what to search for. */
  search: ["g", { page: number(2), question: text(56) }],
  /** The label of a page count: does nothing. */
  nowhere: ["-"],
  /** Inside one run of a form; `nonce` names the run, `field` the question the button belongs to. */
  form: ["f", { nonce: name(48), field: count, act: codec("do", formActs) }],
  confirm: ["y", { confirmationId: name(48) }],
  discard: ["x", { confirmationId: name(48) }],
  /** ✏️ on a confirmation card; `page`: of the service list. */
  edit: ["p", { confirmationId: name(48), page }],
  /** 🔁: what an order was of. `below`: in a new message, because the one it stands in must stay. */
  again: ["r", { orderId, below: flag }],
  /** A service that could not be ordered, with what was answered for it. */
  resume: ["P", { kept: name(20) }],
  /** The same again is what is meant, though one is there. */
  oneMore: ["S", { confirmationId: name(48) }],
  check: ["k", { orderId, page: maybe(page) }],
  cancel: ["z", { orderId }],
  history: ["h", { page }],
  /** One's own orders of a day or a month, and the same as a file; without a format it asks for one. */
  historyOf: ["H", { period, standing, page }],
  historyFile: ["N", { period, format: maybe(fileFormat) }],
  order: ["o", { orderId, page: maybe(page) }],
  purse: ["w"],
  /** `page`: of its days, 0 is the newest. */
  statement: ["b", { page }],
  statementFile: ["e"],
  /** ➕; without a sum it asks for one. */
  topUp: ["u", { rupiah: maybe(number(10)) }],
  dropTicket: ["d", { ticketId }],
  /** Several order lines on one card. */
  confirmBatch: ["B", { batchId: name(20) }],
  discardBatch: ["X", { batchId: name(20) }],
  checkBatch: ["K", { batchId: name(20) }],
  /** The order is there; one more like it is what is meant. */
  second: ["E", { orderId }],
  /** As if its text had been typed. */
  typed: ["G", { text: typedText }],
  settings: ["t"],
  /** When the recap comes; without a time it asks. `below`: of a message that has to stay. */
  recap: ["O", { at: maybe(either(oneOf("off"), number(4))), below: flag }],
  language: ["l", { language: oneOf(...languages) }],
  help: ["?"],
  /** Hours in which only one's own results come: which there are, none, or these. */
  quiet: [
    "Y",
    { hours: either(oneOf("show", "off"), word(/^(?:1?\d|2[0-3])-(?:1?\d|2[0-3])$/, String)) },
  ],
  /** What is kept of a person; `erase` is the answer to `ask`. */
  ownData: ["Z", { act: oneOf("show", "export", "ask", "erase") }],
  /** A stranger asks for access. */
  ask: ["q"],
  /** 🔔: to be told of this service; a watch is known by its wish and its service. */
  watch: ["W", { wish: watchWish, service: name(48) }],
  unwatch: ["U", { wish: watchWish, service: name(48), page }],
  watches: ["V", { page }],
  /** ⭐ on a service: a favourite, or none any more. */
  favourite: ["F", { service: name(48) }],
  /** 💾 on an order: its destination is kept. */
  saveOrder: ["D", { orderId }],
  /** The list of what is kept, after one was removed from it. */
  saved: ["A", { page, remove: maybe(name(8)) }],
  /** A kept destination answers what the service asks. */
  useSaved: ["C", { saved: name(8), service: name(48), page }],
  /** 🆘: asks what is wrong with an order, or says it. `words`: asks for words; `drop`: says nothing after all. */
  report: ["J", { orderId, what: maybe(oneOf(...complaintTopics, "drop")) }],
  /** 💬 below an answer: asks for more words. */
  replyComplaint: ["M", { complaintId: name(12) }],
  /** 📄 of an order. `price`: what its product is sold for from now on, 0 for no price; "ask": asks for it. */
  receipt: ["R", { orderId, price: maybe(either(oneOf("ask"), number(9))) }],
  receiptSettings: ["Q", { act: codec("do", receiptActs) }],
  operator: ["a", { act: codec("do", operatorActs) }],
} as const;

export type Press<To extends keyof typeof presses = keyof typeof presses> = Meaning<
  "to",
  typeof presses,
  To
>;
export type FormAct = Meaning<"do", typeof formActs, keyof typeof formActs>;
export type ReceiptAct = Meaning<"do", typeof receiptActs, keyof typeof receiptActs>;
export type OperatorAct<Do extends keyof typeof operatorActs = keyof typeof operatorActs> = Meaning<
  "do",
  typeof operatorActs,
  Do
>;

/** What an operator's button does. */
export function operator(act: OperatorAct): Press {
  return { to: "operator", act };
}

const version = "1";
const maxBytes = 64;
const all = codec("to", presses);

/** Throws a bug's error when an id is too long for Telegram. */
export function encodePress(press: Press): string {
  const data = version + all.encode(press);
  if (Buffer.byteLength(data) > maxBytes) throw new Error(`button data too long: ${data}`);
  return data;
}

/** Null for anything this version did not write. */
export function decodePress(data: string): Press | null {
  return data.startsWith(version) ? (all.decode(data.slice(version.length)) ?? null) : null;
}
