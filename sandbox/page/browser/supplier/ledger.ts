/** The transactions, each beside the bot's order, with buttons to decide its end. */

import type { OrderLook, TransactionLook } from "../../protocol.ts";
import { classes, h, type Child } from "../dom.ts";
import { clockSeconds, rupiah } from "../format.ts";
import { iconButton } from "../icons.ts";
import { section } from "../panel.ts";
import { chatOf, pointed, pointing } from "../pointing.ts";
import { pairs } from "../state.ts";
import { hasWord, language, words } from "../words/words.ts";
import { Moves } from "./moves.ts";
import type { Pair } from "./pairs.ts";

const maxShown = 40;
/** In place of a password or PIN. */
const mask = "•••";

export function Ledger() {
  const { title, empty } = words.value.supplier.ledger;
  const cards = pairs.value.slice(0, maxShown).map((pair) => h(PairCard, { key: pair.key, pair }));
  return section(title, cards.length === 0 && h("p.empty-note", empty), h("div.ledger", cards));
}

function PairCard({ pair }: { readonly pair: Pair }) {
  const { key, transaction, order, link } = pair;
  const its = words.value.supplier.ledger;
  const toChat = chatOf(pair);
  const known = transaction ?? order;
  const sent = known?.data.filter((value) => value !== "") ?? [];
  const look = classes(`link-${link}`, pointed.value === key && "pointed");
  return h(
    "article.card.pair",
    { class: look, ...pointing(key), "data-pair": key },
    h(
      "header.pair-head",
      h("b", known?.service),
      h("span.pair-price", rupiah(known?.priceRupiah ?? 0)),
      h("small", sent.join(" · ")),
      sent.includes(mask) && h("small.secret-note", its.secret),
      toChat && iconButton("chat", its.toChat, toChat, "to-chat"),
    ),
    h("div.sides", supplierSide(transaction), linkMark(pair), botSide(order)),
    transaction !== undefined && !isFinal(transaction) && h(Moves, transaction),
  );
}

const isFinal = ({ views }: TransactionLook): boolean =>
  ["success", "failed", "deleted"].includes(views.at(-1)?.phase ?? "");

function supplierSide(transaction: TransactionLook | undefined) {
  const its = words.value.supplier.ledger;
  if (transaction === undefined) return side(its.supplier, "", sideNote(its.noTransaction));
  const { refId, views, answered, hung, refunded, ours, createdAtMs } = transaction;
  const lost = ours && (answered === null || answered === "connection destroyed");
  const final = views.at(-1);
  return side(
    its.supplier,
    refId,
    timeline(
      views.flatMap(({ atMs, phase }, index) => [
        { atMs, name: phase, note: index === 0 && !ours ? its.outsider : "" },
        ...(index === 0 && lost ? [{ atMs: createdAtMs, name: "answer-lost", note: "" }] : []),
      ]),
    ),
    hung && sideNote(its.hung),
    final?.voucher && h("code.voucher", { title: its.voucher }, final.voucher),
    final?.phase === "failed" && sideNote(final.note),
    refunded && sideNote(its.moneyBack),
  );
}

function botSide(order: OrderLook | undefined) {
  const its = words.value.supplier.ledger;
  if (order === undefined) return side(its.bot, "", sideNote(its.noOrder));
  const steps = order.timeline.map(({ atMs, to, why }) => {
    return { atMs, name: to, note: why?.[language.value] ?? "" };
  });
  return side(`${its.bot} · ${order.firstName}`, order.id, timeline(steps));
}

function side(title: string, id: string, ...children: readonly Child[]) {
  const head = h("header", h("span", title), id !== "" && h("code", id));
  return h("section.side", head, children);
}

const sideNote = (text: string) => h("p.side-note", text);

interface Step {
  readonly atMs: number;
  readonly name: string;
  readonly note: string;
}

function timeline(steps: readonly Step[]) {
  const { steps: named } = words.value.supplier;
  const lines = steps.map(({ atMs, name, note }) =>
    h(
      "li.step",
      { class: name },
      h("time", clockSeconds(atMs)),
      h("b", hasWord(named, name) ? named[name] : name),
      note !== "" && h("small", note),
    ),
  );
  return h("ol.timeline", lines);
}

const signs = { known: "✓", missed: "?", none: "" } as const;

function linkMark({ link, transaction, order }: Pair) {
  const title = words.value.supplier.ledger.links[link];
  const isAlone = transaction === undefined || order === undefined;
  const look = {
    class: classes(isAlone && "alone"),
    role: "img",
    title,
    "aria-label": title,
  } as const;
  return h("span.link-mark", look, signs[link]);
}
