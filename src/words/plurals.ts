import { grouped } from "./money.ts";

/** The forms of a word that a language tells apart; `other` where there is none for a number. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** For one language: `noun` picks the form that goes with a number, `count` puts the number before it. */
export function plurals(locale: string) {
  const rules = new Intl.PluralRules(locale);
  const noun = (number: number, forms: Forms) => forms[rules.select(number)] ?? forms.other;
  return {
    noun,
    count: (number: number, forms: Forms) => `${grouped(number)} ${noun(number, forms)}`,
  };
}
