/**
 * What time it is in the shop: the machine's time, or one that was set. By it services close and open and recaps are due;
 * orders and messages keep the machine's.
 */

export interface ShopClock {
  nowMs(): number;
  /** How far it is ahead of the machine's, ms; negative: behind. */
  aheadMs(): number;
  set(aheadMs: number): void;
  /** Called after each change. */
  onChange(watcher: () => void): void;
}

export function createShopClock(): ShopClock {
  const watchers = new Set<() => void>();
  let aheadMs = 0;
  return {
    nowMs: () => Date.now() + aheadMs,
    aheadMs: () => aheadMs,
    set(wantedMs) {
      if (wantedMs === aheadMs) return;
      aheadMs = wantedMs;
      for (const watcher of watchers) watcher();
    },
    onChange: (watcher) => void watchers.add(watcher),
  };
}
