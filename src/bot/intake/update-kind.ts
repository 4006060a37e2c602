import type { Update } from "grammy/types";
import { allowedUpdates } from "../bot.ts";

/** Which field of the update is filled: one of those the bot asks for. */
export function kindOf(update: Update): string {
  return allowedUpdates.find((kind) => kind in update) ?? "other";
}
