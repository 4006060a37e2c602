import type { Scripted } from "../redis/redis.ts";
import type { Bells } from "../bell.ts";
import type { Rng } from "../clock.ts";
import { createStatements, type Statements } from "../books/statement.ts";
import type { OrderRedis } from "../orders/store/redis.ts";
import type { AccountKeys } from "../redis/keys.ts";
import { createScripts } from "../redis/scripts.ts";
import { createDeposits, type Deposits } from "./deposits.ts";
import { moneyScripts } from "./scripts.ts";
import { createTransfers, type Transfers } from "./transfers.ts";

/** What resellers have with the operator, and what moves it that no order does. */
export interface Money {
  statements: Statements;
  transfers: Transfers;
  deposits: Deposits;
}

export function createMoney({
  redis,
  reading,
  keys,
  bells,
  rng,
  operators,
  settings,
}: {
  redis: Scripted;
  reading: OrderRedis;
  keys: AccountKeys;
  bells: Pick<Bells, "owed">;
  rng: Rng;
  operators: () => readonly number[];
  settings: { deposits: { openMs: number } };
}): Money {
  const run = createScripts(redis, keys.prefix, moneyScripts);
  return {
    statements: createStatements({ redis: reading, keys }),
    transfers: createTransfers({ run, bells }),
    deposits: createDeposits({
      run,
      bells,
      rng,
      operators,
      reading: { redis: reading, keys },
      ...settings.deposits,
    }),
  };
}
