/** Ids by when their time comes, the earliest first; of equal times the one that was set first. Each stands in it once. */
export interface ByTime<Id> {
  set(id: Id, atMs: number): void;
  delete(id: Id): void;
  has(id: Id): boolean;
  /** The earliest, which stays. */
  next(): { id: Id; atMs: number } | null;
  clear(): void;
}

interface Entry<Id> {
  id: Id;
  atMs: number;
  order: number;
}

/** A heap whose entries stay in it after they were set anew or deleted, until they come up or are too many. */
export function createByTime<Id>(): ByTime<Id> {
  const current = new Map<Id, Entry<Id>>();
  let heap: Entry<Id>[] = [];
  let made = 0;

  const before = (left: Entry<Id>, right: Entry<Id>) =>
    left.atMs < right.atMs || (left.atMs === right.atMs && left.order < right.order);

  function push(entry: Entry<Id>): void {
    let place = heap.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !before(entry, above)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = entry;
  }

  function drop(): void {
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      const right = heap[child + 1];
      let smaller = heap[child];
      if (smaller === undefined) break;
      if (right !== undefined && before(right, smaller)) {
        smaller = right;
        child += 1;
      }
      if (!before(smaller, last)) break;
      heap[place] = smaller;
      place = child;
    }
    heap[place] = last;
  }

  return {
    set(id, atMs) {
      const entry = { id, atMs, order: (made += 1) };
      current.set(id, entry);
      if (heap.length > 2 * current.size + 100) {
        heap = [];
        for (const one of current.values()) push(one);
      } else push(entry);
    },
    delete: (id) => void current.delete(id),
    has: (id) => current.has(id),
    next() {
      for (let top = heap[0]; top !== undefined; top = heap[0]) {
        if (current.get(top.id) === top) return { id: top.id, atMs: top.atMs };
        drop();
      }
      return null;
    },
    clear() {
      current.clear();
      heap = [];
    },
  };
}
