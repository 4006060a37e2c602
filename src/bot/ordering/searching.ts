import type { CatalogueSnapshot } from "../../catalogue/snapshot.ts";
import type { Press } from "../../screens/buttons/buttons.ts";
import { noCatalogueScreen } from "../../screens/ordering/categories.ts";
import { askSearchScreen, resultsScreen, searchText } from "../../screens/ordering/results.ts";
import type { Screen } from "../../screens/screen.ts";
import type { BotContext } from "../context.ts";
import { onlyShows, type PressHandlers } from "../handlers.ts";
import { show, viewOf } from "../replying.ts";
import { leaveForm } from "./entering.ts";
import type { Hearer } from "./typed/hearer.ts";

export const searchPresses = {
  search: { form: "left", handle: onlyShows(showSearch) },
} satisfies Partial<PressHandlers>;

/** `/search axis 24gb`; alone it asks what to search for. */
export async function searchFor(ctx: BotContext, typed: string): Promise<void> {
  await leaveForm(ctx);
  await showSearch(ctx, { page: 0, question: searchText(typed) });
}

/** Any words are something to search for, and digits where something is found for them. */
export const hearSearch: Hearer = async (ctx, text) => {
  const question = searchText(text);
  const words = /\p{L}/u.test(question);
  if (!words && !/\d/.test(question)) return false;
  const { screen, nothing } = await screenOf(ctx, { page: 0, question });
  if (nothing && !words) return false;
  await show(ctx, screen);
  return true;
};

type Searched = Omit<Press<"search">, "to">;

async function showSearch(ctx: BotContext, searched: Searched): Promise<void> {
  if (searched.question === "") await show(ctx, askSearchScreen(ctx.person.language));
  else await show(ctx, (await screenOf(ctx, searched)).screen);
}

async function screenOf(
  ctx: BotContext,
  { page, question }: Searched,
): Promise<{ screen: Screen; nothing: boolean }> {
  const view = viewOf(ctx);
  const { snapshot, search, refreshMs } = ctx.shop.catalogue;
  const catalogue = snapshot();
  if (catalogue === null) return { screen: noCatalogueScreen(view.language), nothing: false };
  const { priceOf } = ctx.person;
  const asker = {
    nowMs: view.nowMs,
    priceOf,
    bought: await boughtBy(ctx.shop, ctx.person.userId, catalogue),
  };
  const found = await search.find(catalogue, question, asker);
  return {
    screen: resultsScreen({ found, question }, catalogue, page, { ...view, priceOf, refreshMs }),
    nothing: found.services.length === 0,
  };
}

/** Of so many of their latest orders. */
const latest = 20;

/** Ids of the services this person ordered last; none where that cannot be read, for it only sorts a list. */
export async function boughtBy(
  { desk, log }: Pick<BotContext["shop"], "desk" | "log">,
  userId: number,
  catalogue: CatalogueSnapshot,
): Promise<ReadonlySet<string>> {
  try {
    const { items } = await desk.history(userId, { page: 0, size: latest });
    return new Set(
      items.flatMap(({ line, service }) => catalogue.serviceByCode(line, service.code)?.id ?? []),
    );
  } catch (error) {
    log.warn({ err: error }, "what was bought last is not known for now");
    return new Set();
  }
}
