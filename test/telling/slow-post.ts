import { createBells } from "../../src/bell.ts";
import { createLog } from "../../src/log.ts";
import { reason } from "../../src/reason.ts";
import type { Notice } from "../../src/orders/state/notice.ts";
import { factsSchema, type OrderId } from "../../src/orders/state/order.ts";
import { orderIdOf } from "../../src/orders/state/order-id.ts";
import { createOutbox } from "../../src/orders/store/outbox.ts";
import { createOrderStore } from "../../src/orders/store/store.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { createAbout, type AboutDependencies } from "../../src/telling/about.ts";
import { createCourier, type CourierDependencies } from "../../src/telling/courier.ts";
import type { Messenger, Sent } from "../../src/telling/messenger.ts";
import { createKeyspace } from "../simulation/redis/keyspace.ts";
import { createLoop } from "../simulation/loop.ts";
import { createProcess } from "../simulation/process.ts";
import { createRandom } from "../simulation/random.ts";
import { connectSimulatedRedis } from "../simulation/redis/redis.ts";
import { simulatedWords } from "../simulation/telegram.ts";

/** What left for a chat; `edits`: the message it was to replace. */
export interface Told {
  chatId: number;
  atMs: number;
  edits: number | null;
  replyTo: number | null;
}

/** The courier in simulated time, on the simulation's Redis, before a Telegram that does exactly as it is told. */
export function openSlowPost({
  namesOf,
  ...more
}: Partial<
  Pick<CourierDependencies, "languageOf" | "words"> & Pick<AboutDependencies, "namesOf">
> = {}) {
  const loop = createLoop();
  const startMs = loop.now();
  const db = createKeyspace(loop.now);
  const keys = accountKeys("slow");
  const log = createLog({ level: "silent", secrets: [] });
  // Not killed, nor struck: only told what the time is.
  const bot = createProcess(loop, createRandom(1), () => undefined);
  const redis = connectSimulatedRedis(
    {
      db: () => db,
      loop,
      prefix: keys.prefix,
      fate: () => "fine",
      latencyMs: () => 0,
      afterScript: () => undefined,
    },
    bot,
  );
  const store = createOrderStore({ redis, keys });
  const told: Told[] = [];
  let answer: (message: Told) => Sent | Promise<Sent> = () => ({
    kind: "sent",
    messageId: told.length,
  });
  const leaves = async (message: Omit<Told, "atMs">): Promise<Sent> => {
    const whole = { ...message, atMs: loop.now() - startMs };
    told.push(whole);
    return answer(whole);
  };
  const messenger: Messenger = {
    send: (chatId, _screen, { replyTo } = {}) =>
      leaves({ chatId, edits: null, replyTo: replyTo ?? null }),
    edit: (chatId, edits) => leaves({ chatId, edits, replyTo: null }),
  };
  const bells = createBells(bot.clock);
  const courier = createCourier({
    outbox: createOutbox({ redis, keys, log }),
    store,
    about: createAbout({ store, ...(namesOf && { namesOf }) }),
    messenger,
    clock: bot.clock,
    // No spread: waits are what they are.
    rng: { ...bot.rng, fraction: () => 0.5 },
    log,
    bells,
    languageOf: async () => "id",
    words: simulatedWords,
    ...more,
  });

  async function during<T>(act: Promise<T>): Promise<T> {
    let over = false;
    const done = act.finally(() => (over = true));
    done.catch(() => undefined);
    while (!over) await loop.runUntil(loop.now());
    return done;
  }

  let count = 0;
  return {
    courier,
    told,
    /** Times at which something left for a chat, ms from the beginning. */
    timesOf: (chatId: number) =>
      told.filter((one) => one.chatId === chatId).map(({ atMs }) => atMs),
    answers: (next: typeof answer) => void (answer = next),
    passes: (ms: number) => loop.runUntil(loop.now() + ms),
    /** A term of the courier; answers how to end it. */
    start() {
      const ending = new AbortController();
      void courier.run({ signal: ending.signal, nowMs: loop.now });
      return () => ending.abort();
    },
    /** An order of this chat, its card to be drawn in message 1. */
    async order(chatId: number): Promise<OrderId> {
      count += 1;
      const id = `card${count}`;
      const facts = factsSchema.parse({
        v: 2,
        id: orderIdOf(id),
        line: "game",
        resellerId: chatId,
        chatId,
        service: { code: "P5", name: "Pulsa 5.000", category: "Pulsa" },
        destination: [],
        costRupiah: 5_500,
        priceRupiah: 5_500,
        fingerprint: `print ${count}`,
      });
      await during(store.draft({ id, facts }, 60_000));
      await during(store.confirm(id, { userId: chatId, chatId, cardMessageId: 1 }));
      return orderIdOf(id);
    },
    /** Owes a chat something, an alarm that says nothing more unless told otherwise. */
    async owe(chatId: number, notice?: Notice): Promise<void> {
      count += 1;
      const alarm = { kind: "alarm", alarm: "unexplained-transaction" } as const;
      const detail = reason("noted", String(count));
      await during(
        store.owe([{ chatId, notice: notice ?? { ...alarm, id: `a${count}`, detail } }]),
      );
    },
  };
}
