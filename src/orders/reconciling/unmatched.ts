import { reason } from "../../reason.ts";
import type { BalanceSays } from "../balance/balance-says.ts";
import type { Order } from "../state/order.ts";
import type { Decision } from "../store/writer.ts";

/** What becomes of an order without a transaction once gapless pages prove that there is none. */
export type UnmatchedPolicy =
  /** `review` until operators decided "never placed" often enough in a row, then `fail`, until the first doubt. */
  "auto" | "review" | "fail";

/** So many decisions of operators in a row earn the trust that `auto` waits for. */
export const usualTrustAfter = 20;

export interface UnmatchedRule {
  policy: UnmatchedPolicy;
  /** Where the upstream tells its balance. "nothing" when in doubt; never rejects. */
  balanceSays?(order: Order): Promise<BalanceSays>;
}

/**
 * `trusted`: operators' decisions and all that was seen since speak for it. null: what the balance says is not known yet;
 * look again.
 */
export async function decideUnmatched(
  order: Order,
  { trusted }: { trusted: boolean },
  { policy, balanceSays }: UnmatchedRule,
): Promise<Decision | null> {
  const review = (code: "none-fits" | "none-fits-charged"): Decision => ({
    state: { name: "review", why: reason(code) },
  });
  const says = await balanceSays?.(order);
  if (says === "not-yet") return null;
  if (says === "charged") return review("none-fits-charged");
  if (policy === "review" || (policy === "auto" && !trusted)) return review("none-fits");
  return {
    state: { name: "failed", failure: { reason: "never-placed" } },
    why: reason(policy === "auto" ? "never-placed-by-itself" : "never-placed"),
  };
}
