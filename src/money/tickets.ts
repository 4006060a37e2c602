import { z } from "zod";
import type { AccountKeys } from "../redis/keys.ts";
import type { OrderRedis } from "../orders/store/redis.ts";

/** A deposit that a reseller announced: they pay exactly its total, which no other ticket has. Whole rupiah, unix ms. */
export interface Ticket {
  id: string;
  resellerId: number;
  /** What they wanted to pay. */
  amountRupiah: number;
  /** What they are asked to pay: a little more, so that it is known by its sum. */
  totalRupiah: number;
  openedAtMs: number;
  endsAtMs: number;
  state:
    | { name: "open" }
    /** Nobody paid in time; money that comes all the same is for an operator to see to. */
    | { name: "expired" }
    | { name: "cancelled" }
    | { name: "refused"; operatorId: number }
    /** `operatorId`: who credited it by hand; null: it was known by its payment. */
    | { name: "paid"; rupiah: number; operatorId: number | null };
}

/** Money that came in from outside. */
export interface KnownPayment {
  id: string;
  method: string;
  rupiah: number;
  atMs: number;
  note: string;
  state:
    | { name: "waiting" }
    /** It was what an operator had credited by hand. */
    | { name: "consumed" }
    | { name: "ignored"; operatorId: number }
    | { name: "credited"; resellerId: number; operatorId: number | null };
}

/** What is known of tickets and payments. Any method may reject. */
export interface TicketReader {
  read(id: string): Promise<Ticket | null>;
  /** Open ones of one reseller, or of all (null), those that end first, first. */
  openOf(resellerId: number | null, limit: number): Promise<Ticket[]>;
  /** Open ones whose totals are nearest to a sum. */
  near(rupiah: number): Promise<Ticket[]>;
  payment(id: string): Promise<KnownPayment | null>;
  /** Payments that an operator has to assign, oldest first. */
  waiting(limit: number): Promise<KnownPayment[]>;
  /** How many tickets are open and payments waiting together, so many at most; read without any of them. */
  count(most: number): Promise<number>;
}

type TicketsRedis = Pick<OrderRedis, "hash" | "scored" | "nowMs">;

export function createTicketReader({
  redis,
  keys,
}: {
  redis: TicketsRedis;
  keys: AccountKeys;
}): TicketReader {
  const creditOf = async (payment: string) =>
    storedCredit.safeParse(await redis.hash(keys.booksTransfer(`deposit:${payment}`))).data ?? null;

  async function stateOf(id: string, stored: StoredTicket): Promise<Ticket["state"]> {
    const credit = stored.payment === undefined ? null : await creditOf(stored.payment);
    // What a script that died was about to pay it with may have been assigned elsewhere since.
    if (credit?.of === id)
      return { name: "paid", rupiah: credit.rupiah, operatorId: credit.operatorId };
    if (stored.ended === "cancelled") return { name: "cancelled" };
    if (stored.ended === "refused") return { name: "refused", operatorId: Number(stored.by) };
    return { name: stored.ends > (await redis.nowMs()) ? "open" : "expired" };
  }

  const read: TicketReader["read"] = async (id) => {
    const stored = storedTicket.safeParse(await redis.hash(keys.ticket(id))).data;
    if (stored === undefined) return null;
    return {
      id,
      resellerId: stored.reseller,
      amountRupiah: stored.amount,
      totalRupiah: stored.total,
      openedAtMs: stored.opened,
      endsAtMs: stored.ends,
      state: await stateOf(id, stored),
    };
  };

  const payment: TicketReader["payment"] = async (id) => {
    const stored = storedPayment.safeParse(await redis.hash(keys.payment(id))).data;
    if (stored === undefined) return null;
    const { method, rupiah, at, note, state, by } = stored;
    const credit = await creditOf(id);
    const known = { id, method, rupiah, atMs: at, note };
    if (credit !== null) {
      const { resellerId, operatorId } = credit;
      return { ...known, state: { name: "credited", resellerId, operatorId } };
    }
    if (state === "ignored") return { ...known, state: { name: state, operatorId: Number(by) } };
    return { ...known, state: { name: state === "consumed" ? state : "waiting" } };
  };

  async function all<T>(ids: readonly string[], of: (id: string) => Promise<T | null>) {
    const found = await Promise.all(ids.map(of));
    return found.filter((one) => one !== null);
  }

  const openOf: TicketReader["openOf"] = async (resellerId, limit) => {
    const list = resellerId === null ? keys.ticketsOpen : keys.ticketsOpenOf(resellerId);
    const ids = await redis.scored(list, await redis.nowMs(), Infinity, limit);
    return (await all(ids, read)).filter(({ state }) => state.name === "open");
  };

  return {
    read,
    payment,
    openOf,
    async near(rupiah) {
      const distance = ({ totalRupiah }: Ticket) => Math.abs(totalRupiah - rupiah);
      const open = await openOf(null, mostCompared);
      return open.toSorted((one, other) => distance(one) - distance(other)).slice(0, mostNear);
    },
    async waiting(limit) {
      const ids = await redis.scored(keys.paymentsWaiting, 0, Infinity, limit);
      return (await all(ids, payment)).filter(({ state }) => state.name === "waiting");
    },
    async count(most) {
      const [open, waiting] = await Promise.all([
        redis.nowMs().then((nowMs) => redis.scored(keys.ticketsOpen, nowMs, Infinity, most)),
        redis.scored(keys.paymentsWaiting, 0, Infinity, most),
      ]);
      return Math.min(most, open.length + waiting.length);
    },
  };
}

const mostCompared = 200;
const mostNear = 3;

const number = z.coerce.number();
const storedTicket = z.object({
  reseller: number,
  amount: number,
  total: number,
  opened: number,
  ends: number,
  ended: z.enum(["cancelled", "refused"]).optional(),
  by: z.string().optional(),
  payment: z.string().optional(),
});
type StoredTicket = z.infer<typeof storedTicket>;

const storedPayment = z.object({
  method: z.string(),
  rupiah: number,
  at: number,
  note: z.string(),
  state: z.enum(["waiting", "consumed", "ignored"]).optional(),
  by: z.string().optional(),
});

/** The transfer that a payment made. */
const storedCredit = z
  .object({
    credit: z.string().regex(/^purse:\d+$/),
    rupiah: number,
    of: z.string(),
    by: z.string(),
  })
  .transform(({ credit, rupiah, of, by }) => ({
    of,
    resellerId: Number(credit.slice("purse:".length)),
    rupiah,
    operatorId: by === "" ? null : Number(by),
  }));
