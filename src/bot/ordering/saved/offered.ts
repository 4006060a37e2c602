import type { ListedService } from "../../../catalogue/snapshot.ts";
import { savedLabel, type SavedChoice } from "../../../screens/saved.ts";
import type { BotContext } from "../../context.ts";
import { answersOf } from "./answers.ts";

/** Beside an open question, so that it stays on one screen. */
const mostOffered = 5;

/** Saved destinations that answer the service's first question, newest first. */
export async function savedFor(ctx: BotContext, service: ListedService): Promise<SavedChoice[]> {
  const all = await ctx.shop.saved.of(ctx.person.userId);
  return all
    .filter((saved) => (answersOf(saved, service)[0] ?? null) !== null)
    .slice(0, mostOffered)
    .map((saved) => ({ id: saved.id, label: savedLabel(saved) }));
}
