import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { json } from "../../json.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import type { OrderRedis } from "./redis.ts";
import { readReasonLine, reason, type Reason } from "../../reason.ts";
import {
  factsSchema,
  stateNames,
  stateSchema,
  isFinal,
  type FinalOrder,
  type Order,
  type OrderFacts,
  type StateName,
} from "../state/order.ts";
import { factsOf } from "../state/transition.ts";
import { pack, unpack } from "./packed-order.ts";

/** How an order lies in Redis: a hash whose facts and state are JSON and whose times the scripts stamp; packed once it is long over. */

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

/** `id`: by which it was found; a packed one does not say it. */
export function parseStoredOrder(id: string, hash: Record<string, string>): Order {
  return hash["v"] === packedVersion ? parsePacked(id, hash) : wholeOrder.parse(hash);
}

const wholeOrder = storedOrder.transform((stored): Order => ({
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
}));

/** As `lua/pack.lua` leaves it; the rest stands in the pieces. */
const packedVersion = "2";
const storedPacked = storedOrder
  .pick({ version: true, card: true })
  .extend({ v: z.literal(packedVersion) });

function parsePacked(id: string, hash: Record<string, string>): Order {
  const { version, card } = storedPacked.parse(hash);
  const { facts, timeline: lines, cardMessageId, ...packed } = unpack(id, hash);
  return {
    ...facts,
    ...packed,
    version,
    // One that was drawn anew since.
    cardMessageId: card ?? cardMessageId,
    timeline: timeline.parse(lines),
    attempt: null,
    identity: null,
    pacedMs: null,
  };
}

/**
 * A final order that lies whole, and its pieces; null: it is packed already, or is not over. Throws where they would be read
 * back as something else.
 */
export function toPack(
  id: string,
  hash: Record<string, string>,
): { order: FinalOrder; pieces: string[] } | null {
  if (hash["v"] === packedVersion) return null;
  const order = wholeOrder.parse(hash);
  if (!isFinal(order)) return null;
  const whole = { ...order, facts: factsOf(order), timeline: hash["timeline"] ?? "" };
  const pieces = pack(whole);
  const read = unpack(id, Object.fromEntries(pieces.entries()));
  for (const [name, value] of Object.entries(read))
    if (!isDeepStrictEqual(Object.entries(whole).find(([one]) => one === name)?.[1], value))
      throw new Error(`order ${id} would have another ${name} once it is packed`);
  return { order, pieces };
}

/** What scripts answer of an order that is not over (`add_order` in `lua/common.lua`), in this order. */
const toldFields = [
  "v",
  "facts",
  "state",
  "version",
  "confirmed",
  "sent",
  "changed",
  "attempt",
  "attempts",
  "identity",
  "paced",
  "card",
  "timeline",
];

/** Takes an order from where a script's answer tells it; null: it does not, or it cannot be read. */
export function orderIn(reply: Iterator<string>): Order | null {
  const [first = "", ...others] = toldFields;
  const version = reply.next().value ?? "";
  if (version === "") return null;
  const told = [[first, version], ...others.map((name) => [name, reply.next().value ?? ""])];
  const hash: unknown = Object.fromEntries(told.filter(([, value]) => value !== ""));
  return wholeOrder.safeParse(hash).data ?? null;
}

const slimFields = ["v", "facts", "state", "confirmed", "changed"];
const storedSlim = z
  .tuple([
    z.string(),
    json.pipe(factsSchema),
    json.pipe(stateSchema),
    z.coerce.number(),
    z.coerce.number(),
  ])
  .transform(([, facts, state, confirmedAtMs, changedAtMs]): SlimOrder =>
    Object.assign(facts, { state, confirmedAtMs, changedAtMs }),
  );

/** An order without how it came about. In a final state `changedAtMs` is when it ended. */
export type SlimOrder = OrderFacts & Pick<Order, "state" | "confirmedAtMs" | "changedAtMs">;

/** Only what lists and sums need: of a whole order, how it came about is as long again as the rest. */
export async function readSlimOrders(
  redis: Pick<OrderRedis, "hash" | "hashFields">,
  keys: AccountKeys,
  ids: readonly string[],
): Promise<SlimOrder[]> {
  const orders = await Promise.all(
    ids.map(async (id) => {
      const fields = await redis.hashFields(keys.order(id), slimFields);
      return fields[0] === packedVersion
        ? slimOfPacked(id, await redis.hash(keys.order(id)))
        : (storedSlim.safeParse(fields).data ?? null);
    }),
  );
  return orders.filter((order) => order !== null);
}

/** null: it is gone since, or cannot be read. */
function slimOfPacked(id: string, hash: Record<string, string>): SlimOrder | null {
  try {
    const { facts, state, confirmedAtMs, changedAtMs } = unpack(id, hash);
    return { ...facts, state, confirmedAtMs, changedAtMs };
  } catch {
    return null;
  }
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
    const id = ids[place] ?? "";
    if (Object.keys(hash).length === 0) return [];
    try {
      return [parseStoredOrder(id, hash)];
    } catch (error) {
      onUnreadable?.(id, error);
      return [];
    }
  });
}
