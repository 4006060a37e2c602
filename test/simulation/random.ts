/** A seeded generator (mulberry32): the same seed draws the same everything. */
export interface Random {
  /** In [0, 1). */
  fraction(): number;
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Exponentially spread around `meanMs`, at most ten times that. */
  delayMs(meanMs: number): number;
  /** A generator of its own, so that one more draw here changes nothing there. */
  fork(): Random;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (min: number, max: number) => min + Math.floor(fraction() * (max - min + 1));
  return {
    fraction,
    integer,
    chance: (probability) => fraction() < probability,
    pick(items) {
      const item = items[integer(0, items.length - 1)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    },
    delayMs: (meanMs) => Math.min(10 * meanMs, -Math.log(1 - fraction()) * meanMs),
    fork: () => createRandom(integer(0, 0xffff_ffff)),
  };
}
