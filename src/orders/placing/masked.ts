import type { Clock } from "../../clock.ts";
import type { OrderAnswer } from "../../osimesa/answers.ts";

/**
 * Refusals that name no cause ("contact the admin"). One may be its product's; two in a row for different services are
 * the shop's trouble: the upstream's own supplier is out of balance, say, and the next order would meet the same.
 */
export interface MaskedRefusals {
  /** The answer to an order for this service, as it has to be understood. */
  read(answer: OrderAnswer, serviceCode: string): OrderAnswer;
}

const pairWithinMs = 60_000;
/** Once it is the shop's trouble the next order is sent a minute later (`gate.ts`), and its answer counts as well. */
const troubleGoesOnMs = 120_000;

export function createMaskedRefusals(clock: Clock): MaskedRefusals {
  let latest: { serviceCode: string; atMs: number; isShops: boolean } | null = null;
  return {
    read(answer, serviceCode) {
      if (answer.kind === "placed") latest = null;
      if (answer.kind !== "refused" || answer.cause !== "masked") return answer;
      const atMs = clock.monotonicMs();
      const isShops =
        latest !== null &&
        latest.serviceCode !== serviceCode &&
        atMs - latest.atMs <= (latest.isShops ? troubleGoesOnMs : pairWithinMs);
      latest = { serviceCode, atMs, isShops };
      return isShops ? { ...answer, cause: "shop" } : answer;
    },
  };
}
