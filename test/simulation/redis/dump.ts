import type { Redis } from "ioredis";

/** All data below a prefix, in a shape to compare. */
export interface Dumped {
  [key: string]: { type: string; value: unknown; livesMs: number };
}

/** A time to live is read so soon after it was set that it has lost less than this. */
const testTakesMs = 60_000;

export async function dumpRedis(redis: Redis, prefix: string): Promise<Dumped> {
  const keys = (await redis.keys(`${prefix}*`)).toSorted();
  // All at once: asked one by one, waiting for answers is most of the work.
  const dumped = keys.map(async (key): Promise<[string, Dumped[string]]> => {
    const [type, leftMs] = await Promise.all([redis.type(key), redis.pttl(key)]);
    const livesMs = leftMs < 0 ? Infinity : Math.ceil(leftMs / testTakesMs) * testTakesMs;
    return [key, { type, value: await valueOf(redis, key, type), livesMs }];
  });
  return Object.fromEntries(await Promise.all(dumped));
}

async function valueOf(redis: Redis, key: string, type: string): Promise<unknown> {
  switch (type) {
    case "string":
      return redis.get(key);
    case "hash":
      return redis.hgetall(key);
    case "set":
      return (await redis.smembers(key)).toSorted();
    case "list":
      return redis.lrange(key, 0, "-1");
    case "zset": {
      const flat: string[] = await redis.zrange(key, 0, "-1", "WITHSCORES");
      const scores: Record<string, number> = {};
      for (let place = 0; place + 1 < flat.length; place += 2)
        scores[flat[place] ?? ""] = Number(flat[place + 1]);
      return scores;
    }
    default:
      throw new Error(`a key of type ${type}`);
  }
}

/** The first difference, or null. */
export function compare(real: Dumped, simulated: Dumped): string | null {
  for (const key of new Set([...Object.keys(real), ...Object.keys(simulated)])) {
    const left = JSON.stringify(normal(real[key]));
    const right = JSON.stringify(normal(simulated[key]));
    if (left !== right)
      return `${key}\n  in Redis:          ${left}\n  in the simulation: ${right}`;
  }
  return null;
}

/** JSON inside text is compared by what it means: Lua's encoder orders keys in its own way. */
function normal(value: unknown): unknown {
  if (typeof value === "string") {
    if (!/^[{[]/.test(value)) return value;
    return { json: normal(JSON.parse(value)) };
  }
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, normal(inner)]),
  );
}
