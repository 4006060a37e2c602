import { json } from "../../json.ts";
import { reasonLine, type Reason } from "../../reason.ts";
import type { LineName } from "../../line.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import {
  factsSchema,
  orderIdSchema,
  voucherDoubtSchema,
  type Order,
  type OrderFacts,
  type OrderId,
  type OrderState,
} from "../state/order.ts";
import { numberPrints } from "../state/fingerprint.ts";
import { orderIdOf } from "../state/order-id.ts";
import type { Change } from "../state/transition.ts";
import type { OwedNotice, TroubleName } from "../state/notice.ts";
import { createMirror, type Mirror } from "./mirror.ts";
import {
  noTerms,
  type ApplyOutcome,
  type ClaimOutcome,
  type Confirmation,
  type ConfirmOutcome,
  type DiscardOutcome,
  type Terms,
} from "./outcomes.ts";
import { createOrderReader, type OrderReader } from "./reader.ts";
import type { OnUnreadable } from "./stored-order.ts";
import { owedJson } from "./owed.ts";
import { voucherMark } from "./voucher-mark.ts";
import { createTrust, type Trust } from "./trust.ts";
import type { OrderRedis } from "./redis.ts";

/**
 * Orders as the engine and the desk keep them. Every method may reject: that means "unknown, read again", never "not
 * done"; every write may be repeated. A simulation's own Redis stands behind it in the simulation.
 */
export interface OrderStore extends Mirror, OrderReader, Trust {
  /** The clock that stamps orders: Redis's, unix ms. */
  nowMs(): Promise<number>;
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

  claim(order: Order, attempt: Attempt): Promise<ClaimOutcome>;
  /**
   * The upstream said that orders follow one another too closely; `namedMs`: how long it wants between them, null: it did
   * not say. Answers how long that is from now on. Repeated for the same attempt it changes nothing.
   */
  slower(order: Order, refused: { token: string; namedMs: number | null }): Promise<number | null>;
  apply(change: Change): Promise<ApplyOutcome>;
  /**
   * Does what writes that failed half-way left undone: notices, indexes, holds; some at a time. `left`: orders of which
   * something cannot be done; they are tried again later.
   */
  mend(): Promise<{ mended: number; left: string[] }>;
  /** Owes notices that go with no transition. `doubt`: why they end the trust in "never placed" (`trust.ts`). */
  owe(notices: readonly OwedNotice[], doubt?: Reason): Promise<void>;
  /** Turns a trouble of the shop on or off; owes the notices and answers true only where that is news. */
  trouble(name: TroubleName, on: boolean, notices: readonly OwedNotice[]): Promise<boolean>;
}

interface DraftOptions {
  /** It waits for money. */
  short?: boolean;
  /** The equal order of its reseller after which it is to come, null for none; default: it asks about none. */
  knows?: OrderId | null;
}

/** One try to send an order. */
interface Attempt {
  token: string;
  holder: string;
  epoch: number;
  /** Orders that may be out unseen. */
  cap: number;
  /** How long after the one before it an order may be begun, by the settings; null: as learnt. */
  gapMs: number | null;
  /** Orders that followed one another at once were placed: no gap is needed, unless one is known. */
  close: boolean;
}

/** A confirmation that expired unused still answers for so long, as a consumed one does (`common.lua`). */
const confirmationKeptMs = 48 * 3_600_000;

/** Orders in Redis. Every write that matters is one script of `lua/`; reads are parsed on the way out. */
export function createOrderStore({
  redis,
  keys,
  line = "game",
  onUnreadable,
}: {
  redis: OrderRedis;
  keys: AccountKeys;
  /** Whose transactions are mirrored and whose turns are taken; orders are kept whatever their line. */
  line?: LineName;
  onUnreadable?: OnUnreadable;
}): OrderStore {
  const { run } = redis;
  const reader = createOrderReader({ redis, keys, line, ...(onUnreadable && { onUnreadable }) });
  const mustRead = async (id: OrderId): Promise<Order> => {
    const order = await reader.read(id);
    if (!order) throw new Error(`order ${id} is not in Redis`);
    return order;
  };

  return {
    ...createMirror({ redis, keys: keys.line(line), line }),
    ...createTrust({ redis, line }),
    ...reader,
    nowMs: redis.nowMs,

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
          return { kind: "confirmed", order: await mustRead(orderId), again: kind === "again" };
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
          return { kind, order: await mustRead(orderIdOf(id)) };
        case "discarded":
        case "gone":
          return { kind };
        default:
          throw unexpected("discard", kind);
      }
    },

    async claim(order, { token, holder, epoch, cap, gapMs, close }): Promise<ClaimOutcome> {
      const state: OrderState = { name: "sending", token, epoch };
      const [kind, detail] = await run(
        "claim",
        order.id,
        order.version,
        token,
        holder,
        epoch,
        cap,
        JSON.stringify(state),
        gapMs ?? "",
        close ? 1 : 0,
      );
      switch (kind) {
        case "claimed":
          return { kind, order: await mustRead(order.id), gapMs: gapIn(detail) };
        case "early":
          return { kind, waitMs: Number(detail) };
        case "held":
          return { kind, by: orderIdSchema.parse(detail) };
        case "full":
        case "lease-lost":
        case "conflict":
        case "forgotten":
          return { kind };
        default:
          throw unexpected("claim", kind);
      }
    },

    async slower(order, { token, namedMs }) {
      const [gap] = await run("slower", order.line, token, order.sentAtMs ?? 0, namedMs ?? "");
      return gapIn(gap);
    },

    async apply(change): Promise<ApplyOutcome> {
      const [kind, by, of] = await run("apply", ...applyArguments(change));
      switch (kind) {
        case "applied":
        case "conflict":
        case "forgotten":
          return { kind };
        case "ref-taken":
          return { kind, by: orderIdSchema.parse(by) };
        case "doubtful":
          return { kind, doubt: voucherDoubtSchema.parse({ kind: by, ...(of && { of }) }) };
        default:
          throw unexpected("apply", kind);
      }
    },

    async mend() {
      const [mended = 0, ...left] = await run("mend", mendedAtOnce, mendRetryMs);
      return { mended: Number(mended), left: left.map(String) };
    },

    async owe(notices, doubt) {
      await run("owe", owedJson(notices), ...(doubt ? [line, reasonLine(doubt)] : []));
    },

    async trouble(name, on, notices) {
      const [kind] = await run("trouble", name, on ? 1 : 0, owedJson(notices));
      return kind === "told";
    },
  };
}

const gapIn = (reply: unknown): number | null =>
  reply === "" || reply === undefined ? null : Number(reply);

const mendedAtOnce = 50;
/** What could not be mended needs somebody to look at Redis. */
const mendRetryMs = 60_000;

function applyArguments(change: Change): (string | number)[] {
  const { state } = change;
  const ref = "ref" in state ? (state.ref ?? "") : "";
  return [
    change.orderId,
    change.expectedVersion,
    change.token,
    state.name,
    JSON.stringify(state),
    change.why === null ? "" : reasonLine(change.why),
    change.facts ? JSON.stringify(change.facts) : "",
    ref,
    change.watch?.ms ?? 0,
    owedJson(change.notices),
    change.from,
    change.watch?.by ?? "",
    change.trust ?? "",
    ...(state.name === "succeeded"
      ? [voucherMark(state.voucher), state.doubt === undefined ? "" : "told"]
      : ["", ""]),
    change.decision ?? "",
  ];
}

function unexpected(script: string, kind: unknown): Error {
  return new Error(`script ${script} answered ${String(kind)}`);
}
