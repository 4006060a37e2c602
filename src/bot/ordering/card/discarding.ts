import type { ListedService } from "../../../catalogue/snapshot.ts";
import type { Answer } from "../../../orders/state/order.ts";
import type { Press } from "../../../screens/buttons/buttons.ts";
import { vanishedScreen } from "../../../screens/ordering/service.ts";
import type { BotContext } from "../../context.ts";
import type { PressHandlers } from "../../handlers.ts";
import { show, toast } from "../../replying.ts";
import { decide } from "../unclear.ts";
import { forgetCard, goneScreen, sayOnCard } from "./cards.ts";
import { enterService } from "../entering.ts";
import { knownOf, openAnswers } from "../form/kept.ts";
import { cancelledScreen } from "../form/order-form.ts";

/** Both spend the confirmation card they stand on, so that nothing can be ordered with it any more. */
export const discardingPresses = {
  discard: { form: "stays", handle: discard },
  edit: { form: "left", handle: edit },
} satisfies Partial<PressHandlers>;

/** ❌ on a confirmation card. */
async function discard(ctx: BotContext, { confirmationId }: Press<"discard">): Promise<void> {
  await discardCard(ctx, confirmationId, async (card) => {
    // A second tap: what the first one showed stays.
    if (card === null) await toast(ctx, ctx.person.words.order.discardedBefore);
    else await show(ctx, cancelledScreen(ctx, card.service));
  });
}

/** ✏️: the form again from its first question, with what was answered. */
async function edit(ctx: BotContext, { confirmationId, page }: Press<"edit">): Promise<void> {
  // For a second tap, and for one whose answer was lost: a card that is spent knows nothing any more.
  const keep = ({ service, answers }: Discarded) => {
    if (service === undefined) return;
    const { id } = service;
    ctx.session.kept = { id: confirmationId, service: id, page, answers: openAnswers(answers) };
  };
  const goOn = async () => {
    const { kept } = ctx.session;
    const before = kept?.id === confirmationId ? kept : null;
    const service = before && ctx.shop.catalogue.snapshot()?.service(before.service);
    if (!service) return void (await show(ctx, vanishedScreen(ctx.person.language)));
    const { known } = knownOf(service, before.answers);
    await enterService(ctx, service, { page, known, from: "first" });
  };
  await discardCard(ctx, confirmationId, goOn, keep);
}

/** What one's own confirmation card was of. */
interface Discarded {
  /** As it is sold now; undefined: it is not. */
  service: ListedService | undefined;
  answers: readonly Answer[];
}

/**
 * Spends a confirmation card without an order and goes on with what it was of (null: it was spent so before); where ✅
 * came first, shows that order. `first`: what is done with it before that.
 */
async function discardCard(
  ctx: BotContext,
  confirmationId: string,
  goOn: (card: Discarded | null) => Promise<void>,
  first: (card: Discarded) => void = () => undefined,
): Promise<void> {
  const catalogue = ctx.shop.catalogue.snapshot();
  await decide(
    ctx,
    async (desk, who) => {
      const facts = await desk.cardOf(confirmationId, who);
      const card = facts && {
        service: catalogue?.serviceByCode(facts.line, facts.service.code),
        answers: facts.destination,
      };
      if (card !== null) first(card);
      return { card, outcome: await desk.discard(confirmationId, who) };
    },
    async ({ card, outcome }) => {
      forgetCard(ctx, confirmationId);
      switch (outcome.kind) {
        case "discarded":
          return goOn(card);
        case "confirmed":
          return sayOnCard(ctx, ctx.person.words.order.confirmedBefore, outcome.order);
        case "gone":
          return void (await show(ctx, goneScreen(ctx)));
      }
    },
  );
}
