import { z } from "zod";
import type { OrderId } from "../../../src/orders/state/order.ts";
import type { Keyspace } from "../redis/keyspace.ts";
import type { Policy } from "../policy.ts";
import type { Truth } from "../truth.ts";
import type { Memories } from "./memories.ts";

/** Knows on its own account when a request for an order may leave. */
interface RequestWitness {
  onRequest(request: Request): void;
}

/** A request for an order that leaves at `atMs`. */
export interface Request {
  db: Keyspace;
  prefix: string;
  truth: Truth;
  policy: Policy;
  id: OrderId;
  atMs: number;
}

const wantedSchema = z.object({
  service: z.object({ code: z.string() }),
  destination: z.array(z.object({ value: z.string() })),
});
const claimToSendMs = 2_000;
/** Turns of an order after its first. */
const mostAgain = 20;
const dayMs = 86_400_000;
/** Between the look at what may be forgotten and the request; with a Redis that hangs. */
const noticedMs = 15_000;

export function createRequestWitness(
  violate: (invariant: number, what: string) => void,
  memoryOf: Memories["of"],
): RequestWitness {
  /** What was sent and forgotten, and is in the mirror for all to see, is not ordered a second time. */
  function checkForgotten({ db, prefix, truth, id, atMs }: Request): void {
    const facts = db.hget(`${prefix}order:${id}`, "facts");
    if (facts === null) return;
    const { service, destination } = wantedSchema.parse(JSON.parse(facts));
    const { shownSince, changedMs } = memoryOf(db);
    const equal = truth.transactions.find(
      ({ ref, orderId, serviceCode, data, createdMs }) =>
        orderId !== null &&
        orderId !== id &&
        !db.exists(`${prefix}order:${orderId}`) &&
        !db.exists(`${prefix}ref:${ref}`) &&
        (shownSince.get(ref) ?? Infinity) < atMs - noticedMs &&
        createdMs < changedMs + claimToSendMs &&
        serviceCode === service.code &&
        data[0] === destination[0]?.value,
    );
    if (equal !== undefined)
      violate(1, `${id} was sent though ${equal.ref} of a forgotten equal order was shown`);
  }

  /**
   * The request before was answered "not now", and gapless pages from before it left to one begun so long after the answer
   * show nothing of it.
   */
  function isProved({ db, prefix, truth, policy, id }: Request): boolean {
    const requestedMs = truth.requests.get(id)?.at(-1) ?? -Infinity;
    const toldMs = truth.notNows.get(id)?.at(-1) ?? -Infinity;
    const { started, last } = db.hgetall(`${prefix}chain`);
    // Read as it stands now: the chain may have begun anew since the order went back into the queue.
    const isShown =
      // Redis tells whole milliseconds.
      Number(last) >= Math.floor(toldMs) + policy.notNowProofMs &&
      !truth.transactions.some(
        ({ orderId, createdMs, ref }) =>
          orderId === id &&
          createdMs > requestedMs - dayMs &&
          db.exists(`${prefix}transaction:${ref}`),
      );
    return toldMs >= requestedMs && started !== undefined && isShown;
  }

  return {
    onRequest(request) {
      const { db, prefix, truth, id, atMs } = request;
      const before = truth.requests.get(id) ?? [];
      checkForgotten(request);
      if (request.policy.replicas && memoryOf(db).claimedAlone.has(id))
        violate(2, `a request left for ${id} though no replica has its claim`);
      if (before.length > 0 && !isProved(request))
        violate(1, `request ${before.length + 1} left for ${id} without a proof`);
      if (before.length > mostAgain) violate(1, `${id} had ${before.length + 1} turns`);
      truth.requests.set(id, [...before, atMs]);
      const confirmedMs = Number(db.hget(`${prefix}order:${id}`, "confirmed"));
      // What Redis added up counts, though a claim died right after that.
      const moved =
        Number(db.hget(`${prefix}pace`, "paced") ?? 0) -
        Number(db.hget(`${prefix}order:${id}`, "paced") ?? 0);
      if (atMs - confirmedMs - moved > request.policy.confirmedTtlMs + claimToSendMs)
        violate(8, `a request left for ${id} after its time`);
      const name = db.hget(`${prefix}order:${id}`, "name");
      // Its claim may have been forgotten in between.
      if (name !== "sending" && atMs - memoryOf(db).changedMs > claimToSendMs)
        violate(2, `a request left for ${id} while Redis had it ${name}`);
    },
  };
}
