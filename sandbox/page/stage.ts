/** Everything the page shows, gathered: the whole of it for a page that opens, and each change after that. */

import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { BotProcess } from "../bot/process.ts";
import type { BotView } from "../bot/view.ts";
import type { CastMember } from "../cast.ts";
import type { OsimesaEmulator } from "../osimesa/emulator.ts";
import type { Payer } from "../payments/payer.ts";
import type { ShopClock } from "../shop-clock.ts";
import type { TelegramEmulator } from "../telegram/emulator.ts";
import { createCrowd, type Crowd } from "./crowd.ts";
import { setEnding, usualEnding } from "./ending.ts";
import { createFeed, type Feed } from "./feed.ts";
import { callLook, chatLook, personLook, transactionLooks } from "./looks.ts";
import { watchMoney } from "./money-watch.ts";
import { watchOrders } from "./order-watch.ts";
import { createPresses } from "./presses.ts";
import { createProgress, progressSnapshot, type Progress } from "./progress.ts";
import type {
  Ending,
  PageState,
  PersonLook,
  ShopLook,
  SupplierLook,
  TelegramLook,
} from "./protocol.ts";
import { createSupplierSwitches, type SupplierSwitches } from "./supplier-switches.ts";
import { createTelegramSwitches, type TelegramSwitches } from "./telegram-switches.ts";

export interface StageOptions {
  readonly telegram: TelegramEmulator;
  readonly osimesa: OsimesaEmulator;
  readonly cast: readonly CastMember[];
  readonly shopName: string;
  readonly payer: Payer;
  readonly view: BotView;
  readonly clock: ShopClock;
  readonly botProcess: BotProcess;
}

export interface Stage extends Pick<
  StageOptions,
  "telegram" | "osimesa" | "cast" | "payer" | "view" | "clock" | "botProcess"
> {
  readonly crowd: Crowd;
  readonly progress: Progress;
  readonly feed: Feed;
  readonly supplierSwitches: SupplierSwitches;
  readonly telegramSwitches: TelegramSwitches;
  setEnding(ending: Ending): void;
  /** This person has seen everything up to a message. */
  markRead(personId: number, messageId: number): void;
  /** Reads orders and money anew, so that `state` is not older than this call. */
  look(): Promise<void>;
  state(): PageState;
  people(): readonly PersonLook[];
  supplier(): SupplierLook;
  telegramLook(): TelegramLook;
  /** What a restart should know beside the emulators' own snapshots. */
  snapshot(): z.input<typeof snapshot>;
  /** Takes parsed JSON of an earlier `snapshot`; throws when it is none. */
  restore(saved: unknown): void;
  close(): Promise<void>;
}

const snapshot = z.object({
  done: progressSnapshot.default([]),
  readUpTo: z.array(z.tuple([z.number().int(), z.number().int()])),
});

const LATEST_CALLS = 150;

export function createStage(options: StageOptions): Stage {
  const { telegram, osimesa, cast, shopName, payer, view, clock, botProcess } = options;
  const run = randomUUID();
  const feed = createFeed();
  const readUpTo = new Map<number, number>();
  const presses = createPresses(telegram);
  const supplierSwitches = createSupplierSwitches(osimesa);
  const telegramSwitches = createTelegramSwitches(telegram, () =>
    feed.publishSoon("telegram", () => ({ type: "changed", parts: { telegram: telegramLook() } })),
  );
  const shopChanged = () =>
    feed.publishSoon("shop", () => ({ type: "changed", parts: { shop: shop() } }));
  const progress = createProgress({
    botProcess,
    strangers: cast.filter(({ role }) => role === "stranger").map(({ id }) => id),
    changed: shopChanged,
  });
  const [operator] = cast.filter(({ role }) => role === "operator");
  if (operator === undefined) throw new Error("nobody in the cast runs the shop");
  const crowd = createCrowd({ ...options, ...view, operator, changed: shopChanged });
  const orders = watchOrders({
    ...view,
    people: cast.map(({ id }) => id),
    refs: () => transactionLooks(osimesa).flatMap(({ ours, refId }) => (ours ? [refId] : [])),
    nameOf: (id) =>
      telegram.people().find(({ user }) => user.id === id)?.user.first_name ?? String(id),
    changed(looks) {
      feed.publish({ type: "changed", parts: { orders: looks } });
      progress.sawOrders(looks, transactionLooks(osimesa));
    },
  });
  const money = watchMoney({
    ...view,
    people: cast.map(({ id }) => id),
    changed(look) {
      feed.publish({ type: "changed", parts: { money: look } });
      progress.sawMoney(look);
    },
  });
  clock.onChange(() => {
    botProcess.setClock(clock.aheadMs());
    shopChanged();
    feed.publish({ type: "catalogue" });
  });
  botProcess.onChange(shopChanged);
  payer.onChange(() => feed.publish({ type: "changed", parts: { payments: payer.payments() } }));
  let ending = usualEnding;
  setEnding(osimesa.ledger, ending);

  const people = () =>
    cast.map((member) => personLook(telegram, member, readUpTo.get(member.id) ?? 0));

  const shop = (): ShopLook => ({
    aheadMs: clock.aheadMs(),
    bot: botProcess.state(),
    done: progress.done(),
    crowd: crowd.look(),
  });

  const supplier = (): SupplierLook => ({
    up: osimesa.isUp,
    balanceRupiah: osimesa.ledger.balanceRupiah(),
    on: supplierSwitches.on(),
    ending,
    transactions: transactionLooks(osimesa),
    requests: {
      order: osimesa.requests.count("order"),
      status: osimesa.requests.count("status"),
      service: osimesa.requests.count("service"),
    },
    services: osimesa.shop.list().length,
  });

  const telegramLook = (): TelegramLook => ({
    on: telegramSwitches.on(),
    pending: telegram.updates.pending().length,
    calls: telegram.calls.at(-1)?.seq ?? 0,
  });

  return {
    telegram,
    osimesa,
    cast,
    payer,
    view,
    clock,
    botProcess,
    crowd,
    progress,
    feed,
    supplierSwitches,
    telegramSwitches,
    people,
    supplier,
    telegramLook,
    setEnding(next) {
      ending = next;
      setEnding(osimesa.ledger, next);
      feed.publish({ type: "changed", parts: { supplier: supplier() } });
    },
    markRead(personId, messageId) {
      if (messageId <= (readUpTo.get(personId) ?? 0)) return;
      readUpTo.set(personId, messageId);
      feed.publish({ type: "changed", parts: { people: people() } });
    },
    async look() {
      await Promise.all([orders.look(), money.look()]);
    },
    state: () => ({
      run,
      bot: { name: telegram.bot.first_name, username: telegram.bot.username, shop: shopName },
      shop: shop(),
      people: people(),
      chats: cast.map(({ id }) => chatLook(telegram, id)),
      presses: presses.list(),
      supplier: supplier(),
      orders: orders.latest(),
      payments: payer.payments(),
      money: money.latest(),
      calls: telegram.calls.slice(-LATEST_CALLS).map(callLook),
      telegram: telegramLook(),
    }),
    snapshot: () => ({ readUpTo: [...readUpTo], done: [...progress.done()] }),
    restore(saved) {
      const before = snapshot.parse(saved);
      for (const [personId, messageId] of before.readUpTo) readUpTo.set(personId, messageId);
      progress.restore(before.done);
    },
    async close() {
      feed.close();
      await Promise.all([orders.close(), money.close(), crowd.close()]);
    },
  };
}
