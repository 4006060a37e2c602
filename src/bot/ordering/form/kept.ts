import { meansPhone } from "../../../catalogue/phone.ts";
import { isSecret } from "../../../catalogue/secrets.ts";
import type { Field } from "../../../catalogue/service.ts";
import type { ListedService } from "../../../catalogue/snapshot.ts";
import type { Answer } from "../../../orders/state/order.ts";
import { resumeButton } from "../../../screens/buttons/menu-buttons.ts";
import type { Button } from "../../../screens/screen.ts";
import type { BotContext } from "../../context.ts";
import { idOf } from "../../intake/same-update.ts";
import { checkAnswer, chosen } from "./answer.ts";

/** What is left of earlier answers for a service as it asks now. */
interface Known {
  /** One for each field; null: it has to be asked. */
  known: (Answer | null)[];
  /** An answer is to something that is not asked so any more: even what fits has to be looked at. */
  changed: boolean;
}

/** Earlier answers to a service's fields, all or some. Secrets are never repeated. */
export function knownOf(service: ListedService, answers: readonly Answer[]): Known {
  const { fields } = service;
  const known = fields.map((field) => {
    const answer = answers.find(({ position }) => position === field.position);
    return answer === undefined || answer.secret ? null : stillAnswer(field, answer, service);
  });
  const changed = answers.some((answer) => {
    const index = fields.findIndex(({ position }) => position === answer.position);
    const field = fields[index];
    if (field?.label !== answer.label) return true;
    return answer.secret ? !isSecret(field) : known[index] === null;
  });
  return { known, changed };
}

/** Null where the field would not take it any more, or would take it for something else. */
function stillAnswer(field: Field, { value }: Answer, service: ListedService): Answer | null {
  if (isSecret(field)) return null;
  if (field.kind === "select")
    return chosen(
      field,
      field.options.findIndex((option) => option.value === value),
    );
  const checked = checkAnswer(field, value, meansPhone(field, service) ? "phone" : "as-typed");
  return checked.ok && checked.answer.value === value ? checked.answer : null;
}

export const openAnswers = (answers: readonly (Answer | null)[]): Answer[] =>
  answers.flatMap((answer) => (answer === null || answer.secret ? [] : answer));

/**
 * Keeps what was answered for a service that cannot be ordered just now; the button that goes on with it. Null: there is
 * nothing to keep.
 */
export function keep(
  ctx: BotContext,
  service: Pick<ListedService, "id">,
  page: number,
  given: readonly (Answer | null)[],
): Button | null {
  const answers = openAnswers(given);
  if (answers.length === 0) return null;
  const id = idOf(ctx, `kept ${service.id}`, 8);
  ctx.session.kept = { id, service: service.id, page, answers };
  return resumeButton(ctx.person.words, id);
}
