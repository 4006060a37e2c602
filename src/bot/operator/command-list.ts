import { GrammyError, type Api } from "grammy";
import { operatorCommands } from "../../screens/operator/commands.ts";
import { wordsIn, languages } from "../../words/dictionary.ts";
import { everybodysCommands } from "../command-list.ts";
import type { Shop } from "../shop.ts";

/**
 * Renews the longer command menu in the chats of operators who have it, and takes it from who is none any more. Nobody
 * is given it here: Telegram does not know a chat before its person has written.
 */
export async function publishOperatorMenus(api: Api, shop: Shop): Promise<void> {
  const operators = shop.access.operators();
  for (const chatId of await shop.admin.menus.given()) {
    if (operators.includes(chatId)) {
      await publishOperatorMenu(api, shop, chatId);
      continue;
    }
    const scope = { type: "chat", chat_id: chatId } as const;
    await unlessGone(async () => {
      await api.deleteMyCommands({ scope });
      for (const language of languages)
        await api.deleteMyCommands({ scope, language_code: language });
    });
    await shop.admin.menus.take(chatId);
  }
}

/** With an operator's /start. */
export async function publishOperatorMenu(api: Api, shop: Shop, chatId: number): Promise<void> {
  const scope = { type: "chat", chat_id: chatId } as const;
  const described = (language: (typeof languages)[number]) => {
    const words = wordsIn(language);
    return [
      ...operatorCommands.map((command) => ({
        command,
        description: words.admin.commands[command],
      })),
      ...everybodysCommands.map((command) => ({
        command,
        description: words.menu.commands[command],
      })),
    ];
  };
  await unlessGone(async () => {
    await api.setMyCommands(described(shop.defaultLanguage), { scope });
    for (const language of languages)
      await api.setMyCommands(described(language), { scope, language_code: language });
    await shop.admin.menus.give(chatId);
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
