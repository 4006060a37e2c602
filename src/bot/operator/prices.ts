import { levels, type Place } from "../../prices/markup.ts";
import type { OperatorAct } from "../../screens/buttons/buttons.ts";
import type { PriceAct } from "../../screens/buttons/price-acts.ts";
import {
  markupPreviewScreen,
  markupsScreen,
  stepPreviewScreen,
  stepsScreen,
} from "../../screens/operator/price-change.ts";
import { maxLevelName, placeAt } from "../../screens/operator/price-places.ts";
import {
  placeScreen,
  priceCategoriesScreen,
  priceServicesScreen,
  rulesScreen,
  type PricesView,
} from "../../screens/operator/prices.ts";
import { textOnly, type Screen } from "../../screens/screen.ts";
import { oneLine } from "../../words/shorten.ts";
import type { BotContext } from "../context.ts";
import { idOf } from "../intake/same-update.ts";
import type { OperatorHandlers } from "../handlers.ts";
import { send, show, toast } from "../replying.ts";
import { unlessTrouble } from "./operator.ts";

export const pricePresses = { prices: handlePrices } satisfies Partial<OperatorHandlers>;

/** `/prices`: the rules. `/prices 2 Gold` names a level, `/prices 2 -` takes its name away. */
export async function pricesByCommand(ctx: BotContext, text: string): Promise<void> {
  const say = ctx.person.words.prices;
  if (text.trim() !== "") {
    const [, digit, typed = ""] = /^\s*(\d)\s+(\S.*)$/s.exec(text) ?? [];
    const level = levels.find((one) => String(one) === digit);
    if (level === undefined) return void (await send(ctx, textOnly(say.usage)));
    if (typed.trim().length > maxLevelName)
      return void (await send(ctx, textOnly(say.nameTooLong(maxLevelName))));
    const name = typed.trim() === "-" ? "" : oneLine(typed, maxLevelName);
    const named = await unlessTrouble(ctx, () =>
      ctx.shop.prices.nameLevel(level, name, idOf(ctx, "act")),
    );
    if (named === undefined) return;
    if (named === "full") return void (await send(ctx, textOnly(say.full)));
  }
  await send(ctx, rulesScreen(await pricesView(ctx), 0));
}

async function handlePrices(ctx: BotContext, { act }: OperatorAct<"prices">): Promise<void> {
  switch (act.what) {
    case "setMarkup":
      return setMarkup(ctx, act);
    case "setStep":
      return setStep(ctx, act);
    default: {
      ctx.onlyShows = true;
      const screen = screenOf(act, await pricesView(ctx));
      if (screen === null) return toast(ctx, ctx.person.words.prices.vanished, "window");
      await show(ctx, screen);
    }
  }
}

/** What a button that changes nothing shows; null: what it is about is not there any more. */
function screenOf(
  act: Exclude<PriceAct, { what: "setMarkup" | "setStep" }>,
  view: PricesView,
): Screen | null {
  switch (act.what) {
    case "rules":
      return rulesScreen(view, act.page);
    case "categories":
      return priceCategoriesScreen(view, act.page);
    case "services": {
      const category = view.catalogue?.category(act.category);
      return category === undefined ? null : priceServicesScreen(category, view, act.page);
    }
    case "steps":
      return stepsScreen(view);
    case "tryStep":
      return stepPreviewScreen(act.step, view);
    case "place":
    case "markups":
    case "tryMarkup": {
      const place = placeAt(act.place, view.catalogue, view.rules);
      if (place === null) return null;
      return atPlace(act, place, view);
    }
  }
}

function atPlace(
  act: PriceAct<"place" | "markups" | "tryMarkup">,
  place: Place,
  view: PricesView,
): Screen {
  switch (act.what) {
    case "place":
      return placeScreen(place, view);
    case "markups":
      return markupsScreen(place, act.level, view);
    case "tryMarkup":
      return markupPreviewScreen(place, act.level, act.markup, view);
  }
}

async function setMarkup(
  ctx: BotContext,
  { place: id, level, markup }: PriceAct<"setMarkup">,
): Promise<void> {
  const say = ctx.person.words.prices;
  const { catalogue, rules } = await pricesView(ctx);
  const place = placeAt(id, catalogue, rules);
  if (place === null) return toast(ctx, say.vanished, "window");
  const outcome = await unlessTrouble(ctx, () =>
    ctx.shop.prices.setMarkup(place, level, markup, idOf(ctx, "act")),
  );
  if (outcome === undefined) return;
  if (outcome === "full") return toast(ctx, say.full, "window");
  await toast(ctx, say.saved);
  await show(ctx, placeScreen(place, await pricesView(ctx)));
}

async function setStep(ctx: BotContext, { step }: PriceAct<"setStep">): Promise<void> {
  const say = ctx.person.words.prices;
  const outcome = await unlessTrouble(ctx, () => ctx.shop.prices.setStep(step, idOf(ctx, "act")));
  if (outcome === undefined) return;
  if (outcome === "full") return toast(ctx, say.full, "window");
  await toast(ctx, say.saved);
  await show(ctx, rulesScreen(await pricesView(ctx), 0));
}

async function pricesView(ctx: BotContext): Promise<PricesView> {
  return {
    rules: await ctx.shop.prices.rules(),
    catalogue: ctx.shop.catalogue.snapshot(),
    language: ctx.person.language,
  };
}
