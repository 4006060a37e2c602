import { createReceiptPainter } from "../../src/receipts/painter.ts";
import type { TestContext } from "node:test";
import type { Update } from "grammy/types";
import type { Redis } from "ioredis";
import { createBells } from "../../src/bell.ts";
import { createBot } from "../../src/bot/bot.ts";
import type { Shop as BotShop } from "../../src/bot/shop.ts";
import { createPersonLimits } from "../../src/bot/people/allowance.ts";
import { createChats } from "../../src/bot/intake/chats.ts";
import { createInHand, type InHand } from "../../src/bot/intake/in-hand.ts";
import { createPoller } from "../../src/bot/intake/polling.ts";
import { createCatalogueSearch } from "../../src/catalogue/search/search.ts";
import { createCostChanges } from "../../src/catalogue/cost-changes.ts";
import { createComplaints } from "../../src/complaints/complaints.ts";
import { createSnapshot, type CatalogueSnapshot } from "../../src/catalogue/snapshot.ts";
import type { Service } from "../../src/catalogue/service.ts";
import { systemClock, systemRng, type Clock } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { createBatches } from "../../src/orders/batches.ts";
import type { OrderDesk } from "../../src/orders/placing/desk.ts";
import { createOrders } from "../../src/orders/orders.ts";
import type { Order, OrderState } from "../../src/orders/state/order.ts";
import type { Notice } from "../../src/orders/state/notice.ts";
import { createMoney, type Money } from "../../src/money/money.ts";
import { noTerms, type Terms } from "../../src/orders/store/outcomes.ts";
import { createOrdersByPeriod } from "../../src/orders/store/by-period.ts";
import { createOrderRedis } from "../../src/orders/store/redis.ts";
import { connectRedis } from "../../src/redis/connect.ts";
import { accountKeys, type AccountKeys } from "../../src/redis/keys.ts";
import type { Role } from "../../src/people/access.ts";
import { createPeople } from "../../src/people/people.ts";
import { createPriceList, type PriceList } from "../../src/prices/price-list.ts";
import { createShopControls } from "../../src/shop/controls.ts";
import { createShownNotices } from "../../src/telling/shown.ts";
import { createTelegramClient } from "../../src/telegram/client.ts";
import { createTelegramEmulator, type TelegramEmulator } from "../../sandbox/telegram/emulator.ts";
import { person, type Person } from "../person.ts";
import { usualSettings } from "../orders/engine-settings.ts";
import { nobody } from "./no-engine.ts";
import { openDatabase } from "../redis-database.ts";

/** A shop with bot, desk and orders, but no engine: what is confirmed stays so until a test moves it. */
export interface Shop {
  telegram: TelegramEmulator;
  budi: Person;
  /** Another reseller, whose Telegram speaks English. */
  jane: Person;
  stranger: Person;
  operator: Person;
  desk: OrderDesk;
  prices: PriceList;
  money: Money;
  /** What the desk would carry to a chat next, as its outbox has it. */
  owed(chatId: number): Promise<Notice[]>;
  /** Replaces parts of the desk, to make them fail. */
  breakDesk(broken: Partial<OrderDesk>): void;
  /** What is on sale from now on; null: the list was never fetched. */
  sell(services: readonly Service[] | null, ageMs?: number): void;
  /** Gives or takes access. */
  grant(userId: number, role: Role): void;
  /** Moves the wall clock. */
  later(ms: number): void;
  disturb(): void;
  /** Another process takes over, on the same Redis. */
  restart(): Promise<void>;
  /** Hands the bot an update as if it had been read, and waits until it has been dealt with. */
  handle(update: Update): Promise<void>;
  orders(userId: number): Promise<Order[]>;
  move(order: Order, ...states: OrderState[]): Promise<Order>;
  /** What the shop keeps, for what can only be laid there by hand. */
  redis: Redis;
  keys: AccountKeys;
  /** A person's session as it lies in Redis becomes this. */
  storeSession(userId: number, session: object): Promise<void>;
  /** Forgets the state of open forms, as after a new version of their steps. */
  loseForms(): Promise<void>;
}

export interface ShopOptions {
  /** Of the bot, not of the one that polls. */
  sleep?: Clock["sleep"];
  /** Of resellers; default: any sum. */
  usualTerms?: Terms;
  takesDeposits?: boolean;
  /** Where deposits are paid at, beside the shop's own account. */
  gateway?: NonNullable<BotShop["deposits"]>["gateway"];
}

const token = "1234567890:SANDBOX";

export async function openShop(
  context: TestContext,
  services: readonly Service[] | null,
  options: ShopOptions = {},
): Promise<Shop> {
  const log = createLog({ level: process.env["TEST_LOG"] ?? "silent", secrets: [] });
  const server = await openDatabase();
  const redis = connectRedis(server.url, log);
  await redis.connect();
  const telegram = createTelegramEmulator({ token });
  await telegram.listen(0);

  let shiftMs = 0;
  let snapshot: CatalogueSnapshot | null = null;
  let broken: Partial<OrderDesk> = {};
  const usualTerms = options.usualTerms ?? noTerms;
  const granted = new Map<number, Role>();
  const clock: Clock = {
    ...systemClock,
    sleep: options.sleep ?? systemClock.sleep,
    wallMs: () => Date.now() + shiftMs,
  };
  const ports = { clock, rng: systemRng, log };
  const keys = accountKeys("10001");
  const shared = { ...ports, redis, keys, bells: createBells(clock) };
  const people = createPeople({
    ...shared,
    settings: { adminIds: [9001], resellerIds: [7001, 7002], usualTerms },
  });
  const prices = createPriceList({ ...shared, isOperator: (userId) => userId === 9001 });
  const shop = createShopControls(shared);
  const orders = createOrders({
    ...shared,
    redis: createOrderRedis(redis, keys.prefix),
    upstream: nobody,
    operators: () => [9001],
    recheck: async () => null,
    selling: { snapshot: () => snapshot, priceFor: prices.of },
    settings: usualSettings,
    usualTerms: () => usualTerms,
  });
  const money = createMoney({
    ...shared,
    operators: () => [9001],
    settings: { deposits: { openMs: 86_400_000 } },
    reading: createOrderRedis(redis, keys.prefix),
  });
  const { desk, store, writer } = orders;
  const deps: BotShop = {
    ...ports,
    telegram: createTelegramClient({ token, apiRoot: telegram.apiRoot, clock }),
    shopName: "Toko <Budi> & Co",
    keepOrdersDays: 400,
    timeZone: "Asia/Jakarta",
    defaultLanguage: "id",
    access: {
      ...people.access,
      roleOf: async (id) => granted.get(id) ?? people.access.roleOf(id),
    },
    languages: people.languages,
    prices,
    catalogue: { snapshot: () => snapshot, refreshMs: 60_000, search: createCatalogueSearch() },
    desk: {
      ...desk,
      prepare: (wish) => (broken.prepare ?? desk.prepare)(wish),
      confirm: (...all) => (broken.confirm ?? desk.confirm)(...all),
      discard: (...all) => (broken.discard ?? desk.discard)(...all),
    },
    ordersByPeriod: createOrdersByPeriod(shared),
    batches: createBatches(shared),
    purses: orders.purses,
    statements: money.statements,
    deposits: options.takesDeposits
      ? {
          desk: money.deposits,
          instructions: "BCA 123",
          qris: null,
          gateway: options.gateway ?? null,
          shown: createShownNotices({ redis, keys }),
        }
      : null,
    requests: people.requests,
    roster: people.roster,
    saved: people.saved,
    receipts: people.receipts,
    receiptPainter: createReceiptPainter(ports),
    favourites: people.favourites,
    watches: people.watches,
    recaps: people.recaps,
    complaints: createComplaints({ ...shared, operators: () => [9001] }),
    quiet: people.quiet,
    ownData: people.ownData,
    pausing: shop.pausing,
    limits: createPersonLimits({ clock, updatesIn10S: 1_000 }),
    admin: {
      broadcasts: shop.broadcasts,
      reviews: {
        list: async () => [],
        open: async () => null,
        asShown: async (order) => order,
        attach: async () => ({ kind: "not-found" }),
        neverPlaced: async () => ({ kind: "not-found" }),
      },
      bulkReview: orders.bulkReview,
      openOrders: orders.openOrders,
      hungOrders: { count: () => redis.hlen(keys.hung) },
      statistics: orders.statistics,
      audit: orders.audit,
      menus: people.menus,
      notes: people.notes,
      resumeSending: () => undefined,
      balance: { newest: () => Promise.resolve(null), says: () => Promise.resolve("nothing") },
      transfers: money.transfers,
      costChanges: createCostChanges(shared),
      usualTerms,
    },
    confirmedTtlMs: 180_000,
    hungAfterMs: 600_000,
    chats: createChats(redis),
    onUpdateFrom: orders.outbox.unshelve,
  };

  const sell: Shop["sell"] = (services, ageMs = 0) => {
    snapshot = services === null ? null : createSnapshot(services, clock.wallMs() - ageMs);
  };
  sell(services);
  const inHand = createInHand({ redis, keys });
  let running = await startBot(deps, inHand);
  context.after(async () => {
    await running.stop();
    await telegram.close();
    redis.disconnect();
    await server.close();
  });

  return {
    telegram,
    budi: person(telegram, { id: 7001, name: "Budi" }),
    jane: person(telegram, { id: 7002, name: "Jane", language: "en" }),
    stranger: person(telegram, { id: 8001, name: "Orang" }),
    operator: person(telegram, { id: 9001, name: "Bos" }),
    desk,
    prices,
    money,
    owed: async (chatId) => (await orders.outbox.peek(chatId, 50)).map(({ notice }) => notice),
    breakDesk: (parts) => (broken = parts),
    sell,
    grant: (userId, role) => granted.set(userId, role),
    later: (ms) => (shiftMs += ms),
    disturb: () =>
      orders.gate.answered({ kind: "refused", cause: "shop", message: "Saldo tidak mencukupi" }),
    async restart() {
      await running.stop();
      running = await startBot(deps, inHand);
    },
    handle: async (update) => void (await running.handle(update)),
    orders: async (userId) => [...(await desk.history(userId, { page: 0, size: 50 })).items],
    async move(order, ...states) {
      let current = order;
      for (const state of states) {
        await writer.advance(current, state);
        current = (await store.read(order.id)) ?? current;
      }
      return current;
    },
    redis,
    keys,
    async storeSession(userId, session) {
      await running.stop();
      await redis.set(`session:{${userId}}`, JSON.stringify(session));
      running = await startBot(deps, inHand);
    },
    async loseForms() {
      await running.stop();
      const forms = await redis.keys("conversation:*");
      if (forms.length === 0) throw new Error("no form is open");
      await redis.del(...forms);
      running = await startBot(deps, inHand);
    },
  };
}

async function startBot(deps: BotShop, inHand: InHand) {
  const orderBot = createBot(deps);
  const { bot, publishCommands } = orderBot;
  await bot.init();
  await publishCommands();
  const stopping = new AbortController();
  const polling = createPoller(orderBot, { clock: systemClock, log: deps.log, inHand }).poll(
    stopping.signal,
  );
  return {
    handle: orderBot.handle,
    async stop() {
      stopping.abort();
      await polling;
    },
  };
}

/** From /order to the first screen of a service. */
export async function opens(who: Person, label: string): Promise<void> {
  who.says("/order");
  await who.sees(/Pilih kategori|Choose a category/);
  // 🌙 where nothing of it can be ordered now.
  await who.presses(/^(🌙 )?Pulsa/u);
  await who.presses(label);
}
