import { z } from "zod";
import { json } from "../../json.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import type { OrderRedis } from "./redis.ts";
import { readReasonLine, reason, type Reason } from "../../reason.ts";
import {
  factsSchema,
  stateNames,
  stateSchema,
  type Order,
  type StateName,
} from "../state/order.ts";

/** How an order lies in Redis: a hash whose facts and state are JSON and whose times the scripts stamp. */

const stateName = z.enum(stateNames);

const timeline = z.string().transform((lines) =>
  lines.split("\n").flatMap((line) => {
    const [atMs = "", to, ...why] = line.split("\t");
    const name = stateName.safeParse(to);
    return name.success
      ? [{ atMs: Number(atMs), to: name.data, why: readWhy(name.data, why.join("\t")) }]
      : [];
  }),
);

function readWhy(to: StateName, text: string): Reason | null {
  // The scripts that write a first state have no reason but the state itself.
  const why = text === to ? null : readReasonLine(text);
  // Before there were codes, the supplier's own word stood here.
  return why?.code === "noted" && (to === "placed" || to === "succeeded")
    ? reason("supplier-status", why.detail)
    : why;
}

const storedOrder = z.object({
  v: z.literal("1"),
  facts: json.pipe(factsSchema),
  state: json.pipe(stateSchema),
  version: z.coerce.number().int().positive(),
  confirmed: z.coerce.number(),
  sent: z.coerce.number().optional(),
  changed: z.coerce.number(),
  attempt: z.string().optional(),
  attempts: z.coerce.number().int().positive().optional(),
  identity: z.string().optional(),
  paced: z.coerce.number().optional(),
  // Of no weight: without it, the card is sent anew.
  card: z.coerce.number().int().optional().catch(undefined),
  timeline,
});

export function parseStoredOrder(hash: Record<string, string>): Order {
  const stored = storedOrder.parse(hash);
  return {
    ...stored.facts,
    version: stored.version,
    state: stored.state,
    confirmedAtMs: stored.confirmed,
    sentAtMs: stored.sent ?? null,
    attempt:
      stored.attempt === undefined || stored.attempts === undefined
        ? null
        : { token: stored.attempt, number: stored.attempts },
    changedAtMs: stored.changed,
    identity: stored.identity ?? null,
    pacedMs: stored.paced ?? null,
    cardMessageId: stored.card ?? null,
    timeline: stored.timeline,
  };
}

/** An order that is there and cannot be read: by a hand, a restore, or a version after this one. */
export type OnUnreadable = (id: string, error: unknown) => void;

/** Reads orders, in the order asked; those that are gone, or that cannot be read, are left out. */
export async function readOrders(
  redis: OrderRedis,
  keys: AccountKeys,
  ids: readonly string[],
  onUnreadable?: OnUnreadable,
): Promise<Order[]> {
  const hashes = await Promise.all(ids.map((id) => redis.hash(keys.order(id))));
  return hashes.flatMap((hash, place) => {
    if (Object.keys(hash).length === 0) return [];
    try {
      return [parseStoredOrder(hash)];
    } catch (error) {
      onUnreadable?.(ids[place] ?? "", error);
      return [];
    }
  });
}
