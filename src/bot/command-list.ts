import type { Api } from "grammy";
import { wordsIn, type Words, languages, type Language } from "../words/dictionary.ts";

/** Everybody's commands, in the order Telegram shows them. */
export const everybodysCommands = [
  "start",
  "order",
  "search",
  "status",
  "history",
  "saldo",
  "mutasi",
  "save",
  "saved",
  "watch",
  "help",
  "cancel",
  "language",
  "export_me",
  "forget_me",
] as const satisfies readonly (keyof Words["menu"]["commands"])[];

/** The command menu in both languages, in private chats only. */
export async function publishCommands(api: Api, fallback: Language): Promise<void> {
  const scope = { type: "all_private_chats" } as const;
  const described = (language: (typeof languages)[number]) =>
    everybodysCommands.map((command) => ({
      command,
      description: wordsIn(language).menu.commands[command],
    }));
  await api.setMyCommands(described(fallback), { scope });
  for (const language of languages)
    await api.setMyCommands(described(language), { scope, language_code: language });
}
