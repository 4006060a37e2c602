import { GrammyError, type Api } from "grammy";
import { languages } from "../../resellers/language.ts";
import { wordsIn, type Words } from "../../words/dictionary.ts";
import { menu as everybodysMenu } from "../command-menu.ts";
import type { BotDependencies } from "../dependencies.ts";

const menu = [
  "orders",
  "review",
  "resellers",
  "stats",
  "pause",
  "resume",
  "broadcast",
] as const satisfies readonly (keyof Words["admin"]["commands"])[];

/** Gives every operator the longer command menu in their own chat, and takes it from who is none any more. */
export async function publishOperatorMenus(api: Api, deps: BotDependencies): Promise<void> {
  const operators = deps.access.operators();
  for (const chatId of operators) await publishOperatorMenu(api, deps, chatId);
  for (const chatId of await deps.admin.menus.given()) {
    if (operators.includes(chatId)) continue;
    const scope = { type: "chat", chat_id: chatId } as const;
    await unlessUnknown(async () => {
      await api.deleteMyCommands({ scope });
      for (const language of languages)
        await api.deleteMyCommands({ scope, language_code: language });
    });
    await deps.admin.menus.take(chatId);
  }
}

/** An operator who has not started the bot yet gets it with their first /start. */
export async function publishOperatorMenu(
  api: Api,
  deps: BotDependencies,
  chatId: number,
): Promise<void> {
  const scope = { type: "chat", chat_id: chatId } as const;
  const described = (language: (typeof languages)[number]) => {
    const words = wordsIn(language);
    return [
      ...menu.map((command) => ({ command, description: words.admin.commands[command] })),
      ...everybodysMenu.map((command) => ({ command, description: words.menu.commands[command] })),
    ];
  };
  await unlessUnknown(async () => {
    await api.setMyCommands(described(deps.defaultLanguage), { scope });
    for (const language of languages)
      await api.setMyCommands(described(language), { scope, language_code: language });
    await deps.admin.menus.give(chatId);
  });
}

/** Telegram does not know a chat before its person has written. */
async function unlessUnknown(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (!(error instanceof GrammyError) || (error.error_code !== 400 && error.error_code !== 403))
      throw error;
  }
}
