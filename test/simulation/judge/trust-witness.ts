import { z } from "zod";
import { noticeSchema } from "../../../src/orders/state/notice.ts";
import type { OrderId } from "../../../src/orders/state/order.ts";
import type { Keyspace } from "../redis/keyspace.ts";
import type { Policy } from "../policy.ts";

/**
 * Counts on its own account how often in a row operators called an order never placed that no page showed, and what speaks
 * against it, and sees to it that nothing is called so without them before, and that they hear of it when that ends.
 */
interface TrustWitness {
  /** `order` has just moved, and stands like this. */
  moved(id: OrderId, order: Record<string, string>, seen: Seen): void;
  afterScript(name: string, seen: Seen): void;
  memoryChanged(db: Keyspace, prefix: string): void;
  /** At rest. */
  end(): void;
}

interface Seen {
  db: Keyspace;
  prefix: string;
  policy: Policy;
}

const noFit = /^\d+\treview\tnone-fits\t/;
const byOperator = /^\d+\tfailed\tnever-placed-by-operator\t/;
const byItself = /^\d+\tfailed\tnever-placed(-by-itself)?\t/;
const operatorsOutbox = "outbox:9001";
const doubts = new Set([
  "watched-transaction",
  "unexplained-transaction",
  "matching-off",
  "lost-order",
  "taken-ref",
]);
/** Scripts that owe alarms. */
const owing = new Set(["sweep", "learn", "correct", "owe", "trust"]);
const failedSchema = z.object({ failure: z.object({ reason: z.string() }) });

export function createTrustWitness(
  violate: (invariant: number, what: string) => void,
): TrustWitness {
  const decided = new Set<OrderId>();
  const known = new Set<string>();
  /** Operators were told that they are not asked any more; since then something spoke against it. */
  let told = false;
  let untold = false;
  const doubt = () => {
    decided.clear();
    untold = told;
  };

  return {
    moved(id, order, { db, prefix, policy }) {
      const [before = "", now = ""] = (order["timeline"] ?? "").trimEnd().split("\n").slice(-2);
      const remembered = order["identity"] === db.identity();
      if (noFit.test(before) && order["name"] === "placed") doubt();
      if (noFit.test(before) && byOperator.test(now) && remembered) decided.add(id);
      if (!byItself.test(now) || policy.unmatchedPolicy === "fail") return;
      const why =
        policy.unmatchedPolicy === "review"
          ? "though operators are to decide"
          : decided.size < policy.trustAfter
            ? `after ${decided.size} decisions of operators, not ${policy.trustAfter}`
            : db.exists(`${prefix}strict`) || db.exists(`${prefix}matching-off`)
              ? "while matching is strict or off"
              : remembered
                ? null
                : "though another memory had it";
      if (why !== null) violate(5, `${id} was called never placed by itself ${why}`);
    },

    afterScript(name, { db, prefix }) {
      if (!owing.has(name)) return;
      for (const raw of db.lrange(`${prefix}${operatorsOutbox}`, 0, -1)) {
        if (known.has(raw)) continue;
        known.add(raw);
        const notice = noticeSchema.parse(JSON.parse(raw));
        if (notice.kind === "trust") {
          told = notice.phase === "begun";
          untold = false;
        }
        if (notice.kind !== "alarm") continue;
        const nothingCame =
          notice.alarm === "correction" && saidNothingCame(db, prefix, notice.orderId);
        if (doubts.has(notice.alarm) || nothingCame) doubt();
      }
    },

    memoryChanged(db, prefix) {
      decided.clear();
      told = db.hget(`${prefix}trust`, "on") !== null;
      untold = told;
    },

    end() {
      if (untold) violate(6, "operators were not told that they are asked again");
    },
  };
}

function saidNothingCame(db: Keyspace, prefix: string, id: OrderId | undefined): boolean {
  const state = db.hget(`${prefix}order:${id}`, "state");
  const failed = failedSchema.safeParse(JSON.parse(state ?? "null"));
  return failed.success && failed.data.failure.reason !== "by-upstream";
}
