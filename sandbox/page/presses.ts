/** Presses the bot has not answered yet: the page shows a spinner on their buttons, also after a reload. */

import type { TelegramEmulator } from "../telegram/emulator.ts";
import type { CallbackQueryState } from "../telegram/world.ts";
import type { PressLook } from "./protocol.ts";

export interface Presses {
  list(): readonly PressLook[];
}

/** As long as Telegram keeps a press for its bot. */
const MAX_AGE_MS = 150_000;
const MAX_PENDING = 200;

export function createPresses(telegram: TelegramEmulator): Presses {
  const pending = new Map<string, CallbackQueryState>();
  telegram.events.on("pressed", (query) => {
    pending.set(query.id, query);
    const oldest = pending.keys().next();
    if (pending.size > MAX_PENDING && oldest.done === false) pending.delete(oldest.value);
  });
  telegram.events.on("callbackAnswered", ({ id }) => pending.delete(id));
  return {
    list: () =>
      [...pending.values()].filter(({ atMs }) => Date.now() - atMs < MAX_AGE_MS).map(pressLook),
  };
}

export function pressLook({ id, userId, messageId, data }: CallbackQueryState): PressLook {
  return { queryId: id, personId: userId, messageId, data };
}
