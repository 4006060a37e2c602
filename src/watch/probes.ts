import type { RefreshOutcome } from "../catalogue/catalogue.ts";
import type { Durability } from "../redis/durability.ts";
import { reason, type Reason } from "../reason.ts";
import type { Sending } from "../orders/placing/gate.ts";
import type { Progress } from "../orders/rounds.ts";
import { rupiah } from "../words/money.ts";
import type { SupplierHealth } from "../osimesa/health.ts";
import type { Finding, Probe } from "./watch.ts";

/** Everything the operators are told of, and what counts as trouble, as well and as neither. */
export interface ProbeSources {
  sending(): Sending;
  /** Whether the engine gets on with its orders. */
  progress(): Progress;
  /** Orders that lie in Redis and cannot be read. */
  unreadableOrders(): Finding;
  supplier: Pick<SupplierHealth, "failing" | "obstacle" | "answered" | "medianSeconds">;
  /** How the latest refresh of the catalogue went. */
  catalogue(): RefreshOutcome | null;
  catalogueRefreshMs: number;
  redisMemory(): Promise<{ usedBytes: number; maxBytes: number } | null>;
  durability(): Promise<Durability>;
  replicas: { wanted: number; check(): Promise<boolean | null> };
  deadLetters(): Finding;
  /** Whether Telegram gives this process what people write. */
  updates(): Finding;
  unknownWords(): Finding;
  /** The account's balance; null: not known. */
  balanceRupiah(): number | null;
  /** null: it is never low. */
  lowBalanceRupiah: number | null;
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

const failingMs = minuteMs;
const slowSeconds = 5;
const fastSeconds = 2.5;
/** Of the memory Redis may use. */
const fullShare = 0.8;
const spareShare = 0.7;
/** Of the services in a list; a handful is no trouble whatever the share. */
const malformedShare = 0.05;
const malformedFew = 5;

const well: Finding = { kind: "well" };
const unknown: Finding = { kind: "unknown" };
const trouble = (why: Reason): Finding => ({ kind: "trouble", why });

export function createProbes(sources: ProbeSources): Probe[] {
  // Two refreshes in a row: one bad list is a slip.
  const twiceMs = sources.catalogueRefreshMs * 1.5;
  const quick = { everyMs: secondMs, begunAfterMs: 0, overAfterMs: 2 * minuteMs };
  return [
    { ...quick, trouble: "sending-paused", look: () => sendingPaused(sources.sending()) },
    {
      ...quick,
      trouble: "orders-stuck",
      look: () => ordersStuck(sources.progress(), sources.unreadableOrders(), sources.supplier),
    },
    {
      ...quick,
      trouble: "supplier-disturbed",
      look: () => supplierDisturbed(sources.sending(), sources.supplier),
    },
    {
      ...quick,
      trouble: "supplier-slow",
      begunAfterMs: minuteMs,
      overAfterMs: 5 * minuteMs,
      look: () => supplierSlow(sources.supplier),
    },
    { ...quick, trouble: "account-refused", look: () => accountRefused(sources.catalogue()) },
    {
      ...quick,
      trouble: "catalogue-empty",
      begunAfterMs: twiceMs,
      look: () => catalogueEmpty(sources.catalogue()),
    },
    {
      ...quick,
      trouble: "catalogue-malformed",
      begunAfterMs: twiceMs,
      overAfterMs: 10 * minuteMs,
      look: () => catalogueMalformed(sources.catalogue()),
    },
    { ...quick, trouble: "dead-letters", overAfterMs: hourMs, look: () => sources.deadLetters() },
    {
      ...quick,
      trouble: "updates-missing",
      begunAfterMs: 2 * minuteMs,
      look: () => sources.updates(),
    },
    {
      ...quick,
      trouble: "unknown-words",
      overAfterMs: 24 * hourMs,
      look: () => sources.unknownWords(),
    },
    {
      ...quick,
      trouble: "balance-low",
      overAfterMs: 0,
      look: () => balanceLow(sources.balanceRupiah(), sources.lowBalanceRupiah),
    },
    {
      trouble: "redis-full",
      everyMs: 30 * secondMs,
      begunAfterMs: 0,
      overAfterMs: 5 * minuteMs,
      look: async () => redisFull(await sources.redisMemory()),
    },
    {
      trouble: "redis-volatile",
      everyMs: minuteMs,
      begunAfterMs: 0,
      overAfterMs: 0,
      look: async () => redisVolatile(await sources.durability()),
    },
    {
      trouble: "replicas-missing",
      everyMs: 5 * secondMs,
      // Between a promotion and the others following it.
      begunAfterMs: 10 * secondMs,
      overAfterMs: minuteMs,
      look: () => replicasMissing(sources.replicas),
    },
  ];
}

/** Only an order that goes through proves that the account is good again: a restart does not. */
function sendingPaused(sending: Sending): Finding {
  if (sending.kind === "refused") return trouble(sending.why);
  return sending.kind === "well" ? well : unknown;
}

function ordersStuck(
  progress: Progress,
  unreadable: Finding,
  supplier: ProbeSources["supplier"],
): Finding {
  if (unreadable.kind === "trouble") return unreadable;
  // A supplier that does not answer, or not this account, is a trouble of its own, and nothing goes well meanwhile.
  if (supplier.failing() !== null || supplier.obstacle() !== null) return unknown;
  if (progress.kind === "well") return well;
  return progress.kind === "stuck" ? trouble(progress.why) : unknown;
}

function supplierDisturbed(sending: Sending, supplier: ProbeSources["supplier"]): Finding {
  if (sending.kind === "uncertain") return trouble(sending.why);
  const failing = supplier.failing();
  if (failing === null) return supplier.answered() ? well : unknown;
  return supplier.obstacle() !== null && failing.forMs >= failingMs
    ? trouble(whyFailing(failing.outcome))
    : unknown;
}

function whyFailing(outcome: string): Reason {
  switch (outcome) {
    case "busy":
      return reason("busy");
    case "maintenance":
      return reason("not-now-maintenance");
    case "malformed":
      return reason("answer-unreadable");
    case "unclear":
      return reason("requests-unclear");
    default:
      return reason("supplier-unreachable");
  }
}

function supplierSlow(supplier: ProbeSources["supplier"]): Finding {
  const median = supplier.medianSeconds();
  // What does not answer at all is not slow.
  if (median === null || supplier.failing() !== null) return unknown;
  if (median > slowSeconds) return trouble(reason("median-answer-time", median.toFixed(1)));
  return median < fastSeconds ? well : unknown;
}

function accountRefused(latest: RefreshOutcome | null): Finding {
  if (latest?.kind === "fresh") return well;
  return latest?.cause === "refused" ? trouble(latest.why) : unknown;
}

function catalogueEmpty(latest: RefreshOutcome | null): Finding {
  if (latest?.kind === "fresh") return well;
  const isBad =
    latest?.cause === "empty" || latest?.cause === "malformed" || latest?.cause === "short";
  return isBad ? trouble(latest.why) : unknown;
}

function catalogueMalformed(latest: RefreshOutcome | null): Finding {
  if (latest?.kind !== "fresh") return unknown;
  const { count, examples } = latest.malformed;
  const many = Math.max(malformedFew, malformedShare * (latest.services + count));
  const all = latest.services + count;
  if (count > many)
    return trouble(reason("services-unreadable", [`${count} / ${all}`, ...examples].join("\n")));
  return count <= many / 2 ? well : unknown;
}

function balanceLow(balanceRupiah: number | null, lowRupiah: number | null): Finding {
  if (lowRupiah === null) return well;
  if (balanceRupiah === null) return unknown;
  return balanceRupiah < lowRupiah
    ? trouble(reason("balance-was", `${rupiah(balanceRupiah)} < ${rupiah(lowRupiah)}`))
    : well;
}

function redisFull(memory: { usedBytes: number; maxBytes: number } | null): Finding {
  if (memory === null) return unknown;
  if (memory.maxBytes === 0) return well;
  const share = memory.usedBytes / memory.maxBytes;
  if (share > fullShare) return trouble(reason("memory-used", `${Math.round(share * 100)}%`));
  return share < spareShare ? well : unknown;
}

async function replicasMissing({ wanted, check }: ProbeSources["replicas"]): Promise<Finding> {
  const enough = await check();
  if (enough === null) return unknown;
  return enough ? well : trouble(reason("replicas-wanted", String(wanted)));
}

function redisVolatile(found: Durability): Finding {
  switch (found.kind) {
    case "durable":
      return well;
    case "unreadable":
      return unknown;
    case "volatile":
      return trouble(
        reason(
          "redis-settings",
          found.problems
            .map(({ setting, found, wanted }) => `${setting} ${wanted} (${found})`)
            .join("\n"),
        ),
      );
  }
}
