import { confirm, log, password, select, text } from "@clack/prompts";

/** The person at the terminal left: Ctrl-C or Escape. What was answered before is kept. */
export class Left extends Error {}

/** One question after the other. Each throws `Left` when the person leaves. */
export interface Terminal {
  say(line: string): void;
  good(line: string): void;
  bad(line: string): void;
  /** Alone on its line, so that it can be clicked and copied however narrow the window. */
  copyable(line: string): void;
  /** `problemOf`: what is wrong with an answer; null: nothing. */
  ask(question: string, options: AskOptions): Promise<string>;
  /** The answer is not shown, nor how it looks. */
  askSecret(question: string, problemOf: ProblemOf): Promise<string>;
  /** `yes` is what Enter means. */
  confirm(question: string, answers: { yes: string; no: string }): Promise<boolean>;
  /** The first is what Enter means. */
  choose<Value extends string>(
    question: string,
    choices: readonly (readonly [value: Value, label: string])[],
  ): Promise<Value>;
  /** The terminal is as it was. */
  close(): void;
}

type ProblemOf = (answer: string) => string | null;

interface AskOptions {
  problemOf: ProblemOf;
  /** Stands there already, to be changed or taken. */
  initial?: string;
}

/** `leaves`: Ctrl-C between two questions; a question that is left throws `Left` itself. Ends the process. */
export function createTerminal(leaves: () => never): Terminal {
  const validate = (problemOf: ProblemOf) => (answer: string | undefined) =>
    problemOf((answer ?? "").trim()) ?? undefined;
  const between = createPause(leaves);
  between.begin();
  // What Ctrl-C is while the terminal passes from a question to the pause after it.
  process.on("SIGINT", leaves);
  async function answered<Answer extends string | boolean>(
    asking: () => Promise<Answer | symbol>,
  ): Promise<Answer> {
    between.end();
    const answer = await asking().finally(between.begin);
    if (typeof answer === "symbol") throw new Left();
    return answer;
  }
  return {
    say: (line) => log.message(line),
    good: (line) => log.success(`✅ ${line}`),
    bad: (line) => log.error(`❌ ${line}`),
    copyable: (line) => process.stdout.write(`\n${line}\n\n`),
    async ask(message, { problemOf, initial = "" }) {
      const options = { message, initialValue: initial, validate: validate(problemOf) };
      const answer = await answered<string>(() => text(options));
      return answer.trim();
    },
    async askSecret(message, problemOf) {
      const options = { message, mask: "•", validate: validate(problemOf), clearOnError: true };
      const answer = await answered<string>(() => password(options));
      return answer.trim();
    },
    confirm: (message, { yes, no }) =>
      answered<boolean>(() => confirm({ message, active: yes, inactive: no, initialValue: true })),
    async choose(message, choices) {
      const options = choices.map(([value, label]) => ({ value, label }));
      const chosen = await answered<string>(() =>
        select<string>({ message, options, showInstructions: false }),
      );
      const choice = choices.find(([value]) => value === chosen);
      if (choice === undefined) throw new Error(`chose ${chosen}`);
      return choice[0];
    },
    close() {
      between.end();
      process.off("SIGINT", leaves);
    },
  };
}

/**
 * Between two questions nothing typed is shown, for it may be a secret pasted too early, and nothing is taken for the
 * next answer. Only Ctrl-C is heard.
 */
function createPause(leaves: () => never): { begin(): void; end(): void } {
  const { stdin } = process;
  const hear = (typed: Buffer) => {
    if (typed.includes(controlC)) leaves();
  };
  return {
    begin() {
      stdin.setRawMode(true);
      stdin.on("data", hear).resume();
    },
    end() {
      stdin.off("data", hear).pause();
      stdin.setRawMode(false);
    },
  };
}

const controlC = 3;
