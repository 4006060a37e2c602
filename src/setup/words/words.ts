import type { Language } from "../../words/dictionary.ts";
import { english } from "./en.ts";
import { indonesian } from "./id.ts";

export type SetupWords = typeof indonesian;

const dictionary = { id: indonesian, en: english } satisfies Record<Language, SetupWords>;

export function setupWordsIn(language: Language): SetupWords {
  return dictionary[language];
}
