import type { TestContext } from "node:test";
import { reason } from "../../src/reason.ts";
import { systemClock, systemRng, type Clock } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { createAbout } from "../../src/telling/about.ts";
import { createCourier } from "../../src/telling/courier.ts";
import { createTelegramClient } from "../../src/telegram/client.ts";
import { createMessenger } from "../../src/telling/messenger.ts";
import { createBells } from "../../src/bell.ts";
import type { Notice } from "../../src/orders/state/notice.ts";
import { factsSchema } from "../../src/orders/state/order.ts";
import { orderIdOf } from "../../src/orders/state/order-id.ts";
import { createOutbox, type RefusalSettings } from "../../src/orders/store/outbox.ts";
import { createOrderRedis } from "../../src/orders/store/redis.ts";
import { createOrderStore } from "../../src/orders/store/store.ts";
import { connectRedis } from "../../src/redis/connect.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import { createTelegramEmulator } from "../../sandbox/telegram/emulator.ts";
import { card } from "../../src/screens/orders/card.ts";
import { notices } from "../../src/screens/notices/notices.ts";
import { person } from "../person.ts";
import { openDatabase } from "../redis-database.ts";

export interface PostOptions {
  refusals?: RefusalSettings;
  retryMs?: number;
  /** A Redis of the test's own, to be filled. */
  ownRedis?: boolean;
  /** In place of the real words for notices. */
  notices?: typeof notices;
}

/** The courier between a real Redis and an emulated Bot API, with nothing else of the bot. */
export async function openPost(context: TestContext, options: PostOptions = {}) {
  const log = createLog({ level: process.env["TEST_LOG"] ?? "silent", secrets: [] });
  const server = options.ownRedis === true ? await startPrivateRedis() : await openDatabase();
  const redis = connectRedis(server.url, log);
  await redis.connect();
  const telegram = createTelegramEmulator();
  await telegram.listen(0);
  const keys = accountKeys("10001");
  const orderRedis = createOrderRedis(redis, keys.prefix);
  const store = createOrderStore({ redis: orderRedis, keys });
  /** Why notices were refused, as the operators would be told. */
  const refusedFor: string[] = [];
  const openOutbox = (refusals?: RefusalSettings) =>
    createOutbox({
      redis: orderRedis,
      keys,
      log,
      onDeadLetter: (why) => refusedFor.push(why),
      ...(refusals === undefined ? {} : { refusals }),
    });
  const outbox = openOutbox(options.refusals);
  const stops: (() => Promise<void>)[] = [];

  /** A courier's term on the same Redis; `stop` ends it. */
  function start(clock: Clock = systemClock, nowMs = () => Date.now()) {
    const bells = createBells(clock);
    const courier = createCourier({
      outbox,
      store,
      about: createAbout({ store }),
      messenger: createMessenger(
        createTelegramClient({ token: telegram.token, apiRoot: telegram.apiRoot, clock }),
      ),
      clock,
      rng: systemRng,
      log,
      bells,
      languageOf: async () => "id",
      words: {
        card: (order, standing, language) =>
          card(order, {
            language,
            timeZone: "Asia/Jakarta",
            nowMs: 0,
            viewer: "reseller",
            standing,
          }),
        notices: (due, language) =>
          (options.notices ?? notices)(due, { language, timeZone: "Asia/Jakarta", nowMs: 0 }),
      },
      ...(options.retryMs === undefined ? {} : { retryMs: options.retryMs }),
    });
    const ending = new AbortController();
    const running = courier.run({ signal: ending.signal, nowMs });
    const stop = async () => {
      ending.abort();
      await running;
    };
    stops.push(stop);
    return { stop, wake: bells.owed.ring };
  }

  context.after(async () => {
    // First, so that no delivery is waited for that hangs.
    await telegram.close();
    for (const stop of stops) await stop();
    redis.disconnect();
    await server.close();
  });

  let count = 0;
  return {
    telegram,
    redis,
    keys,
    outbox,
    openOutbox,
    refusedFor,
    start,
    /** Somebody who has pressed START. */
    meet(id: number, name = `Orang ${id}`) {
      const someone = person(telegram, { id, name });
      someone.starts();
      return someone;
    },
    /** An order whose card has to be drawn. */
    async placeCard(chatId: number): Promise<void> {
      const facts = factsSchema.parse({
        v: 2,
        id: orderIdOf("card"),
        line: "game",
        resellerId: chatId,
        chatId,
        service: { code: "P5", name: "Pulsa 5.000", category: "Pulsa" },
        destination: [],
        costRupiah: 5_500,
        priceRupiah: 5_500,
        fingerprint: "print",
      });
      await store.draft({ id: "card", facts }, 60_000);
      await store.confirm("card", { userId: chatId, chatId, cardMessageId: 1 });
    },
    /** Owes an operator's kind of notice whose text is `detail`. */
    async owe(chatId: number, detail: string): Promise<void> {
      count += 1;
      const notice: Notice = {
        kind: "alarm",
        id: `a${count}`,
        alarm: "unexplained-transaction",
        detail: reason("noted", detail),
      };
      await store.owe([{ chatId, notice }]);
    },
  };
}
