/** The transactions, each beside the bot's order, with buttons to decide its end. */

import type { OrderLook, TransactionLook } from "../../protocol.ts";
import { h, keyed, type Child } from "../dom.ts";
import { clockSeconds, rupiah } from "../format.ts";
import { act } from "../server.ts";
import { personById, store, watch } from "../store.ts";
import { pairsOf, type Link, type Pair } from "./pairs.ts";

const MAX_SHOWN = 40;

export function createLedger(): HTMLElement {
  const list = h("div", { className: "ledger" });
  const empty = h(
    "p",
    { className: "empty-note" },
    "No orders yet. They appear here the moment a reseller confirms one, ",
    "the supplier's transaction on the left, the bot's own timeline on the right.",
  );
  watch(["supplier", "orders"], () => {
    const { supplier, orders } = store.state ?? {};
    const pairs = pairsOf(supplier?.transactions ?? [], orders ?? []).slice(0, MAX_SHOWN);
    empty.hidden = pairs.length > 0;
    keyed(
      list,
      pairs.map((pair) => ({
        key: pair.key,
        version: JSON.stringify(pair),
        render: () => pairCard(pair),
      })),
    );
  });
  return h(
    "div",
    {},
    h("h3", { className: "section-title" }, "Transactions and orders"),
    empty,
    list,
  );
}

function pairCard(pair: Pair): HTMLElement {
  const { transaction, order, link } = pair;
  const service = transaction?.service ?? order?.service ?? "";
  const price = transaction?.priceRupiah ?? order?.priceRupiah ?? 0;
  const sent = (transaction?.data ?? order?.data ?? []).filter((value) => value !== "");
  const isOpen = transaction !== undefined && !isFinal(transaction);
  return h(
    "article",
    { className: `card pair link-${link}`, data: { pair: pair.key } },
    h(
      "header",
      { className: "pair-head" },
      h("b", {}, service),
      h("span", { className: "pair-price" }, rupiah(price)),
      h("small", {}, sent.join(" · ")),
    ),
    h(
      "div",
      { className: "sides" },
      supplierSide(transaction),
      linkMark(link, pair),
      botSide(order),
    ),
    isOpen && moves(transaction),
  );
}

function isFinal({ views }: TransactionLook): boolean {
  const phase = views.at(-1)?.phase;
  return phase === "success" || phase === "failed" || phase === "deleted";
}

function supplierSide(transaction: TransactionLook | undefined): HTMLElement {
  if (transaction === undefined) {
    return side("Supplier", "", h("p", { className: "side-note" }, "No transaction."));
  }
  const { refId, views, answered, hung, refunded, ours, createdAtMs } = transaction;
  const lost = ours && (answered === null || answered === "connection destroyed");
  const final = views.at(-1);
  return side(
    "Supplier",
    refId,
    timeline(
      views.flatMap(({ atMs, phase }, index) => [
        { atMs, word: phase, note: index === 0 && !ours ? "ordered by someone else" : "" },
        ...(index === 0 && lost ? [{ atMs: createdAtMs, word: "answer lost", note: "" }] : []),
      ]),
    ),
    hung && h("p", { className: "side-note" }, "Stays as it is until you decide."),
    final?.voucher !== undefined &&
      final.voucher !== "" &&
      h("code", { className: "voucher", title: "Voucher" }, final.voucher),
    final?.phase === "failed" && h("p", { className: "side-note" }, final.note),
    refunded && h("p", { className: "side-note" }, "Money back."),
  );
}

function botSide(order: OrderLook | undefined): HTMLElement {
  if (order === undefined) {
    const note = "No order of the bot has this ref.";
    return side("Bot", "", h("p", { className: "side-note" }, note));
  }
  const who = personById(order.personId)?.firstName ?? "";
  const steps = order.timeline.map(({ atMs, to, why }) => ({
    atMs,
    word: to,
    // What only repeats the word says nothing.
    note: why === to || why === "success" ? "" : why,
  }));
  return side(`Bot · ${who}`, order.id, timeline(steps));
}

function side(title: string, id: string, ...children: readonly Child[]): HTMLElement {
  const head = h("header", {}, h("span", {}, title), id !== "" && h("code", {}, id));
  return h("section", { className: "side" }, head, ...children);
}

interface Step {
  readonly atMs: number;
  readonly word: string;
  readonly note: string;
}

function timeline(steps: readonly Step[]): HTMLElement {
  return h(
    "ol",
    { className: "timeline" },
    ...steps.map(({ atMs, word, note }) =>
      h(
        "li",
        { className: `step ${word.replace(" ", "-")}`, title: note },
        h("time", {}, clockSeconds(atMs)),
        h("b", {}, word),
        note !== "" && h("small", {}, note),
      ),
    ),
  );
}

const links: Readonly<Record<Link, readonly [sign: string, title: string]>> = {
  known: ["✓", "The bot knows this transaction by its ref"],
  missed: ["?", "The same order, but the bot has not heard of the transaction"],
  none: ["", "Only one side knows of this"],
};

function linkMark(link: Link, { transaction, order }: Pair): HTMLElement {
  const [sign, title] = links[link];
  const alone = transaction === undefined || order === undefined ? " alone" : "";
  return h("span", { className: `link-mark${alone}`, title, ariaLabel: title }, sign);
}

/** Words typed for transactions that are not decided yet: a pair is drawn anew with every step of its order. */
const typed = new Map<string, string>();

/** Decides how it ends; the field is the voucher, or the reason of a failure. */
function moves({ refId }: TransactionLook): HTMLElement {
  const words = h("input", {
    className: "field small",
    placeholder: "Voucher or reason (optional)",
    ariaLabel: `Voucher or reason for ${refId}`,
    value: typed.get(refId) ?? "",
    oninput: () => void typed.set(refId, words.value),
  });
  const move = (to: string) => {
    void act("supplier/move", { refId, to, words: words.value });
    typed.delete(refId);
  };
  const button = (label: string, to: string, look: string) =>
    h("button", { type: "button", className: `move ${look}`, onclick: () => move(to) }, label);
  return h(
    "footer",
    { className: "moves" },
    words,
    button("Succeed", "success", "good"),
    button("Fail", "failed", "bad"),
    button("Vanish", "vanish", "bad"),
    button("Hang", "hang", ""),
  );
}
