import type { Language } from "../people/language.ts";

/** Whole rupiah as Indonesians write it: `Rp41.975`. */
export function rupiah(amount: number): string {
  return `Rp${grouped(amount)}`;
}

/** `18.234` */
export function grouped(count: number): string {
  return String(Math.trunc(count)).replaceAll(/\B(?=(\d{3})+$)/g, ".");
}

/** One digit after the point at most, as the language writes it. */
export function decimal(value: number, language: Language): string {
  const text = value.toFixed(1).replace(/\.0$/, "");
  return language === "id" ? text.replace(".", ",") : text;
}
