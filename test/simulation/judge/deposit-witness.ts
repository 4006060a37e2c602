import type { Keyspace } from "../redis/keyspace.ts";

/** After a ticket's end its money may still come for so long. */
const lateMs = 7 * 86_400_000;

/** Sees tickets opened and payments taken, and knows on its own account whose total is whose. */
interface DepositWitness {
  afterScript(script: {
    db: Keyspace;
    prefix: string;
    atMs: number;
    name: string;
    args: readonly (string | number)[];
    reply: readonly (string | number)[];
  }): void;
}

export function createDepositWitness(
  violate: (invariant: number, what: string) => void,
): DepositWitness {
  const tickets = new Map<string, { total: string; freeMs: number }>();

  return {
    afterScript({ db, prefix, atMs, name, args, reply }) {
      const [answer, first = "", second] = reply;
      const id = String(args[0]);
      if (name === "open-ticket" && (answer === "opened" || answer === "again")) {
        const total = String(first);
        for (const [other, { freeMs, ...its }] of tickets)
          if (other !== id && its.total === total && freeMs > atMs && isThere(db, prefix, other))
            violate(9, `${id} has the total of ${other}, whose money may still come`);
        tickets.set(id, { total, freeMs: Number(second) + lateMs });
      }
      if (name === "take-payment" && answer === "waiting") {
        const rupiah = String(args[2]);
        // One that names its ticket is not looked for by its sum, which may be another's by now.
        const reference = String(args[5]);
        const ticketId = reference === "" ? db.hget(`${prefix}tickets:totals`, rupiah) : reference;
        if (ticketId === null || tickets.get(ticketId)?.total !== rupiah) return;
        const byHand = db.exists(`${prefix}books:transfer:deposit:hand:${ticketId}`);
        if (byHand && db.hget(`${prefix}ticket:${ticketId}`, "consumed") === null)
          violate(9, `${id} waits, and ${ticketId} was credited by hand for it`);
      }
    },
  };
}

const isThere = (db: Keyspace, prefix: string, ticketId: string) =>
  db.exists(`${prefix}ticket:${ticketId}`);
