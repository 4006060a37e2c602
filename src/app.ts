import { createBase, leaseOf, type AppOptions, type Base } from "./base.ts";
import { createDeposited } from "./books/deposited.ts";
import { createBot, type OrderBot } from "./bot/bot.ts";
import type { Intake } from "./bot/intake/intake.ts";
import type { ShopDeposits } from "./bot/shop.ts";
import { createCatalogueSearch } from "./catalogue/search/search.ts";
import { createCostChanges, type CostChanges } from "./catalogue/cost-changes.ts";
import { createSupply, type Supply } from "./catalogue/supply.ts";
import { createComplaints, type Complaints } from "./complaints/complaints.ts";
import type { Config } from "./config.ts";
import { createDoorbell, type Doorbell } from "./http/doorbell.ts";
import { createFigures } from "./http/figures.ts";
import { createPaymentIntake, type PaymentIntake } from "./http/payment-intake.ts";
import { createReadiness } from "./http/readiness.ts";
import { createHttpServer, type HttpServer } from "./http/server.ts";
import { lifecycle, type App } from "./lifecycle.ts";
import type { Balance } from "./orders/balance/balance.ts";
import type { Orders } from "./orders/orders.ts";
import { createBatches } from "./orders/batches.ts";
import { createOrdersByPeriod } from "./orders/store/by-period.ts";
import { createMoney, type Money } from "./money/money.ts";
import { createOrderRedis } from "./orders/store/redis.ts";
import { createPeople, type People } from "./people/people.ts";
import { createPriceList, type PriceList } from "./prices/price-list.ts";
import { createReceiptPainter } from "./receipts/painter.ts";
import { balanceOf, ordersOf } from "./ordering.ts";
import { handlingOf, intakeOf } from "./receiving.ts";
import { createShift, type Shift } from "./redis/shift.ts";
import { createResumes } from "./shop/pausing.ts";
import { createShopControls, type ShopControls } from "./shop/controls.ts";
import { createShownNotices } from "./telling/shown.ts";
import { createTelling, type Telling } from "./telling/telling.ts";
import { createKeeping } from "./watch/keeping.ts";
import { createCostWatch } from "./watch/cost-watch.ts";
import { createRecapWatch } from "./watch/recaps.ts";
import { createServiceWatches } from "./watch/service-watches.ts";
import { createShopWatch } from "./watch/shop-watch.ts";
import { createShopSightings } from "./watch/sightings.ts";
import { createUpdatesSeen } from "./watch/updates.ts";

/** The one place that wires everything; each part knows only those above it. Nothing happens before `start`. */
export function createApp(config: Config, options: AppOptions = {}): App {
  const base = createBase(config, options);
  const supply = createSupply({ ...base, settings: config, onRequest: base.metrics.onRequest });
  const people = createPeople({ ...base, settings: config });
  const prices = createPriceList({
    ...base,
    isOperator: (userId) => config.adminIds.includes(userId),
  });
  const controls = createShopControls(base);
  const sightings = createShopSightings(base.clock, base.bells);
  const updatesSeen = createUpdatesSeen(base.clock);
  const balance = balanceOf(config, base, { supply, people });
  const orders = ordersOf(config, base, {
    supply,
    people,
    prices,
    sightings,
    balance,
    timeOfDay: options.clock,
  });
  const { operators } = people.access;
  const money = createMoney({
    ...base,
    // A credit that a failover forgot would have to be found out by hand.
    redis: base.replicas.awaited,
    operators,
    settings: config,
    reading: createOrderRedis(base.redis, base.keys.prefix),
  });
  const complaints = createComplaints({ ...base, operators });
  const telling = createTelling({
    ...base,
    settings: config,
    orders,
    people,
    controls,
    deposits: money.deposits,
    complaints,
  });
  const watch = createShopWatch({
    ...base,
    wantedReplicas: config.redis.replicas,
    settings: config,
    supply,
    orders,
    sightings,
    updatesSeen,
    balance,
    operators,
  });
  const serviceWatches = createServiceWatches({
    ...base,
    ...people,
    prices,
    catalogue: supply.catalogue,
  });
  const ordersByPeriod = createOrdersByPeriod(base);
  const recapWatch = createRecapWatch({
    ...base,
    ...people,
    ...orders,
    ordersByPeriod,
    complaints,
    deposited: createDeposited({ ...base, redis: createOrderRedis(base.redis, base.keys.prefix) }),
  });
  const costChanges = createCostChanges(base);
  const costWatch = createCostWatch({ ...base, catalogue: supply.catalogue, costChanges });
  const keeping = createKeeping({ ...base, settings: config, operators });
  const resumes = createResumes({ ...base, pausing: controls.pausing, gate: orders.gate });
  const doorbell = createDoorbell({
    ...base,
    secret: config.hookSecret,
    bell: base.bells.tracking,
    onRing: base.metrics.onRing,
  });
  const payments = createPaymentIntake({
    ...base,
    settings: config.payments,
    take: money.deposits.take,
    onRing: base.metrics.onPaymentRing,
  });
  const shift = createShift(leaseOf(config, base, "engine"), [
    orders.engine,
    orders.gateNews,
    telling,
    balance,
    watch,
    serviceWatches,
    recapWatch,
    costWatch,
    keeping,
    resumes,
    doorbell,
    ...(payments.desk === null ? [] : [payments.desk]),
  ]);
  const bot = botOf(config, base, {
    supply,
    people,
    prices,
    controls,
    orders,
    money,
    payments,
    balance,
    costChanges,
    complaints,
  });
  const { intake, hooks } = intakeOf(config, base, { bot, onPoll: updatesSeen.reports });
  const http = httpOf(config, base, {
    supply,
    orders,
    balance,
    telling,
    shift,
    intake,
    doorbell,
    hooks,
    payments,
  });
  return lifecycle(config, base, { http, catalogue: supply.catalogue, shift, intake });
}

function botOf(
  config: Config,
  base: Base,
  parts: {
    supply: Supply;
    people: People;
    prices: PriceList;
    controls: ShopControls;
    orders: Orders;
    money: Money;
    payments: PaymentIntake;
    balance: Balance;
    costChanges: CostChanges;
    complaints: Complaints;
  },
): OrderBot {
  const { supply, people, prices, controls, orders, money, payments, balance } = parts;
  return createBot({
    ...base,
    ...people,
    prices,
    ...handlingOf(config, base),
    shopName: config.shopName,
    keepOrdersDays: config.keepOrdersDays,
    timeZone: config.timeZone,
    defaultLanguage: config.defaultLanguage,
    confirmedTtlMs: config.confirmedTtlMs,
    hungAfterMs: config.hungAfterMs,
    catalogue: {
      snapshot: supply.catalogue.snapshot,
      refreshMs: config.catalogueRefreshMs,
      search: createCatalogueSearch(),
    },
    desk: orders.desk,
    ordersByPeriod: createOrdersByPeriod(base),
    receiptPainter: createReceiptPainter(base),
    batches: createBatches(base),
    purses: orders.purses,
    statements: money.statements,
    deposits: depositsOf(config, base, { money, payments }),
    complaints: parts.complaints,
    pausing: controls.pausing,
    admin: {
      broadcasts: controls.broadcasts,
      reviews: orders.reviews,
      bulkReview: orders.bulkReview,
      openOrders: orders.openOrders,
      hungOrders: { count: () => base.redis.hlen(base.keys.hung) },
      statistics: orders.statistics,
      audit: orders.audit,
      transfers: money.transfers,
      costChanges: parts.costChanges,
      balance,
      menus: people.menus,
      notes: people.notes,
      resumeSending: orders.gate.resume,
      usualTerms: config.usualTerms,
    },
    onUpdateFrom: orders.outbox.unshelve,
  });
}

/** null: nothing is said of where to pay. */
function depositsOf(
  config: Config,
  base: Base,
  { money, payments }: { money: Money; payments: PaymentIntake },
): ShopDeposits | null {
  const { instructions } = config.deposits;
  const { qris } = config.payments;
  const gateway = payments.desk;
  if (instructions === null && qris === null && gateway === null) return null;
  return { desk: money.deposits, instructions, qris, gateway, shown: createShownNotices(base) };
}

function httpOf(
  config: Config,
  base: Base,
  parts: {
    supply: Supply;
    orders: Orders;
    balance: Balance;
    telling: Telling;
    shift: Shift;
    intake: Intake;
    doorbell: Doorbell;
    /** Of updates, where Telegram brings them. */
    hooks: PaymentIntake["hooks"];
    payments: PaymentIntake;
  },
): HttpServer {
  const { supply, orders, balance, telling, shift, intake, doorbell, hooks, payments } = parts;
  const { catalogue } = supply;
  return createHttpServer({
    ...config.http,
    doorbell,
    hooks: [...hooks, ...payments.hooks],
    metrics: base.metrics,
    figures: createFigures({ ...base, catalogue, shift, intake, telling, balance }),
    readiness: createReadiness({
      ...base,
      catalogue,
      catalogueRefreshMs: config.catalogueRefreshMs,
      engine: orders.engine,
      shift,
      intake,
      paymentBells: payments.lastRung,
    }),
  });
}
