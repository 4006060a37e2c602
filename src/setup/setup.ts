import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Language } from "../words/dictionary.ts";
import { languageGuessed } from "./language.ts";
import { createEnvFile, type EnvFile } from "./env-file.ts";
import { settleOperator } from "./steps/operator.ts";
import { settleRedis } from "./steps/redis.ts";
import type { Talk } from "./steps/step.ts";
import { settleSupplier } from "./steps/supplier.ts";
import { settleToken } from "./steps/token.ts";
import { createTerminal, Left, type Terminal } from "./terminal.ts";
import { setupWordsIn } from "./words/words.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface SetupOptions {
  /** Of the process: what it sets wins over the file. */
  environment: Environment;
  envPath: string;
  /** null: guessed, and asked. */
  language: Language | null;
  /** The bot is started in this process right after. */
  isStarting: boolean;
}

/** `done`: with what the bot is to be started. `left`: the person went away. */
export type SetupResult = { kind: "done"; environment: Environment } | { kind: "left" };

/**
 * Asks for what the bot cannot be without, checks each answer where it is good for something, with calls that change
 * nothing, and keeps it in .env before the next question. Nothing of a secret is shown.
 */
export async function setUp(options: SetupOptions): Promise<SetupResult> {
  let { language } = options;
  const sayLeft = () =>
    terminal.say(setupWordsIn(language ?? languageGuessed(options.environment)).left);
  const terminal = createTerminal(() => {
    sayLeft();
    process.exit(1);
  });
  try {
    language ??= await terminal.choose("Bahasa / Language (↑ ↓, Enter)", languageChoices(options));
    const settled = await converse(terminal, language, options);
    return { kind: "done", environment: settled };
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    sayLeft();
    return { kind: "left" };
  } finally {
    terminal.close();
  }
}

function languageChoices({ environment }: SetupOptions) {
  const id = ["id", "Bahasa Indonesia"] as const;
  const en = ["en", "English"] as const;
  return languageGuessed(environment) === "en" ? [en, id] : [id, en];
}

async function converse(
  terminal: Terminal,
  language: Language,
  { environment, envPath, isStarting }: SetupOptions,
): Promise<Environment> {
  const words = setupWordsIn(language);
  const file = createEnvFile(envPath, () => readTemplate(dirname(envPath), language));
  const settings = new Map(Object.entries({ ...(await file.values()), ...given(environment) }));
  const talk: Talk = {
    terminal,
    words,
    language,
    file,
    setting: (name) => settings.get(name)?.trim() ?? "",
    async save(changes) {
      await saveTo(file, changes, talk);
      for (const [name, value] of Object.entries(changes)) settings.set(name, value);
    },
  };
  terminal.say(words.hello);
  const bot = await settleToken(talk);
  await settleSupplier(talk);
  const place = await settleRedis(talk, { isStarting });
  await settleOperator(talk, bot);
  terminal.good(words.done);
  terminal.say(isStarting ? words.nextNow : place === "docker" ? words.nextDocker : words.nextHere);
  terminal.say(words.check);
  return Object.fromEntries(settings);
}

/** A setting that is empty is not set. */
const given = (environment: Environment) =>
  Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );

async function saveTo(
  file: EnvFile,
  changes: Readonly<Record<string, string>>,
  { terminal, words }: Talk,
): Promise<void> {
  try {
    await file.set(changes);
    terminal.good(words.saved(Object.keys(changes).join(", ")));
  } catch (error) {
    terminal.bad(words.notSaved(error instanceof Error ? error.message : String(error)));
    throw new Left();
  }
}

/** All settings with their explanations: beside the file, as Docker's image has none, or where the bot's own files are. */
async function readTemplate(folder: string, language: Language): Promise<string> {
  const name = { en: ".env.example", id: ".env.example.id" }[language];
  const places = [join(folder, name), new URL(`../../${name}`, import.meta.url)];
  for (const place of places) {
    const text = await readFile(place, "utf8").catch(() => null);
    if (text !== null) return text;
  }
  return "";
}
