import { english } from "./en/index.ts";
import { indonesian } from "./id/index.ts";

/** Every text of the bot in one language, and how that language writes. One missing in a language does not compile. */
export type Words = typeof indonesian;

/** The languages the bot speaks, one folder each. Indonesian is the default, English an equal. */
const dictionary = { id: indonesian, en: english } satisfies Record<string, Words>;

export type Language = keyof typeof dictionary;

const isLanguage = (code: string): code is Language => Object.hasOwn(dictionary, code);

export const languages: readonly Language[] = Object.keys(dictionary).filter(isLanguage);

export function wordsIn(language: Language): Words {
  return dictionary[language];
}

/** What was chosen, or Telegram's `language_code` (IETF, may be missing), as one of ours. */
export function languageFrom(code: string | null | undefined, fallback: Language): Language {
  const primary = code?.toLowerCase().split("-")[0] ?? "";
  return isLanguage(primary) ? primary : fallback;
}
