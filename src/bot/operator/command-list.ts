import { GrammyError, type Api } from "grammy";
import { languages } from "../../people/language.ts";
import { operatorCommands } from "../../screens/operator/commands.ts";
import { wordsIn } from "../../words/dictionary.ts";
import { menu as everybodysMenu } from "../command-list.ts";
import type { BotDependencies } from "../dependencies.ts";

/**
 * Renews the longer command menu in the chats of operators who have it, and takes it from who is none any more. Nobody
 * is given it here: Telegram does not know a chat before its person has written.
 */
export async function publishOperatorMenus(api: Api, deps: BotDependencies): Promise<void> {
  const operators = deps.access.operators();
  for (const chatId of await deps.admin.menus.given()) {
    if (operators.includes(chatId)) {
      await publishOperatorMenu(api, deps, chatId);
      continue;
    }
    const scope = { type: "chat", chat_id: chatId } as const;
    await unlessGone(async () => {
      await api.deleteMyCommands({ scope });
      for (const language of languages)
        await api.deleteMyCommands({ scope, language_code: language });
    });
    await deps.admin.menus.take(chatId);
  }
}

/** With an operator's /start. */
export async function publishOperatorMenu(
  api: Api,
  deps: BotDependencies,
  chatId: number,
): Promise<void> {
  const scope = { type: "chat", chat_id: chatId } as const;
  const described = (language: (typeof languages)[number]) => {
    const words = wordsIn(language);
    return [
      ...operatorCommands.map((command) => ({
        command,
        description: words.admin.commands[command],
      })),
      ...everybodysMenu.map((command) => ({ command, description: words.menu.commands[command] })),
    ];
  };
  await unlessGone(async () => {
    await api.setMyCommands(described(deps.defaultLanguage), { scope });
    for (const language of languages)
      await api.setMyCommands(described(language), { scope, language_code: language });
    await deps.admin.menus.give(chatId);
  });
}

/** A chat that Telegram does not know any more needs no menu. */
async function unlessGone(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (!(error instanceof GrammyError) || (error.error_code !== 400 && error.error_code !== 403))
      throw error;
  }
}
