import type { Redis } from "ioredis";

/** Which commands of a script fail, counted from 1: some in the middle, or all from one on. Nothing is rolled back. */
export interface Death {
  first: number;
  last: number;
}

export const noDeath: Death = { first: Infinity, last: Infinity };

/** A script's answer, or that it died. */
export type Outcome = readonly unknown[] | "died";

const clock =
  "  local time = redis.call('TIME')\n  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)";
const asksIdentity =
  "  local server, replication = redis.pcall('INFO', 'server'), redis.pcall('INFO', 'replication')\n";
const toldIdentity = "  do return unwatched.call('GET', 'mortal:identity') or 'memory' end\n";
const stoppedClock = "  return tonumber(unwatched.call('GET', 'mortal:now'))";

/** Stands before a script: its commands are counted, and those in `mortal:dies` fail. */
const countsAndDies = `
local unwatched = redis
local first, last = string.match(unwatched.call('GET', 'mortal:dies'), '(%d+) (%d+)')
local counted = 0
local function dies()
  counted = counted + 1
  local struck = first and counted >= tonumber(first) and counted <= tonumber(last)
  if struck then unwatched.call('SET', 'mortal:struck', counted) end
  return struck
end
local redis = {
  call = function(...)
    if dies() then error({ err = 'ERR dies on purpose' }) end
    return unwatched.call(...)
  end,
  pcall = function(...)
    if dies() then return { err = 'ERR dies on purpose' } end
    return unwatched.pcall(...)
  end,
}
`;

/** Where the commands that fail are named: nothing else makes one fail. */
export const diesKey = "mortal:dies";
export const diesText = ({ first, last }: Death): string =>
  Number.isFinite(first) ? `${first} ${Number.isFinite(last) ? last : 1e9}` : "never";

/** The Lua as it is sent, but for its mortality. */
export const dying = (source: string): string => countsAndDies + source;

/** The same, and its clock and identity are those which the test sets. */
export function mortal(source: string): string {
  if (source.split(clock).length !== 2)
    throw new Error("base.lua reads the clock in another way than this test knows");
  if (source.split(asksIdentity).length !== 2)
    throw new Error("base.lua asks for the identity in another way than this test knows");
  return dying(source.replace(clock, stoppedClock).replace(asksIdentity, () => toldIdentity));
}

export async function stopClock(redis: Redis, nowMs: number): Promise<void> {
  await redis.set("mortal:now", nowMs);
}

export async function becomeMemory(redis: Redis, identity: string): Promise<void> {
  await redis.set("mortal:identity", identity);
}

/** `args`: the keys' prefix first. */
export async function runMortal(
  redis: Redis,
  source: string,
  [prefix, ...args]: readonly [string, ...(string | number)[]],
  death: Death,
): Promise<Outcome> {
  await redis.set(diesKey, diesText(death));
  try {
    const reply: unknown = await redis.eval(source, 1, prefix, ...args);
    return Array.isArray(reply) ? reply : [reply];
  } catch (error) {
    // A script that cannot even run is a mistake of the test's.
    if (/compiling|nonexistent global/.test(String(error))) throw error;
    return "died";
  }
}
