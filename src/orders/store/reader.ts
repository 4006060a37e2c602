import { z } from "zod";
import { jakartaDay } from "../../jakarta.ts";
import { pageStart, type Page, type WantedPage } from "../../page.ts";
import type { LineName } from "../../line.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import {
  orderIdSchema,
  type Order,
  type OrderId,
  type Ref,
  type StateName,
} from "../state/order.ts";
import type { OrderRedis } from "./redis.ts";
import { readOrders, type OnUnreadable } from "./stored-order.ts";

/** Orders as they stand. Any method may reject: that means "unknown, read again". */
export interface OrderReader {
  /** null: there is none that can be read. */
  read(id: OrderId): Promise<Order | null>;
  readByRef(line: LineName, ref: Ref): Promise<Order | null>;
  /** Orders in a state, oldest confirmation first. */
  inState(name: StateName, limit: number): Promise<Order[]>;
  /** Ids of orders that wait to be sent, oldest confirmation first. */
  waitingIds(limit: number): Promise<OrderAge[]>;
  /** Ids of placed orders by rank, `last` included, latest confirmation first. */
  placedIds(first: number, last: number): Promise<OrderAge[]>;
  /** What the queue has to know of each, which never changes while it waits. */
  waitersOf(ids: readonly OrderId[]): Promise<[OrderId, Waiter][]>;
  pace(): Promise<QueuePace>;
  /** When each reseller had an order begun last, unix ms; the latest thousand of them. */
  turns(): Promise<Map<number, number>>;
  /**
   * How long orders of a service took from confirmation to success, on average, today and yesterday (`lua/day.lua`), in
   * ms; null: none succeeded.
   */
  meanMs(serviceCode: string, nowMs: number): Promise<number | null>;
  /** Newest first. */
  history(resellerId: number, wanted: WantedPage): Promise<Page<Order>>;
  /** Unfinished orders of one reseller, newest first. */
  openOf(resellerId: number): Promise<Order[]>;
  /** Orders with this fingerprint of the last two days, latest confirmation first. */
  ordersAlike(fingerprint: string): Promise<OrderOf[]>;
  /** Orders for a number by its print, latest confirmation first; of one reseller or, null, of all. */
  forNumber(print: string, resellerId: number | null, limit: number): Promise<Order[]>;
}

/** Whose order it is, and when it was confirmed, as an index tells. */
interface OrderOf {
  id: OrderId;
  resellerId: number;
  confirmedAtMs: number;
}

export interface Waiter {
  /** null: its order cannot be read. */
  resellerId: number | null;
  /** `Order.pacedMs`. */
  pacedMs: number | null;
}

/** How fast orders follow one another (`lua/pace.lua`). */
export interface QueuePace {
  /** From one to the next at least; 0: none is needed; null: not known. */
  gapMs: number | null;
  /** When one was begun last, Redis ms; null: none was. */
  lastMs: number | null;
  /** What lay between orders begun, added up. */
  pacedMs: number;
}

interface OrderAge {
  id: OrderId;
  confirmedAtMs: number;
}

export function createOrderReader({
  redis,
  keys,
  line,
  onUnreadable,
}: {
  redis: OrderRedis;
  keys: AccountKeys;
  /** Whose turns and sums are read; orders are read whatever their line. */
  line: LineName;
  onUnreadable?: OnUnreadable;
}): OrderReader {
  const readAll = (ids: readonly string[]) => readOrders(redis, keys, ids, onUnreadable);
  const read = async (id: OrderId): Promise<Order | null> => (await readAll([id]))[0] ?? null;
  return {
    read,

    async readByRef(line, ref) {
      const id = orderIdSchema.safeParse(await redis.text(keys.line(line).ref(ref)));
      return id.success ? await read(id.data) : null;
    },

    async inState(name, limit) {
      const orders = await readAll(membersOf(await redis.ranked(keys.state(name), 0, limit - 1)));
      // The index and the orders are two reads: one may have moved on between them.
      return orders.filter((order) => order.state.name === name);
    },

    waitingIds: async (limit) => agesOf(await redis.ranked(keys.state("confirmed"), 0, limit - 1)),
    placedIds: async (first, last) =>
      agesOf(await redis.ranked(keys.state("placed"), first, last, { newestFirst: true })),

    waitersOf: (ids) =>
      Promise.all(
        ids.map(async (id): Promise<[OrderId, Waiter]> => {
          const [reseller, paced] = await redis.hashFields(keys.order(id), ["reseller", "paced"]);
          return [id, { resellerId: wholeNumber(reseller), pacedMs: wholeNumber(paced) }];
        }),
      ),

    async pace() {
      const { gap, last, paced } = await redis.hash(keys.line(line).pace);
      return {
        gapMs: wholeNumber(gap),
        lastMs: wholeNumber(last),
        pacedMs: wholeNumber(paced) ?? 0,
      };
    },

    async turns() {
      const latest = await redis.ranked(keys.line(line).turns, 0, -1);
      return new Map(latest.map(({ member, score }) => [Number(member), score]));
    },

    async meanMs(serviceCode, nowMs) {
      const today = jakartaDay(nowMs);
      const fields = [`ms ${serviceCode}`, `ok ${serviceCode}`];
      const days = await Promise.all(
        [today, today - 1].map((day) => redis.hashFields(keys.line(line).serviceSums(day), fields)),
      );
      const [took = 0, succeeded = 0] = fields.map((_field, place) =>
        days.reduce((total, sums) => total + Number(sums[place]), 0),
      );
      return succeeded > 0 && Number.isFinite(took) ? took / succeeded : null;
    },

    async history(resellerId, wanted) {
      const key = keys.history(resellerId);
      const { offset, ...place } = pageStart(await redis.size(key), wanted);
      const ids = await redis.ranked(key, offset, offset + wanted.size - 1, { newestFirst: true });
      return { items: await readAll(membersOf(ids)), ...place };
    },

    async openOf(resellerId) {
      return readAll(
        membersOf(
          await redis.ranked(keys.open(resellerId), 0, maxOpenShown - 1, { newestFirst: true }),
        ),
      );
    },

    ordersAlike: async (fingerprint) =>
      ordersOf(await redis.ranked(keys.alike(fingerprint), 0, maxAlike - 1, { newestFirst: true })),

    async forNumber(print, resellerId, limit) {
      const latest = await redis.ranked(keys.number(print), 0, maxForNumber - 1, {
        newestFirst: true,
      });
      const theirs = ordersOf(latest).filter(
        (order) => resellerId === null || order.resellerId === resellerId,
      );
      return readAll(theirs.slice(0, limit).map(({ id }) => id));
    },
  };
}

/** A person with more unfinished orders than this sees the newest. */
const maxOpenShown = 50;

/** More equal orders in two days than this need no counting (`lua/common.lua`). */
const maxAlike = 100;
/** Of one number, whoever ordered for it; older ones are found by their day. */
const maxForNumber = 1_000;

const agesOf = (page: readonly { member: string; score: number }[]): OrderAge[] =>
  page.flatMap(({ member, score }) => {
    const id = orderIdSchema.safeParse(member);
    return id.success ? [{ id: id.data, confirmedAtMs: score }] : [];
  });

const membersOf = (page: readonly { member: string }[]): string[] =>
  page.map(({ member }) => member);

const wholeNumberSchema = z.string().transform(Number).pipe(z.number().int());
const wholeNumber = (text: string | null | undefined): number | null =>
  wholeNumberSchema.safeParse(text).data ?? null;

const ordersOf = (page: readonly { member: string; score: number }[]): OrderOf[] =>
  page.flatMap(({ member, score }) => {
    const named = memberSchema.safeParse(member.split(":"));
    return named.success ? [{ ...named.data, confirmedAtMs: score }] : [];
  });

const memberSchema = z
  .tuple([orderIdSchema, z.coerce.number().int()])
  .transform(([id, resellerId]) => ({ id, resellerId }));

/** Of an order that a script has just written or read. */
export async function mustRead(reader: Pick<OrderReader, "read">, id: OrderId): Promise<Order> {
  const order = await reader.read(id);
  if (!order) throw new Error(`order ${id} is not in Redis`);
  return order;
}
