import type { Answer, OrderFacts } from "../orders/state/order.ts";
import type { Words } from "./dictionary.ts";
import { rich, type Html } from "./html.ts";
import { oneLine } from "./shorten.ts";

const mask = "••••••";
const maxLabel = 60;
const maxValue = 200;

/** A field's or answer's name without the upstream's "please enter". */
export function fieldName(field: { label: string; position: number }, words: Words): string {
  const label = oneLine(field.label, maxLabel).replace(
    /^(?:silakan |silahkan )?(?:masukkan|masukan|input|isi|enter|pilih)\s+(?=\S)/i,
    "",
  );
  return label === "" ? words.form.field(field.position) : label;
}

/** An answer as a person may read it: a choice by its label, a secret never. */
export function answerText(answer: Pick<Answer, "value" | "shown" | "secret">): string {
  return answer.secret ? mask : oneLine(answer.shown ?? answer.value, maxValue);
}

/** One line for each answer, the value copyable. */
export function destinationLines(order: Pick<OrderFacts, "destination">, words: Words): Html[] {
  return order.destination.map(
    (answer) => rich`${fieldName(answer, words)}: <code>${answerText(answer)}</code>`,
  );
}

/** `081234567890` or `12345678 · Asia`: for lists and buttons. */
export function destinationText(order: Pick<OrderFacts, "destination">, max: number): string {
  return oneLine(order.destination.map(answerText).join(" · "), max);
}

/** A number as long as an Indonesian mobile one, or longer, in groups, as one reads it out: `0812-3456-7890`. Null for anything else. */
export function spelledOut(value: string): string | null {
  if (!/^08\d{8,}$/.test(value)) return null;
  if (value.length <= 13) return [value.slice(0, 4), value.slice(4, 8), value.slice(8)].join("-");
  return value.replaceAll(/(?<=^(?:\d{4})+)(?=\d)/g, "-");
}
