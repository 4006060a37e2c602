import { decide, deposit, take } from "./deposits.ts";
import { move } from "./moves.ts";
import { during, type Bots } from "./people.ts";
import type { Policy } from "./policy.ts";
import type { Random } from "./random.ts";
import type { World } from "./world.ts";

/** What people do with money beside ordering: operators move it by hand, resellers announce deposits and pay them. */
export interface Till {
  /** All that ever came in is read once more, as a gateway's list is. */
  readAgain(): void;
}

export function openTill(world: World, random: Random, policy: Policy, bots: Bots): Till {
  const moving = { world, random: random.fork(), policy, bots };
  const depositing = { world, random: random.fork(), policy, bots };
  const deciding = { world, random: random.fork(), policy, bots };
  let moves = 0;
  during(moving, policy.meanBetweenMovesMs, () => move(moving, `m${(moves += 1)}`));
  let tickets = 0;
  during(depositing, policy.meanBetweenDepositsMs, () => deposit(depositing, `T${(tickets += 1)}`));
  if (policy.meanBetweenDepositsMs < Infinity) during(deciding, 20_000, () => decide(deciding));
  return {
    readAgain() {
      for (const payment of world.truth.payments) take(depositing, payment);
    },
  };
}
