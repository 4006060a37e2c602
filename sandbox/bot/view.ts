/** What the bot keeps in its Redis, through its own readers: for the page to show beside what it told. */

import type { Redis } from "ioredis";
import { createBells } from "../../src/bell.ts";
import { createPurses, type Purses } from "../../src/books/purses.ts";
import { systemClock, systemRng } from "../../src/clock.ts";
import type { Config } from "../../src/config.ts";
import { createTicketReader, type TicketReader } from "../../src/money/tickets.ts";
import { createOrderRedis } from "../../src/orders/store/redis.ts";
import { createOrderStore, type OrderStore } from "../../src/orders/store/store.ts";
import { createPeople } from "../../src/people/people.ts";
import type { Roster } from "../../src/people/roster.ts";
import { accountKeys } from "../../src/redis/keys.ts";

export interface BotView {
  readonly store: Pick<OrderStore, "history" | "readByRef">;
  readonly purses: Purses;
  readonly tickets: Pick<TicketReader, "openOf">;
  readonly roster: Pick<Roster, "resellerIds" | "setLimit" | "enrol">;
}

export function createBotView(connection: Redis, config: Config): BotView {
  const keys = accountKeys(config.osimesa.userId);
  const redis = createOrderRedis(connection, keys.prefix);
  const { creditRupiah } = config.usualTerms;
  return {
    store: createOrderStore({ redis, keys }),
    purses: createPurses({ redis, keys, usualCreditRupiah: () => creditRupiah }),
    tickets: createTicketReader({ redis, keys }),
    roster: createPeople({
      redis: connection,
      keys,
      clock: systemClock,
      rng: systemRng,
      settings: config,
      // Nobody here waits for what it rings.
      bells: createBells(systemClock),
    }).roster,
  };
}
