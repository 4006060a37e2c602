import type { OrderId } from "../../../src/orders/state/order.ts";
import type { Keyspace } from "../redis/keyspace.ts";

/** What each server was seen to hold: the primary, and those that were it before a split and go on beside it. */
export interface Memories {
  primary: Memory;
  of(db: Keyspace): Memory;
  /** Some go on by this server, the primary until now. */
  splits(server: Keyspace, atMs: number): void;
  /** The primary is another memory: what it holds now is what is known. */
  changed(db: Keyspace, prefix: string, atMs: number): void;
}

/** Where an order stands. */
export interface Standing {
  name: string;
  version: number;
  notNow: boolean;
}

/** Of one server. */
interface Memory {
  seen: Map<OrderId, Standing>;
  /** Since it changed, when each transaction was shown first. */
  shownSince: Map<string, number>;
  changedMs: number;
  /** Since when no replica hears of it any more; Infinity: they do. */
  aloneSinceMs: number;
  /** Claimed there since. */
  claimedAlone: Set<string>;
}

export function standingOf(hash: Record<string, string>): Standing {
  return {
    name: hash["name"] ?? "",
    version: Number(hash["version"]),
    notNow: (hash["state"] ?? "").includes('"notNow":true'),
  };
}

export function createMemories(): Memories {
  const primary: Memory = {
    seen: new Map(),
    shownSince: new Map(),
    changedMs: -Infinity,
    aloneSinceMs: Infinity,
    claimedAlone: new Set(),
  };
  const formers = new WeakMap<Keyspace, Memory>();

  return {
    primary,
    of: (db) => formers.get(db) ?? primary,
    splits: (server, atMs) =>
      void formers.set(server, { ...structuredClone(primary), aloneSinceMs: atMs }),
    changed(db, prefix, atMs) {
      const { seen } = primary;
      primary.changedMs = atMs;
      primary.shownSince = new Map();
      for (const id of seen.keys()) {
        const hash = db.hgetall(`${prefix}order:${id}`);
        if (hash["name"] === undefined) seen.delete(id);
        else seen.set(id, standingOf(hash));
      }
    },
  };
}
