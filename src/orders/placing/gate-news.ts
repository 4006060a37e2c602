import { z } from "zod";
import type { Clock } from "../../clock.ts";
import { json } from "../../json.ts";
import type { Log } from "../../log.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import type { Term } from "../../redis/lease.ts";
import { holds, type Gate } from "./gate.ts";

/**
 * What the gate of whoever holds the engine's lease says, in every process: that one hears its own, the others what it
 * wrote. Said to people, relied on by nothing.
 */
export interface GateNews {
  /** Writes it for the others while the term lasts. */
  run(term: Pick<Term, "signal" | "valid">): Promise<void>;
  /** Never rejects: where nothing is known, all is well. */
  read(): Promise<GateSays>;
}

/** Where processes write for one another, as much of Redis as that takes. */
export interface Board {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, unit: "PX", life: number): Promise<unknown>;
  del(key: string): Promise<unknown>;
}

const saysSchema = z.object({
  /** The supplier is in trouble: new orders may have to wait. */
  disturbed: z.boolean(),
  hold: z.enum(holds).nullable(),
});
type GateSays = Readonly<z.infer<typeof saysSchema>>;

const well: GateSays = { disturbed: false, hold: null };
const stored = json.pipe(saysSchema);

/** How often the leader looks whether there is news. */
const lookMs = 500;
/** A leader that died leaves trouble behind for so long; one that lives writes it anew before. */
const expiresMs = 30_000;
const renewedMs = 10_000;
/** Of one press, or of one look at all cards, it is asked about many orders. */
const goodForMs = 500;

/** Of the one process there is. */
export function ownGateNews(gate: Pick<Gate, "disturbed" | "hold">): GateNews {
  return { run: async () => undefined, read: async () => saysOf(gate) };
}

const saysOf = (gate: Pick<Gate, "disturbed" | "hold">): GateSays => ({
  disturbed: gate.disturbed(),
  hold: gate.hold(),
});

export function createGateNews({
  gate,
  redis,
  keys,
  clock,
  log,
}: {
  gate: Pick<Gate, "disturbed" | "hold">;
  redis: Board;
  keys: Pick<AccountKeys, "gate">;
  clock: Clock;
  log: Log;
}): GateNews {
  let leads = () => false;
  let latest: { atMs: number; says: Promise<GateSays> } | null = null;
  async function readOther(): Promise<GateSays> {
    try {
      return stored.safeParse(await redis.get(keys.gate)).data ?? well;
    } catch (error) {
      log.warn({ err: error }, "whether orders are held up is not known for now");
      return well;
    }
  }

  return {
    async run(term) {
      leads = () => term.valid();
      /** What stands in Redis; null: what somebody before left there, or nobody knows. */
      let stands: string | null = null;
      let writtenAtMs = 0;
      while (!term.signal.aborted) {
        const says = saysOf(gate);
        const text = says.disturbed || says.hold !== null ? JSON.stringify(says) : "";
        const nowMs = clock.monotonicMs();
        const isOld = text !== "" && nowMs - writtenAtMs >= renewedMs;
        if (text !== stands || isOld) {
          try {
            stands = null;
            await (text === ""
              ? redis.del(keys.gate)
              : redis.set(keys.gate, text, "PX", expiresMs));
            [stands, writtenAtMs] = [text, nowMs];
          } catch {
            // Redis is away: others say so, and the next look writes it.
          }
        }
        await clock.sleep(lookMs, term.signal);
      }
    },
    read() {
      if (leads()) return Promise.resolve(saysOf(gate));
      const nowMs = clock.monotonicMs();
      if (latest === null || nowMs - latest.atMs >= goodForMs)
        latest = { atMs: nowMs, says: readOther() };
      return latest.says;
    },
  };
}
