import type { Language } from "../../words/dictionary.ts";
import { english } from "./en.ts";
import { indonesian } from "./id.ts";

export type DoctorWords = typeof indonesian;

const dictionary = { id: indonesian, en: english } satisfies Record<Language, DoctorWords>;

export function doctorWordsIn(language: Language): DoctorWords {
  return dictionary[language];
}
