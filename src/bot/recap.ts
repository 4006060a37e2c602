import type { RecapTime } from "../people/recaps.ts";
import type { Press } from "../screens/buttons/buttons.ts";
import { clockText, recapScreen } from "../screens/recap.ts";
import type { BotContext } from "./context.ts";
import type { PressHandlers } from "./handlers.ts";
import { show, toast } from "./replying.ts";

/** When the evening's recap comes, in ⚙️ and below each of them. */
export const recapPresses = {
  recap: { form: "stays", handle: setRecap },
} satisfies Partial<PressHandlers>;

/** Without a time it shows the choice. `below`: of a message that stays as it is. */
async function setRecap(ctx: BotContext, { at, below }: Press<"recap">): Promise<void> {
  const { userId, language, words } = ctx.person;
  const { recaps, clock, log } = ctx.shop;
  if (at === null) {
    ctx.onlyShows = true;
    return void (await show(ctx, recapScreen(await recaps.timeOf(userId), language)));
  }
  const time: RecapTime = at === "off" ? null : at;
  try {
    await recaps.choose(userId, time, clock.wallMs());
  } catch (error) {
    log.error({ err: error }, "the time of a recap is not kept");
    return toast(ctx, words.trouble.tryAgain, "window");
  }
  const say = words.recap;
  await toast(ctx, time === null ? say.isOff : say.isAt(clockText(time)));
  if (!below) await show(ctx, recapScreen(time, language));
}
