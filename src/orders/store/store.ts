import { reasonLine, type Reason } from "../../reason.ts";
import type { LineName } from "../../line.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import { UnreplicatedError } from "../../redis/replicas.ts";
import { orderIdSchema, voucherDoubtSchema, type Order, type OrderState } from "../state/order.ts";
import type { Change } from "../state/transition.ts";
import type { OwedNotice, TroubleName } from "../state/notice.ts";
import { createConfirmations, type Confirmations } from "./confirmations.ts";
import { createMirror, type Mirror } from "./mirror.ts";
import { type ApplyOutcome, type ClaimOutcome } from "./outcomes.ts";
import { createOrderReader, mustRead, type OrderReader } from "./reader.ts";
import { orderIn, type OnUnreadable } from "./stored-order.ts";
import { owedJson } from "./owed.ts";
import { unexpected } from "./unexpected.ts";
import { voucherMark } from "./voucher-mark.ts";
import { createTrust, type Trust } from "./trust.ts";
import type { OrderRedis } from "./redis.ts";

/**
 * Orders as the engine and the desk keep them. Every method may reject: that means "unknown, read again", never "not
 * done"; every write may be repeated. A simulation's own Redis stands behind it in the simulation.
 */
export interface OrderStore extends Confirmations, Mirror, OrderReader, Trust {
  /** The clock that stamps orders: Redis's, unix ms. */
  nowMs(): Promise<number>;
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

/** While a failover could forget that an order is sent, none can go: neither this one nor another. */
function unlessNotBegun(error: unknown): ["full"] {
  if (error instanceof UnreplicatedError && !error.ran) return ["full"];
  throw error;
}

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
  return {
    ...createConfirmations({ redis, keys, reader }),
    ...createMirror({ redis, keys: keys.line(line), line }),
    ...createTrust({ redis, line }),
    ...reader,
    nowMs: redis.nowMs,

    async claim(order, { token, holder, epoch, cap, gapMs, close }): Promise<ClaimOutcome> {
      const state: OrderState = { name: "sending", token, epoch };
      const [kind, detail, ...told] = await run(
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
      ).catch(unlessNotBegun);
      switch (kind) {
        case "claimed": {
          const claimed = orderIn(told.map(String).values());
          return {
            kind,
            order: claimed ?? (await mustRead(reader, order.id)),
            gapMs: gapIn(detail),
          };
        }
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
