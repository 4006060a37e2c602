import { languageFrom, type Language } from "../words/dictionary.ts";
import type { Redis } from "../redis/redis.ts";
import type { Bells } from "../bell.ts";
import type { Complaints } from "../complaints/complaints.ts";
import type { Clock, Rng } from "../clock.ts";
import type { Log } from "../log.ts";
import type { TicketReader } from "../money/tickets.ts";
import type { Orders } from "../orders/orders.ts";
import { isFinal } from "../orders/state/order.ts";
import type { People } from "../people/people.ts";
import type { AccountKeys } from "../redis/keys.ts";
import type { CrewMember } from "../redis/shift.ts";
import { createBatches } from "../orders/batches.ts";
import { batchScreen } from "../screens/orders/batch.ts";
import { card } from "../screens/orders/card.ts";
import { finishedCard } from "../screens/orders/finished-card.ts";
import { notices } from "../screens/notices/notices.ts";
import { announcement } from "../screens/notices/shop.ts";
import type { ShopControls } from "../shop/controls.ts";
import { createBroadcaster } from "./broadcaster.ts";
import { createAbout } from "./about.ts";
import { createComplaintOf } from "./complaint-of.ts";
import { createCourier } from "./courier.ts";
import type { TelegramClient } from "../telegram/client.ts";
import { createMessenger } from "./messenger.ts";
import { createMoneyOf } from "./money-of.ts";
import { createSharedCards } from "./shared-cards.ts";
import { createShownNotices } from "./shown.ts";

/** Tells people what they are owed, and what an operator has to say to all. */
export interface Telling extends CrewMember {
  /** How long the chat that waits longest has been tried in vain, in ms; 0: none has. */
  delayedMs(): number;
}

export function createTelling(deps: {
  telegram: Pick<TelegramClient, "token" | "plain">;
  settings: { defaultLanguage: Language; timeZone: string; shopName: string; hungAfterMs: number };
  redis: Redis;
  keys: AccountKeys;
  orders: Pick<Orders, "store" | "outbox" | "forecast" | "purses" | "short">;
  deposits: TicketReader;
  complaints: Pick<Complaints, "read">;
  people: Pick<People, "access" | "languages" | "roster" | "quiet">;
  controls: Pick<ShopControls, "broadcasts" | "pausing">;
  bells: Pick<Bells, "owed" | "broadcast">;
  clock: Clock;
  rng: Rng;
  log: Log;
}): Telling {
  const { settings, redis, keys, clock, people, controls } = deps;
  const { namesOf } = people.roster;
  const viewIn = (language: Language) => ({
    language,
    timeZone: settings.timeZone,
    nowMs: clock.wallMs(),
  });
  const shared = {
    ...deps,
    ...deps.orders,
    messenger: createMessenger(deps.telegram),
    languageOf: async (chatId: number) =>
      languageFrom(await people.languages.of(chatId), settings.defaultLanguage),
  };
  const courier = createCourier({
    ...shared,
    shown: createShownNotices({ redis, keys }),
    about: createAbout({
      ...deps.orders,
      namesOf,
      complaintOf: createComplaintOf(deps.complaints, namesOf),
      moneyOf: createMoneyOf({ ...deps.orders, deposits: deps.deposits, namesOf }),
    }),
    sharedCardOf: createSharedCards(
      createBatches({ redis, keys }),
      deps.orders.store,
      (batch, orders, language) =>
        batchScreen(
          { batch, orders, missingRupiah: null, takesDeposits: false, renewed: null },
          language,
        ),
    ),
    words: {
      card: (order, standing, language) =>
        isFinal(order)
          ? finishedCard(order, language)
          : card(order, {
              ...viewIn(language),
              viewer: "reseller",
              standing,
              hungAfterMs: settings.hungAfterMs,
            }),
      notices: (due, language) => notices(due, viewIn(language)),
    },
  });
  const broadcaster = createBroadcaster({
    ...shared,
    broadcasts: controls.broadcasts,
    access: people.access,
    quiet: people.quiet,
    stands: async ({ kind }) =>
      kind === "message" || (kind === "paused") === ((await controls.pausing.current()) !== null),
    words: (what, language) => announcement(what, settings.shopName, language),
  });
  return {
    async run(term) {
      await Promise.all([courier.run(term), broadcaster.run(term)]);
    },
    delayedMs: courier.delayedMs,
  };
}
