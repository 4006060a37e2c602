import type { Bells } from "../../bell.ts";
import { missingFor, type Purses } from "../../books/purses.ts";
import type { Service } from "../../catalogue/service.ts";
import type { CatalogueSnapshot } from "../../catalogue/snapshot.ts";
import { atCost, type PriceOf } from "../../prices/markup.ts";
import type { Clock, Rng } from "../../clock.ts";
import { reason } from "../../reason.ts";
import { lineNames } from "../../line.ts";
import type { Page, WantedPage } from "../../page.ts";
import { fingerprint, numberPrint } from "../state/fingerprint.ts";
import { confirmationIdOf, readOrderId, orderIdOf } from "../state/order-id.ts";
import {
  factsSchema,
  isTakenBack,
  refSchema,
  type Answer,
  type Order,
  type OrderFacts,
  type OrderId,
} from "../state/order.ts";
import {
  noTerms,
  type Confirmation,
  type ConfirmOutcome,
  type DiscardOutcome,
  type Terms,
} from "../store/outcomes.ts";
import type { OrderStore } from "../store/store.ts";
import { createFindAlike, type AlikeToday } from "./alike.ts";
import type { Forecast, Standing } from "./forecast.ts";
import type { GateNews } from "./gate-news.ts";
import type { OrderWriter } from "../store/writer.ts";
import { withdrawn } from "./withdrawn.ts";

/** Everything a person at the counter can do with orders. The bot talks to this and to nothing below it. */
export interface OrderDesk {
  /** Makes the one-time confirmation behind a ✅ button. Nothing is ordered yet. */
  prepare(wish: Wish): Promise<Prepared>;
  /** Consumes it. Any number of presses make one order; a rejection means "unknown: pressing again is safe". */
  confirm(
    confirmationId: string,
    person: Person & { cardMessageId: number },
  ): Promise<ConfirmOutcome>;
  /** What a card of theirs says while nothing has come of it; null: there is none. */
  cardOf(confirmationId: string, person: Person): Promise<OrderFacts | null>;
  /** What of theirs, and whether anything of others', is equal to this. */
  alikeToday(userId: number, thing: Thing): Promise<AlikeToday>;
  /** Orders for a number, latest first: their own, or, null, everybody's. */
  boughtFor(wanted: { userId: number | null; number: string; limit: number }): Promise<Order[]>;
  /** ❌ on the confirmation card. */
  discard(confirmationId: string, person: Person): Promise<DiscardOutcome>;
  /** ❌ on the card of an order that has not been sent yet. */
  cancel(orderId: OrderId, person: Person): Promise<CancelOutcome>;
  /** By our id or the upstream's ref_id. Someone else's order and a missing one are both null; operators see all. */
  find(query: string, viewer: { userId: number; operator: boolean }): Promise<Order | null>;
  /** Where an order stands in the queue; null: it does not wait for its turn, or that is not known for now. */
  standing(order: Order): Promise<Standing | null>;
  /** Unfinished orders of one reseller, newest first. */
  openOf(resellerId: number): Promise<Order[]>;
  /** Newest first. */
  history(resellerId: number, wanted: WantedPage): Promise<Page<Order>>;
}

interface Person {
  userId: number;
  chatId: number;
}

interface Wish extends Person, Thing {
  /** An equal order, not made yet, that is to come first: of the same message. */
  after?: OrderId | undefined;
  /** What asked for it: the same cause makes the same card of the same wish. Left out: a card of its own. */
  cause?: string | undefined;
}

/** What can be ordered: equal ones cannot be told apart upstream. */
interface Thing {
  service: Service;
  answers: readonly Answer[];
}

interface Prepared {
  confirmation: Confirmation;
  alikeToday: AlikeToday;
  /** The supplier is in trouble: the order may wait up to `CONFIRMED_TTL_S` and is then withdrawn. */
  supplierDisturbed: boolean;
  /** About how long others' orders before it take, in ms. */
  waitMs: number;
  /** How much less than its price their purse has, with its credit. The card then lives until the money may be there. */
  missingRupiah: number;
}

type CancelOutcome =
  | { kind: "cancelled"; order: Order }
  /** It has been sent, or is over. */
  | { kind: "too-late"; order: Order }
  | { kind: "not-found" };

export interface DeskDependencies {
  store: OrderStore;
  writer: OrderWriter;
  news: Pick<GateNews, "read">;
  forecast: Forecast;
  bells: Pick<Bells, "orders">;
  purses: Pick<Purses, "read">;
  /** What a person without terms of their own may order for; default for everybody: any sum. */
  usualTerms?: ((userId: number) => Terms) | undefined;
  /** What is on sale, and for how much to whom; left out: whatever a card says, for what it costs. */
  selling?: Selling | undefined;
  clock: Clock;
  rng: Rng;
}

interface Selling {
  snapshot(): CatalogueSnapshot | null;
  priceFor(userId: number): Promise<PriceOf>;
}

/** A confirmation card lives this long. */
const confirmationTtlMs = 5 * 60_000;
/** One that waits for money: as long as a deposit may take. */
const shortTtlMs = 24 * 3_600_000;

export function createOrderDesk(deps: DeskDependencies): OrderDesk {
  const {
    store,
    writer,
    news,
    forecast,
    purses,
    bells,
    clock,
    rng,
    selling,
    usualTerms = () => noTerms,
  } = deps;

  const findAlike = createFindAlike({ store, clock });
  const priceFor = (userId: number) => selling?.priceFor(userId) ?? Promise.resolve(atCost);

  /**
   * What the card's service costs its reseller by now; null: the card has been used, or the service is not on sale, which
   * is found out before it is sent.
   */
  async function priceNow(confirmationId: string, userId: number): Promise<number | null> {
    if (selling === undefined) return null;
    const [facts, priceOf] = await Promise.all([
      store.readFacts(confirmationId),
      selling.priceFor(userId),
    ]);
    const service = facts && selling.snapshot()?.serviceByCode(facts.line, facts.service.code);
    return service ? priceOf(service) : null;
  }

  return {
    async prepare({ userId, chatId, service, answers, after, cause }) {
      const print = printOf({ service, answers });
      const [alike, waitMs, priceOf, purse, { disturbed }] = await Promise.all([
        findAlike(print, userId),
        forecast.ofNext(userId),
        priceFor(userId),
        purses.read(userId),
        news.read(),
      ]);
      const wanted = {
        v: 2,
        line: service.line,
        resellerId: userId,
        chatId,
        service: { code: service.code, name: service.name, category: service.category.name },
        destination: answers,
        costRupiah: service.costRupiah,
        priceRupiah: priceOf(service),
        fingerprint: print,
      };
      // A card that stands is not written anew: with another price, or after another order, it is another one.
      const id = cause === undefined ? rng.id(12) : confirmationIdOf(cause, { wanted, after });
      const facts = factsSchema.parse({ ...wanted, id: orderIdOf(id) });
      const confirmation: Confirmation = { id, facts };
      const missingRupiah = missingFor(purse, facts.priceRupiah);
      const short = missingRupiah > 0;
      await store.draft(confirmation, short ? shortTtlMs : confirmationTtlMs, {
        short,
        knows: after ?? alike.latestOwn,
      });
      return {
        confirmation,
        alikeToday: alike.today,
        supplierDisturbed: disturbed,
        waitMs,
        missingRupiah,
      };
    },

    async confirm(id, person) {
      const outcome = await store.confirm(id, {
        ...person,
        usual: usualTerms(person.userId),
        priceRupiah: await priceNow(id, person.userId),
      });
      if (outcome.kind === "confirmed") bells.orders.ring();
      return outcome;
    },

    async cardOf(id, { userId, chatId }) {
      const facts = await store.readFacts(id);
      return facts?.resellerId === userId && facts.chatId === chatId ? facts : null;
    },

    alikeToday: async (userId, thing) => (await findAlike(printOf(thing), userId)).today,

    async boughtFor({ userId, number, limit }) {
      const print = numberPrint(number);
      return print === null ? [] : await store.forNumber(print, userId, limit);
    },

    discard: (id, person) => store.discard(id, person),

    async cancel(orderId, { userId }) {
      for (let attempt = 0; attempt < cancelAttempts; attempt += 1) {
        const order = await store.read(orderId);
        if (order === null || order.resellerId !== userId) return { kind: "not-found" };
        if (isTakenBack(order)) return { kind: "cancelled", order };
        if (order.state.name !== "confirmed") return { kind: "too-late", order };
        const outcome = await writer.advance(order, await withdrawn(order, "cancelled", store));
        if (outcome.kind === "applied")
          return { kind: "cancelled", order: (await store.read(orderId)) ?? order };
        // It may have been sent already: its card says so from now on.
        if (outcome.kind === "forgotten")
          await writer.advance(order, { name: "unknown", why: reason("memory-lost") });
      }
      throw new Error(`order ${orderId} kept changing`);
    },

    async find(query, viewer) {
      const id = readOrderId(query);
      const ref = refSchema.safeParse(query.trim());
      // The same ref of two lines is two transactions: shown is the one this person may see.
      const named = [
        id && (await store.read(id)),
        ...(ref.success
          ? await Promise.all(lineNames.map((line) => store.readByRef(line, ref.data)))
          : []),
      ];
      return (
        named.find(
          (order) => order !== null && (viewer.operator || order.resellerId === viewer.userId),
        ) ?? null
      );
    },

    standing: forecast.of,
    openOf: (resellerId) => store.openOf(resellerId),
    history: (resellerId, wanted) => store.history(resellerId, wanted),
  };
}

const printOf = ({ service, answers }: Thing): string =>
  fingerprint(
    service.line,
    service.code,
    answers.map((answer) => answer.value),
  );

/** The order moves at most a few times between a read and a write. */
const cancelAttempts = 5;
