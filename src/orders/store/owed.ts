import type { OwedNotice } from "../state/notice.ts";

/**
 * Notices as the scripts take them: each letter for letter, because the letters are its identity in the outbox. A chat that
 * only a script knows has a word for it.
 */
export function owedJson(
  notices: readonly (OwedNotice | (Omit<OwedNotice, "chatId"> & { chatId: `$${string}` }))[],
): string {
  return JSON.stringify(
    notices.map(({ chatId, notice }) => ({ chat: String(chatId), notice: JSON.stringify(notice) })),
  );
}
