import type { Keyspace } from "../redis/keyspace.ts";
import type { Policy } from "../policy.ts";

/** Knows on its own account how far apart orders are begun, whose turn it is and what time counts. */
export interface PaceWitness {
  /** Redis refused nothing: this waiting order begins. */
  begun(claim: Look, id: string): void;
  /** A claim died. What it had written of the pace by then stays, though nothing begins. */
  died(claim: Look): void;
  /** The upstream's refusal was noted; `namedMs`: how far apart it wants orders. */
  slower(atMs: number, namedMs: number): void;
  /** An order that never had its turn is taken back for its time. */
  expired(look: Look, id: string): void;
  /** Ms since then in which the queue moved. */
  movedMs(sinceMs: number): number;
  memoryChanged(): void;
}

interface Look {
  db: Keyspace;
  prefix: string;
  atMs: number;
  policy: Policy;
}

const hourMs = 3_600_000;
/** Turns of one reseller while another waits for the first. */
const mostBefore = 4;
/** A round goes by the list it has read: for a second, and for as long as Redis takes. */
const listedMs = 5_000;
const usualMs = 2_000;

export function createPaceWitness(violate: (invariant: number, what: string) => void): PaceWitness {
  /** With the claims that died having written that they began: of nobody. */
  let begun: { atMs: number; reseller: string | null; countsMs: number }[] = [];
  let learnt: { atMs: number; namedMs: number } | null = null;
  let isWhole = true;

  /** Others get one turn after another while this order's reseller has none. */
  function checkTurns({ db, prefix, atMs }: Look, reseller: string): void {
    for (const [id, confirmedMs] of db.zrange(`${prefix}state:confirmed`, 0, -1)) {
      const waiting = db.hgetall(`${prefix}order:${id}`);
      const other = waiting["reseller"] ?? "";
      // One that waits for an equal order has had its turn.
      if (other === reseller || waiting["state"]?.includes("waitsFor") === true) continue;
      const since = begun.filter((one) => one.atMs > confirmedMs && one.atMs <= atMs);
      if (since.some((one) => one.reseller === other)) continue;
      const late = since.filter((one) => one.atMs > confirmedMs + listedMs);
      if (late.filter((one) => one.reseller === reseller).length > mostBefore)
        violate(0, `${reseller} has one turn after another while ${id} of ${other} waits`);
    }
  }

  /** Ms since the one before. */
  function note({ db, prefix, atMs, policy }: Look, reseller: string | null): number {
    const sinceMs = atMs - (begun.at(-1)?.atMs ?? atMs);
    const gapMs = Number(policy.orderGapMs ?? db.hget(`${prefix}pace`, "gap") ?? 0);
    begun.push({ atMs, reseller, countsMs: Math.min(sinceMs, Math.max(usualMs, gapMs * 1.5)) });
    return sinceMs;
  }

  return {
    begun(look, id) {
      const { db, prefix, atMs, policy } = look;
      const reseller = db.hget(`${prefix}order:${id}`, "reseller") ?? "";
      const sinceMs = note(look, reseller);
      if (policy.orderGapMs === null && learnt !== null && begun.length > 1) {
        const isKept = sinceMs >= learnt.namedMs || sinceMs < 0 || atMs - learnt.atMs >= hourMs;
        if (!isKept) violate(0, `${id} was begun ${sinceMs} ms after the one before it`);
      }
      checkTurns(look, reseller);
    },
    died(look) {
      const { db, prefix, atMs } = look;
      if (Number(db.hget(`${prefix}pace`, "last")) === Math.floor(atMs)) note(look, null);
    },
    slower: (atMs, namedMs) => void (learnt = { atMs, namedMs }),
    expired({ db, prefix, atMs, policy }, id) {
      const order = db.hgetall(`${prefix}order:${id}`);
      if (!isWhole || /\t(sending|confirmed\twaits-for)/.test(order["timeline"] ?? "")) return;
      const confirmedMs = Number(order["confirmed"]);
      const stoodMs = atMs - confirmedMs - this.movedMs(confirmedMs);
      // Redis adds up whole milliseconds.
      if (stoodMs < policy.confirmedTtlMs - 1 - begun.length)
        violate(8, `${id} was taken back after the queue stood still for ${stoodMs} ms`);
    },
    // An order knows whole milliseconds of when it was confirmed.
    movedMs: (sinceMs) =>
      begun.reduce((sum, one) => (Math.floor(one.atMs) > sinceMs ? sum + one.countsMs : sum), 0),
    memoryChanged() {
      begun = [];
      learnt = null;
      isWhole = false;
    },
  };
}
