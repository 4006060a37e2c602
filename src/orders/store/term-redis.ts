import { isOtherMemory } from "../../redis/lua.ts";
import type { Term } from "../../redis/lease.ts";
import type { OrderRedis } from "./redis.ts";

/** Redis for what works in terms of a lease, one at a time. */
export interface TermRedis {
  redis: OrderRedis;
  /** From now on `redis` works for this term. */
  enter(term: Term): void;
}

/**
 * What a term read was read in one memory of Redis. So each of its scripts is run in that memory or not at all, and the
 * first that finds another one ends the term: the next reads everything anew.
 */
export function createTermRedis(redis: OrderRedis): TermRedis {
  let term: Term | null = null;
  return {
    redis: {
      ...redis,
      async run(name, ...args) {
        if (term === null) throw new Error(`script ${name} outside a term`);
        const { memory, end } = term;
        try {
          return await redis.runIn(memory.identity, name, ...args);
        } catch (error) {
          if (isOtherMemory(error)) end();
          throw error;
        }
      },
    },
    enter: (next) => void (term = next),
  };
}
