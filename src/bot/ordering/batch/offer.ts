import { availability } from "../../../catalogue/cut-off.ts";
import { mostLines, type Batch, type BatchLine } from "../../../orders/batches.ts";
import { orderIdOf } from "../../../orders/state/order-id.ts";
import type { Order, OrderFacts, OrderId } from "../../../orders/state/order.ts";
import { stateTitle } from "../../../screens/orders/card.ts";
import { underWay } from "../../../screens/ordering/second.ts";
import { textOnly } from "../../../screens/screen.ts";
import { destinationText } from "../../../words/destination.ts";
import { oneLine } from "../../../words/shorten.ts";
import type { BotContext } from "../../context.ts";
import { idOf } from "../../intake/same-update.ts";
import { deleteTyped, show, viewOf } from "../../replying.ts";
import { showBatch } from "./card.ts";
import { oddOf, refusedLine, sortLines, type OrderableLine } from "./lines.ts";
import { closedByOperator } from "../card/confirming.ts";
import { knownOf, openAnswers } from "../form/kept.ts";
import type { ReadLine } from "../typed/several.ts";

/** The card of all lines that can be ordered, with what is wrong with the others. Nothing is ordered yet. */
export async function offerBatch(ctx: BotContext, lines: readonly ReadLine[]): Promise<void> {
  const { words, userId, chatId } = ctx.person;
  const catalogue = ctx.shop.catalogue.snapshot();
  if (catalogue === null) return;
  if (lines.length > mostLines)
    return void (await show(ctx, textOnly(words.batch.tooMany(lines.length, mostLines))));
  const pause = await closedByOperator(ctx);
  if (pause !== null) return void (await show(ctx, pause));
  const { orderable, refused, secret } = sortLines(lines, catalogue, viewOf(ctx));
  if (secret) await deleteTyped(ctx);
  const prepared = await unlessTrouble(ctx, () => prepareAll(ctx, orderable));
  if (prepared === undefined) return;
  const batch: Batch = {
    v: 1,
    id: idOf(ctx, `batch ${JSON.stringify(prepared.lines)}`, 12),
    resellerId: userId,
    chatId,
    lines: prepared.lines,
    refused: [...refused, ...prepared.refused].map(({ html }) => html),
  };
  const kept = await unlessTrouble(ctx, async () => {
    await ctx.shop.batches.keep(batch);
    return true;
  });
  if (kept !== true) return;
  // A number typed below it is not meant for an older card.
  delete ctx.session.card;
  await showBatch(ctx, batch);
}

async function prepareAll(ctx: BotContext, orderable: readonly OrderableLine[]) {
  const { words } = ctx.person;
  const lines: BatchLine[] = [];
  const refused: ReturnType<typeof refusedLine>[] = [];
  /** Of each thing, the order before which a second one is not to come. */
  const latest = new Map<string, { order: OrderId; count: number }>();
  for (const wanted of orderable) {
    if ((await ctx.shop.limits.cards.take(ctx.person.userId)) !== "allowed") {
      refused.push(refusedLine(wanted.text, words.admin.tooManyCards));
      continue;
    }
    const thing = JSON.stringify([wanted.service.id, wanted.answers]);
    const { order, count = 0 } = latest.get(thing) ?? {};
    const { line, ownToday, open } = await prepare(ctx, wanted, { after: order, count });
    const say = words.batch.why;
    if (open !== null || (ownToday && !wanted.again)) {
      const why = open === null ? say.alreadyToday : say.underWay(stateTitle(open.state, words));
      refused.push(refusedLine(wanted.text, why));
      await dropUnseen(ctx, line);
    } else {
      lines.push(line);
      latest.set(thing, { order: orderIdOf(line.confirmationId), count: count + 1 });
    }
  }
  return { lines, refused };
}

/** A card that nobody will see is in the way of none that they do. */
async function dropUnseen(ctx: BotContext, { confirmationId }: BatchLine): Promise<void> {
  const { userId, chatId } = ctx.person;
  await ctx.shop.desk.discard(confirmationId, { userId, chatId });
}

/**
 * A line's own confirmation. `after`: an equal line before it has this order; `count`: so many equal lines before it are
 * still to be ordered. `open`: one of theirs that is none of the batch's and not over.
 */
async function prepare(
  ctx: BotContext,
  { service, answers, again }: Pick<OrderableLine, "service" | "answers" | "again">,
  { after, count }: { after: OrderId | undefined; count: number },
): Promise<{ line: BatchLine; ownToday: boolean; open: Order | null }> {
  const { userId, chatId } = ctx.person;
  const { confirmation, alikeToday } = await ctx.shop.desk.prepare({
    userId,
    chatId,
    service,
    answers,
    after,
    cause: idOf(ctx, "card"),
  });
  const { facts, id } = confirmation;
  const { own, others } = alikeToday;
  const which = again ? own.length + count + 1 : 1;
  return {
    line: {
      confirmationId: id,
      code: oneLine(service.code, 24),
      destination: destinationText(facts, 60),
      priceRupiah: facts.priceRupiah,
      again,
      odd: oddOf(service, answers, { which, others }, ctx.person.words)?.html ?? null,
      heldUp: null,
    },
    ownToday: own.length > 0,
    open: underWay({ own: own.filter((order) => order.id !== after), others }),
  };
}

/** A confirmation that is no longer good is replaced, unless its service cannot be ordered so any more. */
export async function prepareAnew(
  ctx: BotContext,
  old: BatchLine,
  { line, service: { code }, destination }: OrderFacts,
  after: OrderId | undefined,
): Promise<BatchLine> {
  const service = ctx.shop.catalogue.snapshot()?.serviceByCode(line, code);
  const { known, changed } = service ? knownOf(service, destination) : { known: [], changed: true };
  const answers = openAnswers(known);
  if (service === undefined || changed || answers.length !== service.fields.length)
    return { ...old, heldUp: "gone" };
  if (!availability(service, ctx.shop.clock.wallMs()).open) return { ...old, heldUp: "gone" };
  if ((await ctx.shop.limits.cards.take(ctx.person.userId)) !== "allowed")
    return { ...old, heldUp: "gone" };
  const { again } = old;
  const wanted = { service, answers, again };
  const { line: fresh, ownToday, open } = await prepare(ctx, wanted, { after, count: 0 });
  if (open === null && (!ownToday || again)) return fresh;
  // Ordered meanwhile by another card.
  await dropUnseen(ctx, fresh);
  return { ...old, heldUp: "alike" };
}

/** Before anything could have been ordered. */
async function unlessTrouble<T>(ctx: BotContext, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    ctx.shop.log.error({ err: error }, "no batch could be prepared");
    await show(ctx, textOnly(ctx.person.words.trouble.tryAgain));
    return undefined;
  }
}
