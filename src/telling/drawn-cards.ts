import type { Clock } from "../clock.ts";
import type { DrawnCard, Outbox } from "../orders/store/outbox.ts";

/** Each note is a write that the disk is waited for, and a rush draws many cards at once. */
const gatherMs = 200;

/**
 * Notes that a card was drawn, together with those drawn within a moment; resolves when it is noted. Until then a process
 * that dies leaves a card that is drawn once more.
 */
export function createDrawnCards(
  outbox: Pick<Outbox, "cardsDrawn">,
  clock: Pick<Clock, "sleep">,
): (card: DrawnCard) => Promise<void> {
  let gathering: { cards: DrawnCard[]; noted: Promise<void> } | null = null;

  async function gather(cards: readonly DrawnCard[]): Promise<void> {
    await clock.sleep(gatherMs);
    gathering = null;
    await outbox.cardsDrawn(cards);
  }

  return async (card) => {
    if (gathering === null) {
      const cards: DrawnCard[] = [];
      gathering = { cards, noted: gather(cards) };
    }
    const { cards, noted } = gathering;
    cards.push(card);
    try {
      await noted;
    } catch (error) {
      // One that cannot be noted is no reason to draw the others anew.
      if (cards.length === 1) throw error;
      await outbox.cardsDrawn([card]);
    }
  };
}
