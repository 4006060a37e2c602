import type { Reason, ReasonCode } from "../../reason.ts";
import { isUnknownStatus, saysOnlyInProgress } from "../../osimesa/status.ts";
import {
  refOf,
  type Failure,
  type Order,
  type OrderState,
  type TimelineEntry,
} from "../../orders/state/order.ts";
import { isHung } from "../../orders/state/hung.ts";
import type { Standing } from "../../orders/placing/forecast.ts";
import { destinationLines } from "../../words/destination.ts";
import { wordsIn, type Words } from "../../words/dictionary.ts";
import { rich, lines, paragraphsWithin, type Html } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import { orderNumber } from "../../words/order-number.ts";
import { noNames, personWithId, type Names } from "../../words/person.ts";
import { reasonText } from "../../words/reason.ts";
import type { Button, Screen } from "../screen.ts";
import { copyButton, keepingRow, receiptButton } from "./afterwards.ts";
import { againButton } from "./again.ts";
import { reportButtons } from "./report.ts";
import { forReseller, saysOnlySuccess } from "../../words/supplier-words.ts";
import { exact, fewLines, oneLine } from "../../words/shorten.ts";
import { timeText, waitText, type View } from "../../words/times.ts";

export interface CardView extends View {
  /** Operators also see whose order it is and why it is where it is. */
  viewer: "reseller" | "operator";
  /** Of those an operator reads of. */
  names?: Names;
  /** Where a waiting order stands in the queue, where that is known. */
  standing?: Standing | null;
  /** An order that takes longer hangs, and can be reported. Unset: it never does. */
  hungAfterMs?: number;
  /** The page of the history the card was opened from, to go back to. */
  historyPage?: number | null;
}

/** Below Telegram's 4,096; all but an operator's timeline always fits. */
const maxCard = 4_000;
const maxReason = 400;
/** A voucher is worth money: it is cut only where one message cannot hold it. */
const maxVoucher = 1_500;
const maxTimeline = 12;

/** An order's card: what it is, where it stands, and what can be done. */
export function card(order: Order, view: CardView): Screen {
  const words = wordsIn(view.language);
  const text = paragraphsWithin(
    maxCard,
    stateTitle(order.state, words),
    subject(order, words),
    queueLine(view.standing ?? null, view) ?? stateLines(order, words, view.viewer),
    identity(order, view),
    view.viewer === "operator" ? operatorLines(order, view, view.names) : null,
  );
  return { text, keyboard: cardButtons(order, words, view) };
}

export function stateTitle(state: OrderState, words: Words): Html {
  return rich`<b>${words.order.state[titleOf(state)]}</b>`;
}

/** What an order that waits for its turn waits for, and how long; null: there is nothing to say of that. */
function queueLine(standing: Standing | null, view: View): Html | null {
  if (standing === null) return null;
  const { queued, held } = wordsIn(view.language).order;
  if (standing.hold !== null)
    return lines(held[standing.hold], held.until(timeText(standing.untilMs, view)));
  const wait = waitText(standing.waitMs, view.language);
  return wait === null ? null : queued(standing.place, wait);
}

function titleOf(state: OrderState): keyof Words["order"]["state"] {
  if (state.name === "failed" && neverLeft(state.failure)) return "notSent";
  return isNotNow(state) ? "notNow" : state.name;
}

/** The supplier has not taken it yet, and it is not its own fault. */
export function isNotNow(state: OrderState): boolean {
  return state.name === "unknown" && state.notNow === true;
}

/** Taken back or never begun: the supplier has not failed at what it never got. */
export function neverLeft({ reason }: Failure): boolean {
  return reason === "withdrawn" || reason === "not-sent";
}

/** What was ordered, for whom, at what price. */
export function subject(order: Order, words: Words): Html {
  return lines(
    rich`<b>${oneLine(order.service.name, 120)}</b>`,
    ...destinationLines(order, words),
    words.order.price(rupiah(order.priceRupiah)),
  );
}

/** What the state means for the person, and what the supplier said; of the shop's account only operators read. */
export function stateLines(
  order: Order,
  words: Words,
  viewer: CardView["viewer"] = "reseller",
): Html {
  const { state } = order;
  const say = words.order;
  switch (state.name) {
    case "confirmed":
      return state.waitsFor === undefined
        ? rich`${say.about.confirmed}`
        : say.waitsFor(orderNumber(state.waitsFor));
    case "unknown":
      if (isNotNow(state)) return lines(whyNotNow(state.why, say), say.notNow.again);
      return rich`${say.about.unknown}`;
    case "sending":
    case "review":
      return rich`${say.about[state.name]}`;
    case "placed":
      return lines(
        viewer === "operator" || isUnknownStatus(state.statusWord)
          ? statusLine(state.statusWord, say)
          : null,
        saysOnlyInProgress(state.note) ? null : noteLine(state.note, say, viewer),
        say.about.placed,
      );
    case "succeeded":
      return lines(
        voucherLines(order, words),
        state.doubt === undefined ? null : say.voucherDoubt[state.doubt.kind](),
        saysOnlySuccess(state.note) ? null : noteLine(state.note, say, viewer),
      );
    case "failed":
      return failureLines(state.failure, words, viewer);
  }
}

function whyNotNow({ code }: Reason, { notNow }: Words["order"]): string | null {
  return code === "not-now-pace" || code === "not-now-maintenance" || code === "not-now-collision"
    ? notNow[code]
    : null;
}

/** The voucher in full and copyable; empty when the supplier gave none. */
function voucherLines(order: Order, words: Words): Html {
  if (order.state.name !== "succeeded" || order.state.voucher === "") return lines();
  const { voucher, ref } = order.state;
  return lines(
    words.order.voucher,
    rich`<code>${exact(voucher, maxVoucher)}</code>`,
    voucher.length > maxVoucher ? words.order.voucherCut(oneLine(ref, 200)) : null,
  );
}

function failureLines(failure: Failure, words: Words, viewer: CardView["viewer"]): Html {
  const say = words.order;
  switch (failure.reason) {
    case "withdrawn":
      return say.withdrawn(
        failure.why,
        failure.waitedFor === undefined ? null : orderNumber(failure.waitedFor),
      );
    case "refused": {
      const reason = supplierText(failure.message, viewer);
      const refused = reason === "" ? say.refusedSilently() : say.refused(reason);
      if (!failure.shop) return lines(refused, say.noCharge);
      return lines(say.refusedShop(), viewer === "operator" ? refused : null);
    }
    case "not-sent":
      return say.notSent();
    case "never-placed":
      return say.neverPlaced();
    case "by-upstream": {
      const reason = supplierText(failure.note, viewer);
      return lines(reason === "" ? say.byUpstreamSilently() : say.byUpstream(reason), say.noCharge);
    }
    case "given-back":
      return say.givenBack();
  }
}

function supplierText(text: string, viewer: CardView["viewer"]): string {
  return fewLines(viewer === "operator" ? text : forReseller(text), maxReason, 4);
}

function statusLine(word: string, say: Words["order"]): Html | null {
  const shown = oneLine(word, 60);
  return shown === "" ? null : say.statusWord(shown);
}

function noteLine(note: string, say: Words["order"], viewer: CardView["viewer"]): Html | null {
  const shown = supplierText(note, viewer);
  return shown === "" ? null : say.note(shown);
}

function identity(order: Order, view: View): Html {
  const say = wordsIn(view.language).order;
  const ref = refOf(order);
  const at = timeText(order.confirmedAtMs, view);
  const changed = timeText(order.changedAtMs, view);
  return lines(
    say.number(orderNumber(order.id)),
    ref === null ? null : say.ref(oneLine(ref, 200)),
    changed === at ? say.confirmedAt(at) : rich`${say.confirmedAt(at)} · ${say.changedAt(changed)}`,
  );
}

/** For operators: whose order, why it stands there, and how it came there. */
export function operatorLines(order: Order, view: View, names: Names = noNames): Html {
  const words = wordsIn(view.language);
  const { state } = order;
  const why =
    "why" in state
      ? state.why
      : state.name === "failed" && state.failure.reason === "not-sent"
        ? state.failure.why
        : null;
  const charged = state.name === "succeeded" ? state.chargedRupiah : undefined;
  const entries = order.timeline
    .slice(-maxTimeline)
    .map((entry) => timelineLine(entry, view, names));
  return lines(
    words.order.reseller(personWithId(order.resellerId, names)),
    charged === undefined || charged === order.costRupiah
      ? null
      : words.order.charged(rupiah(charged)),
    why === null
      ? null
      : words.order.why(reasonText(why, view.language, names, { max: maxReason, lines: 4 })),
    entries.length === 0 ? null : words.order.timeline,
    ...entries,
  );
}

function timelineLine({ atMs, to, why }: TimelineEntry, view: View, names: Names): Html {
  const states = wordsIn(view.language).order.state;
  const title =
    to === "failed" && why !== null && isUnsent(why.code)
      ? states.notSent
      : to === "unknown" && why?.code.startsWith("not-now-") === true
        ? states.notNow
        : states[to];
  const reason = why === null ? null : reasonText(why, view.language, names, { max: 80, lines: 1 });
  return rich`${timeText(atMs, view)} ${title}${reason === null ? "" : rich` – ${reason}`}`;
}

/** The codes of what `neverLeft`. */
function isUnsent(code: ReasonCode): boolean {
  return (
    code.startsWith("withdrawn-") ||
    code === "deadline-missed" ||
    code === "claimed-too-late" ||
    code === "connection-failed"
  );
}

function cardButtons(
  order: Order,
  words: Words,
  { viewer, historyPage = null, nowMs, hungAfterMs = Infinity }: CardView,
): Button[][] {
  const { state, id } = order;
  const hangs = isHung(order, nowMs - hungAfterMs);
  const rows: Button[][] = [
    copyButton(order, words),
    viewer === "reseller"
      ? [
          ...againButton(order, words),
          ...receiptButton(order, words),
          ...reportButtons(order, words, hangs),
        ]
      : [],
  ];
  if (state.name !== "succeeded" && state.name !== "failed") {
    const row: Button[] = [
      { label: words.order.button.check, press: { to: "check", orderId: id, page: historyPage } },
    ];
    if (state.name === "confirmed")
      row.push({
        label: words.order.button.cancel,
        press: { to: "cancel", orderId: id },
        style: "danger",
      });
    rows.push(row);
  }
  if (viewer === "reseller") rows.push(keepingRow(order, words));
  if (historyPage !== null)
    rows.push([{ label: words.menu.button.back, press: { to: "history", page: historyPage } }]);
  return rows.filter((row) => row.length > 0);
}
