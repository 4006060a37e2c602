import { operatorOfNumber } from "../../catalogue/mobile-operator.ts";
import { fieldFor, isMobile, productFor } from "../../catalogue/number-first.ts";
import type { ListedService } from "../../catalogue/snapshot.ts";
import type { Press } from "../../screens/buttons/buttons.ts";
import { noCatalogueScreen } from "../../screens/ordering/categories.ts";
import { numberScreen } from "../../screens/ordering/number.ts";
import { vanishedScreen } from "../../screens/ordering/service.ts";
import { servicesScreen } from "../../screens/ordering/services.ts";
import { textOnly } from "../../screens/screen.ts";
import type { Html } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import type { BotContext } from "../context.ts";
import { onlyShows, type PressHandlers } from "../handlers.ts";
import { send, show } from "../replying.ts";
import { checkAnswer, type Checked } from "./form/answer.ts";
import { boughtOf } from "./card/bought.ts";
import { browsing, turnTo } from "./browsing.ts";
import { enterService } from "./entering.ts";
import { sayNeedless } from "./order-lines.ts";
import type { Hearer } from "./typed/hearer.ts";
import { readNominalAndNumber, readNumberAlone } from "./typed/number.ts";

/** The number first, then what to buy for it: it is in every button on the way. */
export const numberPresses = {
  number: {
    form: "left",
    handle: onlyShows((ctx, { number, page }) => showNumber(ctx, { number, page, note: null })),
  },
  numberServices: { form: "left", handle: onlyShows(showServicesFor) },
  numberService: { form: "left", handle: chooseFor },
} satisfies Partial<PressHandlers>;

/** `081234567890`, or a shared contact: what can be bought for it. */
export const hearNumber: Hearer = async (ctx, text) => {
  const number = readNumberAlone(text);
  if (number === null) return false;
  await showNumber(ctx, { number, page: 0, note: null });
  return true;
};

/** `10.081234567890`: the operator's product of that nominal, or what else there is for the number. */
export const hearNominal: Hearer = async (ctx, text) => {
  const wanted = readNominalAndNumber(text);
  if (wanted === null) return false;
  const { number, nominalRupiah, pin } = wanted;
  if (pin) await sayNeedless(ctx, ["pin"]);
  const catalogue = ctx.shop.catalogue.snapshot();
  const service = catalogue === null ? null : productFor(catalogue, wanted, browsing(ctx));
  if (service !== null) await enterFor(ctx, service, { number, page: 0 });
  else {
    const operator = operatorOfNumber(number);
    const note = ctx.person.words.number.noProduct(rupiah(nominalRupiah), operator);
    await showNumber(ctx, { number, page: 0, note });
  }
  return true;
};

async function showNumber(
  ctx: BotContext,
  wanted: { number: string; page: number; note: Html | null },
): Promise<void> {
  const catalogue = ctx.shop.catalogue.snapshot();
  if (catalogue === null) return void (await show(ctx, noCatalogueScreen(ctx.person.language)));
  const before = await boughtBefore(ctx, wanted.number);
  await turnTo(ctx, numberScreen(catalogue, { ...wanted, ...before }, browsing(ctx)));
}

/** Orders of one's own that are looked at. */
const lookedAt = 50;
/** Offered of what was bought for the number. */
const offered = 3;

/** What this reseller bought for the number, and of which categories of late; nothing where that cannot be read. */
async function boughtBefore({ shop, person }: BotContext, number: string) {
  const times = new Map<string, number>();
  try {
    const { userId } = person;
    const [{ items }, forNumber] = await Promise.all([
      shop.desk.history(userId, { page: 0, size: lookedAt }),
      shop.desk.boughtFor({ userId, number, limit: lookedAt }),
    ]);
    for (const { service } of items)
      times.set(service.category, (times.get(service.category) ?? 0) + 1);
    return { bought: boughtOf(forNumber, offered), times };
  } catch (error) {
    shop.log.warn({ err: error }, "what was bought for a number is not known for now");
    return { bought: [], times };
  }
}

async function showServicesFor(
  ctx: BotContext,
  { number, category: id, page }: Press<"numberServices">,
): Promise<void> {
  const catalogue = ctx.shop.catalogue.snapshot();
  if (catalogue === null) return void (await show(ctx, noCatalogueScreen(ctx.person.language)));
  const category = catalogue.category(id);
  if (category === undefined) return showNumber(ctx, { number, page: 0, note: null });
  await turnTo(ctx, servicesScreen(catalogue, category, page, browsing(ctx), number));
}

async function chooseFor(
  ctx: BotContext,
  { number, service: id, page }: Press<"numberService">,
): Promise<void> {
  const service = ctx.shop.catalogue.snapshot()?.service(id);
  if (service === undefined) return void (await show(ctx, vanishedScreen(ctx.person.language)));
  await enterFor(ctx, service, { number, page });
}

/** The service with the number filled in; where its field does not take it, the form asks and says why. */
async function enterFor(
  ctx: BotContext,
  service: ListedService,
  { number, page }: { number: string; page: number },
): Promise<void> {
  const at = fieldFor(service, number);
  const checked = at === null ? null : check(service, at, number);
  const known = service.fields.map((_field, index) =>
    index === at && checked?.ok === true ? checked.answer : null,
  );
  await enterService(ctx, service, { page, number, known });
  // Not where it is closed: then nothing is asked.
  if (checked?.ok === false && ctx.session.form !== undefined)
    await send(ctx, textOnly(ctx.person.words.form.problem(checked.problem)));
}

function check(service: ListedService, at: number, number: string): Checked | null {
  const field = service.fields[at];
  return field === undefined
    ? null
    : checkAnswer(field, number, isMobile(number) ? "phone" : "as-typed");
}
