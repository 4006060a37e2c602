import { json } from "../../json.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import { numberPrints } from "../state/fingerprint.ts";
import { orderIdOf } from "../state/order-id.ts";
import { factsSchema, orderIdSchema, type OrderFacts, type OrderId } from "../state/order.ts";
import {
  noTerms,
  type Confirmation,
  type ConfirmOutcome,
  type DiscardOutcome,
  type Terms,
} from "./outcomes.ts";
import { mustRead, type OrderReader } from "./reader.ts";
import type { OrderRedis } from "./redis.ts";
import { unexpected } from "./unexpected.ts";

/** Cards that ✅ or ❌ consumes, once; an order's id derives from its card's. */
export interface Confirmations {
  /** Writes a confirmation that ✅ can consume for `ttlMs` (Redis time). */
  draft(confirmation: Confirmation, ttlMs: number, options?: DraftOptions): Promise<void>;
  /** What the card of a confirmation says; null: it has been used, or there is none. */
  readFacts(confirmationId: string): Promise<OrderFacts | null>;
  /**
   * `usual`: terms of who has none of their own; default: none. `priceRupiah`: what it costs the reseller by now; null
   * (default): that is not known, and what the card says counts.
   */
  confirm(
    id: string,
    person: {
      userId: number;
      chatId: number;
      cardMessageId: number;
      usual?: Terms;
      priceRupiah?: number | null;
    },
  ): Promise<ConfirmOutcome>;
  discard(id: string, person: { userId: number; chatId: number }): Promise<DiscardOutcome>;
}

interface DraftOptions {
  /** It waits for money. */
  short?: boolean;
  /** The equal order of its reseller after which it is to come, null for none; default: it asks about none. */
  knows?: OrderId | null;
}

/** A confirmation that expired unused still answers for so long, as a consumed one does (`common.lua`). */
const confirmationKeptMs = 48 * 3_600_000;

export function createConfirmations({
  redis,
  keys,
  reader,
}: {
  redis: OrderRedis;
  keys: AccountKeys;
  reader: Pick<OrderReader, "read">;
}): Confirmations {
  const { run } = redis;
  return {
    async draft({ id, facts }, ttlMs, { short = false, knows } = {}) {
      // A secret does not outlive the confirmation that asks for it.
      const keptMs = facts.destination.some((answer) => answer.secret) ? ttlMs : confirmationKeptMs;
      await run(
        "draft",
        id,
        JSON.stringify(facts),
        facts.resellerId,
        facts.chatId,
        ttlMs,
        keptMs,
        short ? "short" : "",
        numberPrints(facts.destination).join(" "),
        knows === undefined ? "*" : (knows ?? ""),
      );
    },

    async readFacts(confirmationId) {
      const facts = await redis.hashField(keys.confirmation(confirmationId), "facts");
      return facts === null ? null : json.pipe(factsSchema).parse(facts);
    },

    async confirm(
      id,
      { userId, chatId, cardMessageId, usual = noTerms, priceRupiah = null },
    ): Promise<ConfirmOutcome> {
      const orderId = orderIdOf(id);
      const [kind, first, second] = await run(
        "confirm",
        id,
        orderId,
        userId,
        chatId,
        cardMessageId,
        usual.limitRupiah ?? "",
        usual.creditRupiah ?? "",
        priceRupiah ?? "",
      );
      switch (kind) {
        case "confirmed":
        case "again":
          return {
            kind: "confirmed",
            order: await mustRead(reader, orderId),
            again: kind === "again",
          };
        case "expired":
        case "forgotten":
        case "price":
          return {
            kind: "expired",
            facts: json.pipe(factsSchema).parse(first),
            why: kind === "expired" ? "old" : kind,
          };
        case "alike": {
          const order = await reader.read(orderIdSchema.parse(first));
          return order === null ? { kind: "newer", confirmationId: "" } : { kind, order };
        }
        case "newer":
          return { kind, confirmationId: String(first) };
        case "paused":
          return { kind, reason: String(first) };
        case "limit":
          return { kind, limitRupiah: Number(first), spentRupiah: Number(second) };
        case "short":
          return { kind, missingRupiah: Number(first) };
        case "discarded":
        case "gone":
          return { kind };
        default:
          throw unexpected("confirm", kind);
      }
    },

    async discard(id, { userId, chatId }) {
      const [kind] = await run("discard", id, orderIdOf(id), userId, chatId);
      switch (kind) {
        case "confirmed":
          return { kind, order: await mustRead(reader, orderIdOf(id)) };
        case "discarded":
        case "gone":
          return { kind };
        default:
          throw unexpected("discard", kind);
      }
    },
  };
}
