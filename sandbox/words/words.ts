/** What the sandbox says on the terminal. One text that is missing in a language does not compile. */

import type { Language } from "../../src/words/dictionary.ts";
import { english } from "./en.ts";
import { indonesian } from "./id.ts";

export type SandboxWords = typeof indonesian;

const dictionary: Readonly<Record<Language, SandboxWords>> = { id: indonesian, en: english };

export const sandboxWordsIn = (language: Language): SandboxWords => dictionary[language];
