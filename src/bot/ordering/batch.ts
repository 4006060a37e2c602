import { availability } from "../../catalogue/cut-off.ts";
import { missingFor } from "../../books/purses.ts";
import { isSettled, mostLines, type Batch, type BatchLine } from "../../orders/batches.ts";
import { orderIdOf } from "../../orders/state/order-id.ts";
import type { Order, OrderFacts, OrderId } from "../../orders/state/order.ts";
import type { Press } from "../../screens/buttons/buttons.ts";
import { underWay } from "../../screens/ordering/second.ts";
import { stateTitle } from "../../screens/orders/card.ts";
import { batchScreen, canBeOrdered } from "../../screens/orders/batch.ts";
import { textOnly } from "../../screens/screen.ts";
import { destinationText } from "../../words/destination.ts";
import { oneLine } from "../../words/shorten.ts";
import { secondsText } from "../../words/times.ts";
import type { BotContext } from "../context.ts";
import type { PressHandlers } from "../handlers.ts";
import { deleteTyped, show, showAt, toast, viewOf, type Shown } from "../replying.ts";
import { oddOf, refusedLine, sortLines, type OrderableLine } from "./batch-lines.ts";
import { closedByOperator } from "./confirming.ts";
import { goneScreen } from "./cards.ts";
import { knownOf, openAnswers } from "./kept.ts";
import { cancelledScreen } from "./order-form.ts";
import type { ReadLine } from "./typed/several.ts";

/** Several order lines on one card. Every press may be repeated: each line's confirmation is consumed once. */
export const batchPresses = {
  confirmBatch: { form: "stays", handle: confirm },
  discardBatch: { form: "stays", handle: discard },
  checkBatch: { form: "stays", handle: check },
} satisfies Partial<PressHandlers>;

type Renewed = Parameters<typeof batchScreen>[0]["renewed"];

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
    id: ctx.shop.rng.id(9),
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
    if (ctx.shop.limits.cards.take(ctx.person.userId) !== "allowed") {
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

/**
 * ✅ consumes each line's confirmation in turn. Whatever stops it half-way, the next press goes on where this one ended:
 * what was ordered answers with its order.
 */
async function confirm(ctx: BotContext, { batchId }: Press<"confirmBatch">): Promise<void> {
  const { words, userId, chatId } = ctx.person;
  const cardMessageId = ctx.callbackQuery?.message?.message_id;
  const batch = await own(ctx, batchId);
  if (batch === undefined) return;
  if (batch === null || cardMessageId === undefined) return void (await show(ctx, goneScreen(ctx)));
  const newer = await unlessUnclear(ctx, async () => ({
    batch: await ctx.shop.batches.in(chatId, cardMessageId),
  }));
  if (newer === undefined) return;
  if (newer.batch !== null && newer.batch.id !== batch.id) {
    // A tap that was under way as the card was renewed.
    await toast(ctx, words.batch.ordered(0), "window");
    return void (await showBatch(ctx, newer.batch));
  }
  const done = await unlessUnclear(ctx, async () => {
    // Before its first order, whose card would be drawn over it.
    await ctx.shop.batches.shownIn(batch.id, chatId, cardMessageId);
    const lines: BatchLine[] = [];
    let made = 0;
    let renewed: Renewed = null;
    const latest = new Map<string, OrderId>();
    for (const line of batch.lines) {
      if (isSettled(line)) {
        lines.push(line);
        continue;
      }
      const outcome = await ctx.shop.desk.confirm(line.confirmationId, {
        userId,
        chatId,
        cardMessageId,
      });
      if (outcome.kind === "confirmed") {
        if (!outcome.again) made += 1;
        lines.push({ ...line, heldUp: null });
      } else if (outcome.kind === "expired") {
        const { facts } = outcome;
        const fresh = await prepareAnew(ctx, line, facts, latest.get(facts.fingerprint));
        lines.push(fresh);
        if (fresh.heldUp === null) latest.set(facts.fingerprint, orderIdOf(fresh.confirmationId));
        renewed = outcome.why === "forgotten" || renewed === null ? outcome.why : renewed;
      } else {
        const { kind } = outcome;
        lines.push({ ...line, heldUp: kind === "newer" ? "alike" : kind });
      }
    }
    return { lines, made, renewed };
  });
  if (done === undefined) return;
  // A card of its own, so that a second tap that is under way does not order at a price that nobody has read.
  const id = done.renewed === null ? batch.id : ctx.shop.rng.id(9);
  const next: Batch = { ...batch, id, lines: done.lines };
  const kept = await unlessUnclear(ctx, async () => {
    await ctx.shop.batches.keep(next);
    await ctx.shop.batches.shownIn(next.id, chatId, cardMessageId);
    return true;
  });
  if (kept === undefined) return;
  if (done.renewed === "price") await toast(ctx, words.prices.changedJustNow, "window");
  else await toast(ctx, words.batch.ordered(done.made));
  await showBatch(ctx, next, done.renewed);
}

/** A confirmation that is no longer good is replaced, unless its service cannot be ordered so any more. */
async function prepareAnew(
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
  if (ctx.shop.limits.cards.take(ctx.person.userId) !== "allowed")
    return { ...old, heldUp: "gone" };
  const { again } = old;
  const wanted = { service, answers, again };
  const { line: fresh, ownToday, open } = await prepare(ctx, wanted, { after, count: 0 });
  if (open === null && (!ownToday || again)) return fresh;
  // Ordered meanwhile by another card.
  await dropUnseen(ctx, fresh);
  return { ...old, heldUp: "alike" };
}

/** ❌ takes back what was not ordered; orders have their own ❌ as long as they wait. */
async function discard(ctx: BotContext, { batchId }: Press<"discardBatch">): Promise<void> {
  const { userId, chatId } = ctx.person;
  const batch = await own(ctx, batchId);
  if (batch === undefined) return;
  if (batch === null) return void (await show(ctx, goneScreen(ctx)));
  const lines = await unlessUnclear(ctx, async () => {
    const all: BatchLine[] = [];
    for (const line of batch.lines) {
      const { kind } = await ctx.shop.desk.discard(line.confirmationId, { userId, chatId });
      all.push(kind === "confirmed" ? { ...line, heldUp: null } : { ...line, heldUp: kind });
    }
    await ctx.shop.batches.keep({ ...batch, lines: all });
    return all;
  });
  if (lines === undefined) return;
  const isAnyOrdered = (await ordersOf(ctx, batch)).size > 0;
  if (isAnyOrdered) await showBatch(ctx, { ...batch, lines });
  else await show(ctx, cancelledScreen(ctx, undefined));
}

/** 🔄 */
async function check(ctx: BotContext, { batchId }: Press<"checkBatch">): Promise<void> {
  const batch = await own(ctx, batchId);
  if (batch === undefined) return;
  if (batch === null) return void (await show(ctx, goneScreen(ctx)));
  const how = await showBatch(ctx, batch);
  if (how === "same") await toast(ctx, ctx.person.words.order.checked(secondsText(viewOf(ctx))));
}

/** Redraws at most this often for one press. */
const maxRedraws = 4;

/** Orders move while the card is drawn, and the engine draws it too: it is drawn until it shows how they stand. */
async function showBatch(
  ctx: BotContext,
  batch: Batch,
  renewed: Renewed = null,
): Promise<Shown["how"]> {
  let orders = await ordersOf(ctx, batch);
  const { how, messageId } = await show(ctx, await screenOf(ctx, batch, orders, renewed));
  for (let redraw = 0; redraw < maxRedraws; redraw += 1) {
    const now = await ordersOf(ctx, batch);
    if (versionsOf(now) === versionsOf(orders)) break;
    const redrawn = await showAt(ctx, messageId, await screenOf(ctx, batch, now, renewed));
    // It was deleted meanwhile: whoever draws cards goes on.
    if (redrawn.how === "sent") break;
    orders = now;
  }
  return how;
}

async function screenOf(
  ctx: BotContext,
  batch: Batch,
  orders: ReadonlyMap<string, Order>,
  renewed: Renewed,
) {
  const leftRupiah = batch.lines
    .filter((line) => canBeOrdered(line, orders))
    .reduce((sum, { priceRupiah }) => sum + priceRupiah, 0);
  const purse = leftRupiah === 0 ? null : await ctx.shop.purses.read(ctx.person.userId);
  const missingRupiah = purse === null ? null : missingFor(purse, leftRupiah);
  const takesDeposits = ctx.shop.deposits !== null;
  return batchScreen({ batch, orders, missingRupiah, takesDeposits, renewed }, ctx.person.language);
}

const versionsOf = (orders: ReadonlyMap<string, Order>) =>
  [...orders.values()].map(({ id, version }) => `${id}@${version}`).join(" ");

/** Orders of the lines, by confirmation: each is named by the one that made it. */
async function ordersOf(ctx: BotContext, { lines }: Batch): Promise<Map<string, Order>> {
  const { userId } = ctx.person;
  const found = await Promise.all(
    lines.map(async ({ confirmationId }): Promise<[string, Order][]> => {
      const order = await ctx.shop.desk.find(orderIdOf(confirmationId), {
        userId,
        operator: false,
      });
      return order === null ? [] : [[confirmationId, order]];
    }),
  );
  return new Map(found.flat());
}

/** null: it is forgotten, or somebody else's; undefined: not known for now, which was said. */
async function own(ctx: BotContext, batchId: string): Promise<Batch | null | undefined> {
  const { userId, chatId } = ctx.person;
  const found = await unlessUnclear(ctx, async () => ({
    batch: await ctx.shop.batches.read(batchId),
  }));
  if (found === undefined) return undefined;
  const { batch } = found;
  return batch?.resellerId === userId && batch.chatId === chatId ? batch : null;
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

/** A press whose outcome is not known may have counted, and pressing again is safe. */
async function unlessUnclear<T>(ctx: BotContext, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    ctx.shop.log.error({ err: error }, "the outcome of a press is not known");
    await toast(ctx, ctx.person.words.trouble.confirmUnclear, "window");
    return undefined;
  }
}
