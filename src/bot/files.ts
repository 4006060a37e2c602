import type { Words } from "../words/dictionary.ts";
import type { EarlyContext } from "./context.ts";
import { say, toast } from "./replying.ts";

/**
 * Makes a file and sends it while the chat goes on: one of a person at once, and a few of all. A process that ends first
 * leaves it to another press.
 */
export async function makeFile(
  ctx: EarlyContext,
  { userId, chatId, words }: { userId: number; chatId: number; words: Words },
  make: () => Promise<unknown>,
): Promise<void> {
  const { limits, log } = ctx.shop;
  const { soon, underWay } = words.history.file;
  const begun = limits.files.begin(userId);
  if (begun !== "begun") return say(ctx, underWay[begun]);
  try {
    await toast(ctx, soon);
  } catch (error) {
    limits.files.end(userId);
    throw error;
  }
  void (async () => {
    try {
      await make();
    } catch (error) {
      log.error({ err: error }, "a file was not sent");
      await ctx.api.sendMessage(chatId, words.trouble.tryAgain).catch(() => undefined);
    } finally {
      limits.files.end(userId);
    }
  })();
}
