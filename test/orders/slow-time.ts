import { parseService } from "../../src/catalogue/parse.ts";
import { createLog } from "../../src/log.ts";
import { createBells } from "../../src/bell.ts";
import type { Engine, EngineSettings } from "../../src/orders/engine.ts";
import type { OrderDesk } from "../../src/orders/placing/desk.ts";
import { createOrders, type Orders, type OrdersDependencies } from "../../src/orders/orders.ts";
import type { Notice } from "../../src/orders/state/notice.ts";
import { refSchema, type Order, type OrderId } from "../../src/orders/state/order.ts";
import type { ReviewOutcome } from "../../src/orders/reconciling/review-desk.ts";
import type { OrderRedis } from "../../src/orders/store/redis.ts";
import { createLeases } from "../../src/redis/leases.ts";
import { createShift } from "../../src/redis/shift.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { createKeyspace, type Keyspace } from "../simulation/redis/keyspace.ts";
import { createLoop } from "../simulation/loop.ts";
import { createProcess, type Process } from "../simulation/process.ts";
import { createRandom } from "../simulation/random.ts";
import { connectSimulatedRedis, type RedisFate } from "../simulation/redis/redis.ts";
import { usualSettings } from "./engine-settings.ts";
import { openToldUpstream, type ToldAccount } from "./told-upstream.ts";

/**
 * A counter in simulated time: the real desk and engine on the simulation's clock and Redis, before an upstream that
 * does exactly as it is told. For promises in minutes, hours and days.
 */
export interface SlowCounter extends ToldAccount {
  /** Lets so much time pass. */
  passes(ms: number): Promise<void>;
  nowMs(): number;
  /** A bot process of its own; `stop` kills it, `redis` says what becomes of its own commands from now on. */
  startEngine(): { engine: Engine; stop(): void; redis(fate: typeof fine): void };
  /** ✅ for P5 to this destination; a card shown before this may be given. */
  order(destination: string, card?: Card): Promise<Order>;
  /** The same by another reseller. */
  orderOf(resellerId: number, destination: string): Promise<Order>;
  /** The confirmation card, ✅ not pressed yet; of another service than P5 where one is named. */
  card(destination: string, code?: string): Promise<Card>;
  find(id: OrderId): Promise<Order>;
  /** ❌ on the order's own card. */
  cancel(id: OrderId): ReturnType<OrderDesk["cancel"]>;
  /** An operator says that the upstream never placed it. */
  neverPlaced(id: OrderId): Promise<ReviewOutcome>;
  /** An operator says that this row is the order's. */
  attach(id: OrderId, ref: string): Promise<ReviewOutcome>;
  owed(chatId: number): Promise<Notice[]>;
  /** Resolves after so much simulated time: for answers that take a while. */
  after(ms: number): Promise<void>;
  /** What becomes of every command to Redis from now on, and how long each way takes. */
  redis(fate: { reads: RedisFate; scripts: RedisFate }, latencyMs?: number): void;
  db: Keyspace;
  keys: ReturnType<typeof accountKeys>;
}

interface Card {
  id: string;
  destination: string;
  person: { userId: number; chatId: number };
}

export const fine: { reads: RedisFate; scripts: RedisFate } = { reads: "fine", scripts: "fine" };

const budi = { userId: 7001, chatId: 7001 };
export const operatorId = 9001;
export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;

/** What is sold here. */
export const pulsa = parseService({
  code: "P5",
  name: "Pulsa 5.000",
  note: "",
  category: { main: "Pulsa", slug: "pulsa" },
  fields: undefined,
  price: { current: 5_500 },
  cutoff: undefined,
  status: "",
  updated_at: undefined,
});

const leaseMs = 15_000;
export function openSlowCounter(
  options: {
    settings?: Partial<EngineSettings>;
    recheck?: OrdersDependencies["recheck"];
    selling?: OrdersDependencies["selling"];
    balanceSays?: OrdersDependencies["balanceSays"];
  } = {},
): SlowCounter {
  const loop = createLoop();
  const random = createRandom(1);
  const db = createKeyspace(loop.now);
  const keys = accountKeys("slow");
  const log = createLog({ level: process.env["TEST_LOG"] ?? "silent", secrets: [] });
  let fate = fine;
  let latencyMs = 1;
  const ownFates = new Map<Process, typeof fine>();
  const fateOf = (bot: Process) => ownFates.get(bot) ?? fate;
  const connect = (bot: Process, struck: boolean) =>
    connectSimulatedRedis(
      {
        db: () => db,
        loop,
        prefix: keys.prefix,
        fate: (script) => (struck ? fateOf(bot)[script === null ? "reads" : "scripts"] : "fine"),
        latencyMs: () => (struck ? latencyMs : 1),
        afterScript: () => undefined,
      },
      bot,
    );
  const told = openToldUpstream(loop);
  const newProcess = () => createProcess(loop, random.fork(), () => undefined);

  const ordersOf = (bot: Process, redis: OrderRedis): Orders =>
    createOrders({
      clock: bot.clock,
      rng: bot.rng,
      log,
      redis,
      keys,
      bells: createBells(bot.clock),
      upstream: told.connect(bot),
      operators: () => [operatorId],
      recheck: options.recheck ?? (() => Promise.resolve(null)),
      selling: options.selling,
      ...(options.balanceSays ? { balanceSays: options.balanceSays } : {}),
      settings: { ...usualSettings, ...options.settings },
    });

  // People at the counter, whose Redis never fails.
  const counter = newProcess();
  const { store, outbox, desk, reviews } = ordersOf(counter, connect(counter, false));

  /** Runs the loop until what a person started is over. */
  async function during<T>(act: Promise<T>): Promise<T> {
    let over = false;
    const done = act.finally(() => (over = true));
    done.catch(() => undefined);
    while (!over) await loop.runUntil(loop.now() + 1);
    return done;
  }

  async function card(destination: string, code = pulsa.code, person = budi): Promise<Card> {
    const service = { ...pulsa, code };
    const answers = [{ position: 1 as const, label: "Nomor", value: destination, secret: false }];
    const { confirmation } = await during(desk.prepare({ ...person, service, answers }));
    return { id: confirmation.id, destination, person };
  }

  async function press({ id, person }: Card): Promise<Order> {
    const outcome = await during(desk.confirm(id, { ...person, cardMessageId: 1 }));
    if (outcome.kind !== "confirmed") throw new Error(`not confirmed: ${outcome.kind}`);
    return outcome.order;
  }

  return {
    ...told.account,
    passes: (ms) => loop.runUntil(loop.now() + ms),
    nowMs: loop.now,
    startEngine() {
      const bot = newProcess();
      const redis = connect(bot, true);
      const { engine } = ordersOf(bot, redis);
      const shift = createShift(
        {
          clock: bot.clock,
          log,
          leases: createLeases(redis),
          name: "engine",
          holder: bot.rng.id(12),
          leaseMs,
        },
        [engine],
      );
      void shift.run(new AbortController().signal);
      return {
        engine,
        stop: () => bot.kill(),
        redis: (own) => void ownFates.set(bot, own),
      };
    },
    card: (destination, code) => card(destination, code),
    order: async (destination, shown) => press(shown ?? (await card(destination))),
    orderOf: async (resellerId, destination) =>
      press(await card(destination, pulsa.code, { userId: resellerId, chatId: resellerId })),
    async find(id) {
      const order = await during(store.read(id));
      if (order === null) throw new Error(`no order ${id}`);
      return order;
    },
    cancel: (id) => during(desk.cancel(id, budi)),
    neverPlaced: (id) => during(reviews.neverPlaced(id, operatorId)),
    attach: (id, ref) => during(reviews.attach(id, refSchema.parse(ref), operatorId)),
    owed: async (chatId) => (await during(outbox.peek(chatId, 100))).map(({ notice }) => notice),
    after: (ms) => new Promise((resolve) => loop.after(ms, resolve)),
    redis(next, ms = 1) {
      fate = next;
      latencyMs = ms;
    },
    db,
    keys,
  };
}
