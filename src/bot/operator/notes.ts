import { maxNote, maxNoteLines } from "../../people/notes.ts";
import { textOnly } from "../../screens/screen.ts";
import { fewLines } from "../../words/shorten.ts";
import type { BotContext } from "../context.ts";
import { send } from "../replying.ts";
import { personMeant } from "./meant.ts";
import { unlessTrouble } from "./operator.ts";
import { showReseller } from "./resellers.ts";

/** `/note @budi pays on Fridays`; `/note @budi -` takes it away. The person is one word: where a name ends is no guess. */
export async function noteByCommand(ctx: BotContext, text: string): Promise<void> {
  const { note: say } = ctx.person.words.operator;
  const [, who, typed = ""] = /^\s*(\S{1,64})\s+(\S[^]*)$/.exec(text) ?? [];
  if (who === undefined) return void (await send(ctx, textOnly(say.usage)));
  if (typed.trim().length > maxNote) return void (await send(ctx, textOnly(say.tooLong(maxNote))));
  const member = await personMeant(ctx, who);
  if (member === null) return;
  const note = typed.trim() === "-" ? "" : fewLines(typed, maxNote, maxNoteLines);
  const written = await unlessTrouble(ctx, async () => {
    await ctx.shop.admin.notes.write(member.userId, note);
    return true;
  });
  if (written !== undefined) await showReseller(ctx, { userId: member.userId, page: 0 });
}
