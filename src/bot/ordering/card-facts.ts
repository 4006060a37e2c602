import type { ListedService } from "../../catalogue/snapshot.ts";
import type { Answer } from "../../orders/state/order.ts";
import type { BotContext } from "../context.ts";

/** What one of a person's own confirmation cards is of, as long as nothing has become of it. */
interface CardFacts {
  /** As it is sold now; undefined: it is not. */
  service: ListedService | undefined;
  answers: readonly Answer[];
}

/** Null: it was used or discarded, it is somebody else's, or that is not known for now. */
export async function cardFacts(
  { shop, person }: BotContext,
  confirmationId: string,
): Promise<CardFacts | null> {
  try {
    const facts = await shop.confirmations.readFacts(confirmationId);
    if (facts?.resellerId !== person.userId || facts.chatId !== person.chatId) return null;
    const service = shop.catalogue.snapshot()?.serviceByCode(facts.line, facts.service.code);
    return { service, answers: facts.destination };
  } catch (error) {
    shop.log.warn({ err: error }, "what a card is of is not known for now");
    return null;
  }
}
