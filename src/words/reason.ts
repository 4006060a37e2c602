import type { Reason, ReasonCode } from "../reason.ts";
import { orderIdSchema, type Order } from "../orders/state/order.ts";
import { wordsIn, type Language } from "./dictionary.ts";
import { rich, type Html, type Piece } from "./html.ts";
import { decimal } from "./money.ts";
import { orderNumber } from "./order-number.ts";
import { personLink, type Names } from "./person.ts";
import { fewLines } from "./shorten.ts";

/** How much of a detail is shown. */
interface Room {
  max: number;
  lines: number;
}

/** A reason as operators read it: our words, and in them what only the moment knew. */
export function reasonText(why: Reason, language: Language, names: Names, room: Room): Html {
  const words = wordsIn(language).reasons[why.code];
  const slot = /^(.*)\[(.*)\{\}(.*)\](.*)$/.exec(words);
  if (slot === null) return rich`${words}`;
  const [, before = "", left = "", right = "", after = ""] = slot;
  const detail = detailPiece(why, language, names, room);
  return detail === "" ? rich`${before}${after}` : rich`${before}${left}${detail}${right}${after}`;
}

/** Codes whose detail is one of our orders' id, and those whose detail is a person's. */
const orders = new Set<ReasonCode>([
  "waits-for",
  "one-fits-watched",
  "none-fits-watched",
  "ref-taken",
  "placed-after-all",
  "answer-contradicts",
]);
const people = new Set<ReasonCode>(["attached-by-operator", "never-placed-by-operator"]);

function detailPiece(
  { code, detail }: Reason,
  language: Language,
  names: Names,
  room: Room,
): Piece {
  if (orders.has(code)) {
    const id = orderIdSchema.safeParse(detail);
    return id.success ? orderNumber(id.data) : detail;
  }
  if (people.has(code) && /^\d+$/.test(detail)) return personLink(Number(detail), names);
  if (code === "median-answer-time") return decimal(Number(detail), wordsIn(language).locale);
  return fewLines(detail, room.max, room.lines);
}

/** Everybody an operator reads of with these orders. */
export function peopleIn(orders: readonly Order[]): number[] {
  return orders.flatMap(({ resellerId, timeline }) => [
    resellerId,
    ...timeline.flatMap(({ why }) =>
      why !== null && people.has(why.code) && /^\d+$/.test(why.detail) ? [Number(why.detail)] : [],
    ),
  ]);
}
