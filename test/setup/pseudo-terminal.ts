import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { TestContext } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { bareEnvironment } from "../program.ts";

/** A program as a person has it: on a terminal, one question after the other. */
export interface Conversation {
  /** Resolves when it has said this since the last time; rejects when it ends before. Answers what matched. */
  says(words: RegExp): Promise<string>;
  /** Types this and presses Enter. */
  answers(text?: string): void;
  /** Keys as a terminal sends them. */
  presses(keys: string): void;
  /** Everything on the terminal so far, as it was drawn. */
  drawn(): string;
  /** SIGINT to the program alone. */
  interrupts(): Promise<void>;
  /** SIGKILL to everything on the terminal. */
  kill(): Promise<void>;
  /** Its exit code. */
  ended: Promise<unknown>;
}

/** On a machine busy with other tests. */
const PATIENCE_MS = 25_000;

export const DOWN = "\u001B[B";
export const CONTROL_C = "\u0003";

/** `script` of util-linux, which every Debian has, makes the terminal. */
export function onTerminal(
  t: TestContext,
  program: readonly string[],
  { cwd, env }: { cwd: string; env: Readonly<Record<string, string>> },
): Conversation {
  const command = program.map((part) => `'${part.replaceAll("'", `'\\''`)}'`).join(" ");
  const child = spawn("script", ["-qefc", `stty cols 160 rows 50; exec ${command}`, "/dev/null"], {
    cwd,
    env: { ...bareEnvironment(), TERM: "xterm", ...env },
    detached: true,
  });
  let drawn = "";
  let heard = 0;
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      drawn += chunk.toString();
      for (const listener of listeners) listener();
    });
  const ended = once(child, "close").then(([code]: unknown[]) => code);
  const shown = () => stripVTControlCharacters(drawn);
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined)
      process.kill(-child.pid, "SIGKILL");
    await ended;
  };
  t.after(kill);
  return {
    says: (words) =>
      new Promise((resolve, reject) => {
        let late: NodeJS.Timeout | undefined;
        const listen = () => {
          const found = words.exec(shown().slice(heard));
          if (found === null) return;
          heard += found.index + found[0].length;
          listeners.delete(listen);
          clearTimeout(late);
          resolve(found[0]);
        };
        const fail = (why: string) => reject(new Error(`${why}: ${String(words)}\n${shown()}`));
        late = setTimeout(() => fail("not said in time"), PATIENCE_MS);
        listeners.add(listen);
        void ended.then(() => {
          clearTimeout(late);
          listen();
          fail("ended without saying it");
        });
        listen();
      }),
    answers: (text = "") => void child.stdin.write(`${text}\r`),
    presses: (keys) => void child.stdin.write(keys),
    drawn: () => drawn,
    async interrupts() {
      const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, "utf8");
      process.kill(Number(children.trim()), "SIGINT");
    },
    kill,
    ended,
  };
}
