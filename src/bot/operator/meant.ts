import type { Member } from "../../people/roster.ts";
import { severalMeantScreen } from "../../screens/operator/resellers.ts";
import { textOnly } from "../../screens/screen.ts";
import type { BotContext } from "../context.ts";
import { send, viewOf } from "../replying.ts";

/** How many of several are named. */
const most = 5;

/** A typed person, as the commands' patterns have it: `7001`, `@budi`, `budi santoso`. */
export const typedPerson = String.raw`\S.{0,63}?`;

/** The one reseller an operator means. null: nobody, or more than one; they have read so. */
export async function personMeant(ctx: BotContext, typed: string): Promise<Member | null> {
  const { roster } = ctx.shop;
  const found = await roster.meant(typed, most + 1);
  const [userId] = found;
  if (found.length > 1) {
    const names = await roster.namesOf(found);
    await send(ctx, severalMeantScreen(found.slice(0, most), viewOf(ctx).language, names));
    return null;
  }
  const member = userId === undefined ? null : await roster.read(userId);
  if (member === null)
    await send(ctx, textOnly(ctx.person.words.admin.resellers.unknownTyped(typed)));
  return member;
}
