import type { Language } from "../words/dictionary.ts";
import type { SetupWords } from "../setup/words/words.ts";
import type { DoctorWords } from "./words/words.ts";

/** One thing that was looked at. Texts come from outside only where they were made harmless, and hold no secret. */
export interface Row {
  /** `bad`: it does not work, or money can be lost. `doubtful`: it works, and somebody should look. */
  kind: "good" | "doubtful" | "bad";
  what: string;
  found: string;
  /** What to do; none for what is good. */
  advice: readonly string[];
}

export interface Wording {
  language: Language;
  words: DoctorWords;
  setupWords: SetupWords;
}

export const good = (what: string, found: string): Row => ({
  kind: "good",
  what,
  found,
  advice: [],
});

export const doubtful = (what: string, found: string, ...advice: readonly string[]): Row => ({
  kind: "doubtful",
  what,
  found,
  advice,
});

export const bad = (what: string, found: string, ...advice: readonly string[]): Row => ({
  kind: "bad",
  what,
  found,
  advice,
});
