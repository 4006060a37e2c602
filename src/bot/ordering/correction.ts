import { meansPhone } from "../../catalogue/phone.ts";
import type { ListedService } from "../../catalogue/snapshot.ts";
import type { Answer } from "../../orders/state/order.ts";
import { visible } from "./answer.ts";
import { hearTypedAnswer } from "./hear.ts";
import { isSecret } from "./kept.ts";

/** A mobile number, however it begins. */
const mobile = /^(?:\+?62|0)\s?8[\d\s\-.]{7,}$/;
/** Longer than a nominal. */
const number = /(?:\d\D*){8}/;
/** Something stands before a whole number: a nominal, a code. */
const beforeNumber = /\S[\s.,#*-]+(?:\+?62|0)8\d{7,}$/;

/**
 * The answers of a confirmation card with its destination typed anew, that is to say its first question that asks no
 * secret. Null: the text is no right answer to it, or might as well be something else.
 */
export function readCorrection(
  typed: string,
  service: ListedService,
  before: readonly Answer[],
): readonly Answer[] | null {
  const at = service.fields.findIndex((field) => !isSecret(field));
  const field = service.fields[at];
  if (field === undefined) return null;
  const text = visible(typed);
  const phone = meansPhone(field, service);
  if (phone && (beforeNumber.test(text) || !number.test(text))) return null;
  const earlier = before.find(({ position }) => position === field.position)?.value ?? "";
  // A customer's number is nobody's user id, though it has as many digits.
  if (!phone && mobile.test(text) && !mobile.test(earlier)) return null;
  // Any word would be a name: a search, a command.
  if (!phone && field.kind === "input" && field.type === "text" && !/^\d/.test(text)) return null;
  const heard = hearTypedAnswer(text, {
    nonce: "",
    service,
    at,
    field,
    digits: "as-typed",
    earlier: null,
  });
  if (heard.kind !== "answer") return null;
  const others = before.filter(({ position }) =>
    heard.answers.every((one) => one.position !== position),
  );
  return [...heard.answers, ...others];
}
