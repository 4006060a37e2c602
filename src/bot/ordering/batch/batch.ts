import { isSettled, type Batch, type BatchLine } from "../../../orders/batches.ts";
import { orderIdOf } from "../../../orders/state/order-id.ts";
import type { OrderId } from "../../../orders/state/order.ts";
import type { Press } from "../../../screens/buttons/buttons.ts";
import { secondsText } from "../../../words/times.ts";
import type { BotContext } from "../../context.ts";
import { idOf } from "../../intake/same-update.ts";
import type { PressHandlers } from "../../handlers.ts";
import { show, toast, viewOf } from "../../replying.ts";
import { unlessUnclear } from "../unclear.ts";
import { ordersOf, showBatch, type Renewed } from "./card.ts";
import { prepareAnew } from "./offer.ts";
import { goneScreen } from "../card/cards.ts";
import { cancelledScreen } from "../form/order-form.ts";

/** Several order lines on one card. Every press may be repeated: each line's confirmation is consumed once. */
export const batchPresses = {
  confirmBatch: { form: "stays", handle: confirm },
  discardBatch: { form: "stays", handle: discard },
  checkBatch: { form: "stays", handle: check },
} satisfies Partial<PressHandlers>;

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
  const id =
    done.renewed === null ? batch.id : idOf(ctx, `batch ${JSON.stringify(done.lines)}`, 12);
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
