import { languageFrom, languages, type Language } from "../words/dictionary.ts";

/** `--lang id`, `--lang=en`; null: none was asked for. */
export function languageAskedFor(argv: readonly string[]): Language | null {
  const at = argv.findIndex((one) => one === "--lang" || one.startsWith("--lang="));
  const asked = argv[at]?.split("=")[1] ?? argv[at + 1];
  return at === -1 ? null : (languages.find((one) => one === asked) ?? null);
}

/** By the machine's own language, in the order in which programs look for it. */
export function languageGuessed(environment: Record<string, string | undefined>): Language {
  const set = ["LC_ALL", "LC_MESSAGES", "LANG"].map((name) => environment[name] ?? "");
  return languageFrom(set.find((one) => one !== "")?.split(/[_.]/)[0], "id");
}
