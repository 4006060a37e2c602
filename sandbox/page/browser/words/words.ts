/** Every text of the page in one language: the browser's, or what was chosen here. */

import { computed, effect } from "@preact/signals";
import { remembered } from "../remembered.ts";
import { english } from "./en/index.ts";
import { indonesian, type Words } from "./id/index.ts";

const dictionary = { id: indonesian, en: english } satisfies Record<string, Words>;

export type Language = keyof typeof dictionary;

/** As the bot: Indonesian where the browser does not ask for English first. */
const usual = navigator.language.toLowerCase().startsWith("en") ? "en" : "id";

const chosen = remembered("sandbox:language", usual);
export const language = computed<Language>(() => (chosen.value === "en" ? "en" : "id"));
export const words = computed<Words>(() => dictionary[language.value]);

effect(() => {
  document.documentElement.lang = language.value;
});

export function chooseLanguage(wanted: Language): void {
  chosen.value = wanted;
}

/** Whether the dictionary has a word for a name that came from outside. */
export function hasWord<Names extends object>(
  names: Names,
  name: string,
): name is keyof Names & string {
  return Object.hasOwn(names, name);
}
