import { reason } from "../../reason.ts";
import type { Order } from "../state/order.ts";
import type { Decision } from "../store/writer.ts";

/** What becomes of an order without a transaction once gapless pages prove that there is none. */
export type UnmatchedPolicy =
  /** `review` until operators decided "never placed" often enough in a row, then `fail`, until the first doubt. */
  "auto" | "review" | "fail";

/** So many decisions of operators in a row earn the trust that `auto` waits for. */
export const usualTrustAfter = 20;

/** What the account's balance says of one order: whether its price is missing. */
type BalanceSays = "charged" | "not-charged" | "nothing";

export interface UnmatchedRule {
  policy: UnmatchedPolicy;
  /** Where the upstream tells its balance. "nothing" when in doubt; never rejects. */
  balanceSays?(order: Order): Promise<BalanceSays>;
}

/** `trusted`: operators' decisions and all that was seen since speak for it. */
export async function decideUnmatched(
  order: Order,
  { trusted }: { trusted: boolean },
  { policy, balanceSays }: UnmatchedRule,
): Promise<Decision> {
  const review = (code: "none-fits" | "none-fits-charged"): Decision => ({
    state: { name: "review", why: reason(code) },
  });
  if ((await balanceSays?.(order)) === "charged") return review("none-fits-charged");
  if (policy === "review" || (policy === "auto" && !trusted)) return review("none-fits");
  return {
    state: { name: "failed", failure: { reason: "never-placed" } },
    why: reason(policy === "auto" ? "never-placed-by-itself" : "never-placed"),
  };
}
