import type { Order } from "../../../orders/state/order.ts";
import { paragraphs, rich } from "../../../words/html.ts";
import type { BotContext } from "../../context.ts";
import { dropButtons, send } from "../../replying.ts";
import { decide } from "../unclear.ts";
import { goneScreen, ownCard } from "./cards.ts";
import { readCorrection } from "./correction.ts";
import { enterService } from "../entering.ts";
import { knownOf } from "../form/kept.ts";
import type { Hearer } from "../typed/hearer.ts";

/** As long as a card lives (`orders/placing/desk.ts`): a number typed later is meant for something else. */
const correctedWithinMs = 5 * 60_000;

/** A destination typed while one's confirmation card is the latest: it takes the place of the card's. */
export const hearCorrection: Hearer = async (ctx, text) => {
  const { card } = ctx.session;
  if (card === undefined) return false;
  if (ctx.shop.clock.wallMs() - card.shownAtMs >= correctedWithinMs) {
    delete ctx.session.card;
    return false;
  }
  const service = ctx.shop.catalogue.snapshot()?.service(card.service);
  const corrected = service && readCorrection(text, service, card.answers);
  if (service === undefined || !corrected) return false;
  await decide(
    ctx,
    (desk, who) => desk.discard(card.confirmationId, who),
    async (outcome) => {
      switch (outcome.kind) {
        case "confirmed":
          delete ctx.session.card;
          return showOrderedBefore(ctx, outcome.order);
        case "gone":
          delete ctx.session.card;
          return void (await send(ctx, goneScreen(ctx)));
        case "discarded": {
          await dropButtons(ctx, card.messageId);
          const { known, changed } = knownOf(service, corrected.answers);
          // Should no new card come of it, the number can be typed once more: this one is remembered until then.
          const from = changed ? "first" : corrected.from;
          return enterService(ctx, service, { page: card.page, known, from });
        }
      }
    },
  );
  return true;
};

/** ✅ came before the correction. */
async function showOrderedBefore(ctx: BotContext, order: Order): Promise<void> {
  const { text, keyboard } = await ownCard(ctx, order);
  const { confirmedBefore } = ctx.person.words.order;
  await send(ctx, { text: paragraphs(rich`<b>${confirmedBefore}</b>`, text), keyboard });
}
