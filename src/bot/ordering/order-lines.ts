import { codesOf } from "../../catalogue/codes.ts";
import { asksSecret } from "../../catalogue/secrets.ts";
import type { Press } from "../../screens/buttons/buttons.ts";
import { vanishedScreen } from "../../screens/ordering/service.ts";
import { paragraphs } from "../../words/html.ts";
import type { PressHandlers } from "../handlers.ts";
import { ownCard } from "./card/cards.ts";
import { knownOf } from "./form/kept.ts";
import { noCodeScreen, tooMuchScreen, wrongLineScreen } from "../../screens/ordering/lines.ts";
import { textOnly } from "../../screens/screen.ts";
import type { BotContext } from "../context.ts";
import { deleteTyped, quietly, send, show, toast } from "../replying.ts";
import { offerBatch } from "./batch/offer.ts";
import { enterService } from "./entering.ts";
import type { Hearer } from "./typed/hearer.ts";
import { meantBy, type LineReading, type Needless } from "./typed/order-line.ts";
import { readOrders } from "./typed/several.ts";

export const orderLinePresses = {
  second: { form: "left", handle: second },
} satisfies Partial<PressHandlers>;

const mostMeant = 6;

/** `KODE.TUJUAN`: the card at once, or what the line lacks. */
export const hearOrderLines: Hearer = async (ctx, text) => {
  const catalogue = ctx.shop.catalogue.snapshot();
  if (catalogue === null) return false;
  const codes = codesOf(catalogue);
  const read = readOrders(text, codes);
  if (read === null) return false;
  if (read.kind === "several") {
    await sayNeedless(
      ctx,
      read.lines.flatMap(({ reading }) => (reading?.kind === "order" ? reading.needless : [])),
    );
    await offerBatch(ctx, read.lines);
    return true;
  }
  const { reading } = read.line;
  if (reading.kind !== "no-code") {
    await answerLine(ctx, reading);
    return true;
  }
  const meant = meantBy(reading, codes, mostMeant);
  // `pulsa 10 0812…`: words, for all that is known of them.
  if (meant.length === 0 && !/[.,#*]/.test(text)) return false;
  const [nearest] = meant;
  if (nearest !== undefined && asksSecret(nearest)) await deleteTyped(ctx);
  const { language, priceOf } = ctx.person;
  await show(ctx, noCodeScreen(reading, { meant, priceOf }, language));
  return true;
};

async function answerLine(
  ctx: BotContext,
  reading: Exclude<LineReading, { kind: "no-code" }>,
): Promise<void> {
  const { service } = reading;
  const { language } = ctx.person;
  switch (reading.kind) {
    case "order":
      await sayNeedless(ctx, reading.needless);
      return order(ctx, reading);
    case "open":
      if (reading.secret) await deleteTyped(ctx);
      return enterService(ctx, service, { page: 0, known: reading.known });
    case "wrong":
      if (asksSecret(service)) await deleteTyped(ctx);
      return void (await show(ctx, wrongLineScreen(service, reading, language)));
    case "too-much":
      return void (await show(ctx, tooMuchScreen(service, reading.text, language)));
  }
}

/** The same line again on one day is the same order: its card and state, and no second card unless that is meant. */
async function order(
  ctx: BotContext,
  { service, answers, again }: Extract<LineReading, { kind: "order" }>,
): Promise<void> {
  const { own } = await ctx.shop.desk.alikeToday(ctx.person.userId, { service, answers });
  const earlier = again ? undefined : own[0];
  if (earlier === undefined)
    return enterService(ctx, service, { page: 0, known: answers, oneMore: again });
  const { words } = ctx.person;
  const { text, keyboard } = await ownCard(ctx, earlier);
  const line = [service.code, ...answers.map(({ value }) => value), "2"].join(".");
  await show(ctx, {
    text: paragraphs(words.lines.same(line), text),
    keyboard: [
      ...keyboard,
      [{ label: words.lines.button.oneMore, press: { to: "second", orderId: earlier.id } }],
    ],
  });
}

/** "One more" below an order that is there: the card of another one. */
async function second(ctx: BotContext, { orderId }: Press<"second">): Promise<void> {
  const { userId, language } = ctx.person;
  const earlier = await ctx.shop.desk.find(orderId, { userId, operator: false });
  const code = earlier?.service.code ?? "";
  const service = earlier && ctx.shop.catalogue.snapshot()?.serviceByCode(earlier.line, code);
  if (!earlier || !service) return void (await show(ctx, vanishedScreen(language)));
  const { known, changed } = knownOf(service, earlier.destination);
  if (changed) await toast(ctx, ctx.person.words.again.formChanged, "window");
  const from = changed ? "first" : undefined;
  await enterService(ctx, service, {
    from,
    page: 0,
    known,
    below: true,
    oneMore: true,
  });
}

/** What was typed for nothing is said to each person once. */
export async function sayNeedless(ctx: BotContext, needless: readonly Needless[]): Promise<void> {
  const { told = [] } = ctx.session;
  for (const one of needless) {
    if (told.includes(one)) continue;
    ctx.session.told = [...(ctx.session.told ?? []), one];
    await quietly(ctx, () => send(ctx, textOnly(ctx.person.words.lines.needless[one])));
  }
}
