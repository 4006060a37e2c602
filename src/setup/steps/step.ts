import type { Language } from "../../words/dictionary.ts";
import type { EnvFile } from "../env-file.ts";
import type { Terminal } from "../terminal.ts";
import type { SetupWords } from "../words/words.ts";

/** What every step of the conversation has at hand. */
export interface Talk {
  terminal: Terminal;
  words: SetupWords;
  language: Language;
  file: EnvFile;
  /** Settings as they are by now: the environment's, and the file's. */
  setting(name: string): string;
  /** Writes them to the file, where they are not there already. */
  save(changes: Readonly<Record<string, string>>): Promise<void>;
}

/** What is wrong with answers, or that they are good, in a line. */
export type Verdict =
  | { kind: "good"; line: string }
  | {
      kind: "bad";
      lines: readonly string[];
      /** Not the answers may be what is wrong: they can be kept. */
      mayKeep: boolean;
    };

/** More rounds than a patient person makes. */
const maxRounds = 50;

/**
 * Takes what is there already or asks for it, checks it, and explains what is wrong until it is good or kept as it
 * is. Answers are saved before the next question.
 */
export async function settle<Answers extends Readonly<Record<string, string>>>(
  talk: Talk,
  options: {
    what: string;
    /** null: something is missing or has not even the right shape. */
    there: Answers | null;
    ask(): Promise<Answers>;
    check(answers: Answers): Promise<Verdict>;
  },
): Promise<Answers> {
  const { terminal, words } = talk;
  let isThere = options.there !== null;
  let answers = options.there ?? (await options.ask());
  for (let round = 0; round < maxRounds; round += 1) {
    terminal.say(words.checking(options.what));
    const verdict = await options.check(answers);
    if (verdict.kind === "good") {
      terminal.good(isThere ? `${verdict.line} (${words.kept})` : verdict.line);
      if (!isThere) await talk.save(answers);
      if (!isThere || (await terminal.confirm(words.keep, words))) return answers;
    } else {
      terminal.bad(verdict.lines.join("\n"));
      const next = await terminal.choose(words.whatNow, [
        ...(verdict.mayKeep ? [["again", words.again] as const] : []),
        ["retype", words.retype] as const,
        ...(verdict.mayKeep ? [["keep", words.goOn] as const] : []),
      ]);
      if (next === "again") continue;
      if (next === "keep") {
        if (!isThere) await talk.save(answers);
        return answers;
      }
    }
    isThere = false;
    answers = await options.ask();
  }
  throw new Error(`no good answer for ${options.what}`);
}

/** A check of an answer's shape by what the bot itself takes. */
export function shapeOf(
  schema: { safeParse(text: string): { success: boolean } },
  problem: string,
): (answer: string) => string | null {
  return (answer) => (answer !== "" && schema.safeParse(answer).success ? null : problem);
}
