import { meansPhone, phoneDoubts, readPhone } from "../../../catalogue/phone.ts";
import type { Field, Service } from "../../../catalogue/service.ts";
import type { Answer } from "../../../orders/state/order.ts";
import type { Savable, Saved } from "../../../people/saved.ts";
import { checkAnswer } from "../form/answer.ts";

/** What of an order's destination can be saved: its phone number, else all that was answered. null: nothing. */
export function savableOf(
  destination: readonly Answer[],
  service: Pick<Service, "line" | "name" | "category" | "fields">,
  sinceMs: number,
): Savable | null {
  const asked = (answer: Answer) =>
    service.fields.find(({ position }) => position === answer.position);
  const plain = destination.filter((answer) => !answer.secret && !isSecret(asked(answer)));
  const phone = plain.find((answer) => {
    const field = asked(answer);
    return field !== undefined && meansPhone(field, service);
  });
  const answers = phone === undefined ? plain : [phone];
  if (answers.length === 0) return null;
  const { line, category } = service;
  return {
    name: "",
    scope:
      phone === undefined ? { kind: "category", line, slug: category.slug } : { kind: "phone" },
    about: category.name,
    values: answers.map(({ label, value, shown }) => ({
      label,
      value,
      ...(shown !== undefined && { shown }),
    })),
    sinceMs,
  };
}

/** A phone number typed with a name. null: it is none, or an unlikely one. */
export function savablePhone(typed: string, sinceMs: number): Savable | null {
  const value = readPhone(typed);
  if (value === null || phoneDoubts(value).length > 0) return null;
  return { name: "", scope: { kind: "phone" }, about: "", values: [{ label: "", value }], sinceMs };
}

/**
 * What it answers of the service's questions, one for each; null where it does not, or not any more. An answer is checked
 * as if it were typed now.
 */
export function answersOf(
  { scope, values }: Pick<Saved, "scope" | "values">,
  service: Pick<Service, "line" | "name" | "category" | "fields">,
): (Answer | null)[] {
  const isHere =
    scope.kind === "phone" || (scope.line === service.line && scope.slug === service.category.slug);
  // A number answers one question, though two may ask for phones.
  const phoneField = service.fields.find((field) => meansPhone(field, service));
  return service.fields.map((field) => {
    if (!isHere || isSecret(field)) return null;
    const found =
      scope.kind === "phone"
        ? field === phoneField && values[0]
        : values.find(({ label }) => label === field.label);
    if (!found) return null;
    const checked = checkAnswer(
      field,
      found.value,
      meansPhone(field, service) ? "phone" : "as-typed",
    );
    return checked.ok ? checked.answer : null;
  });
}

const isSecret = (field: Field | undefined) => field?.kind === "input" && field.type === "password";
