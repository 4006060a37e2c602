import { asksIdAndZone } from "../../../catalogue/id-and-zone.ts";
import { meansPhone } from "../../../catalogue/phone.ts";
import { isSecret } from "../../../catalogue/secrets.ts";
import type { ListedService } from "../../../catalogue/snapshot.ts";
import type { Answer } from "../../../orders/state/order.ts";
import { visible } from "../form/answer.ts";
import { hearTypedAnswer } from "../form/hear.ts";
import { readNominalAndNumber, readNumberAlone } from "../typed/number.ts";

/** A mobile number, however it begins. */
const mobile = /^(?:\+?62|0)\s?8[\d\s\-.]{7,}$/;
/** A confirmation card's answers with what was typed in place of some. */
interface Correction {
  answers: readonly Answer[];
  /** The field, from 0, that has to be asked again; left out: none. */
  from?: number;
}

/**
 * The answers of a confirmation card with its destination typed anew, that is to say its first question that asks no
 * secret. Null: the text is no right answer to it, or might as well be something else.
 */
export function readCorrection(
  typed: string,
  service: ListedService,
  before: readonly Answer[],
): Correction | null {
  const at = service.fields.findIndex((field) => !isSecret(field));
  const field = service.fields[at];
  if (field === undefined) return null;
  const text = visible(typed);
  if (readNominalAndNumber(text) !== null) return null;
  const phone = meansPhone(field, service);
  const earlier = before.find(({ position }) => position === field.position)?.value ?? "";
  if (phone && !replaces(earlier, readNumberAlone(text))) return null;
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
  const answers = [...heard.answers, ...others];
  // An id alone may be the next customer's, whose zone is another one.
  const zoneMayDiffer = heard.answers.length === 1 && asksIdAndZone(service.fields, at);
  return zoneMayDiffer ? { answers, from: at + 1 } : { answers };
}

/** What begins with anything else than a number does has something before it. */
const replaces = (earlier: string, number: string | null): boolean =>
  number !== null && (/^[0+]/.test(number) || !/^[0+]/.test(earlier));
