import type { QuietSpan } from "../../people/quiet.ts";
import type { Press } from "../../screens/buttons/buttons.ts";
import { quietScreen } from "../../screens/quiet.ts";
import type { BotContext } from "../context.ts";
import type { PressHandlers } from "../handlers.ts";
import { show, toast } from "../replying.ts";

export const quietPresses = {
  quiet: { form: "stays", handle: chooseQuiet },
} satisfies Partial<PressHandlers>;

async function chooseQuiet(ctx: BotContext, { hours }: Press<"quiet">): Promise<void> {
  const { userId, words } = ctx.person;
  const { quiet, log } = ctx.shop;
  if (hours === "show") {
    ctx.onlyShows = true;
    return void (await show(ctx, quietScreen(await quiet.of(userId), words)));
  }
  const span = readSpan(hours);
  try {
    await quiet.set(userId, span);
  } catch (error) {
    log.error({ err: error }, "quiet hours not kept");
    return toast(ctx, words.trouble.tryAgain, "window");
  }
  await toast(ctx, words.quiet.kept);
  await show(ctx, quietScreen(span, words));
}

/** null: none. */
function readSpan(hours: string): QuietSpan | null {
  const [from = "", to = ""] = hours.split("-");
  return to === "" || from === to ? null : { fromHour: Number(from), toHour: Number(to) };
}
