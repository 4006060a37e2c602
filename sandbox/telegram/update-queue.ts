import type { Update } from "grammy/types";
import { Refusal } from "./refusal.ts";

export type UpdateType = Exclude<keyof Update, "update_id">;
/** An update before it has its number. */
type NewUpdate = Omit<Update, "update_id">;

interface Entry {
  readonly update: Update;
  readonly expiresAtMs: number;
}

interface GetUpdatesRequest {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutMs: number;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
}

export interface UpdateQueue {
  /** Returns the update's number, or undefined when the bot does not want this type. */
  add(update: NewUpdate, type: UpdateType, ttlMs: number): number | undefined;
  take(request: GetUpdatesRequest): Promise<readonly Update[]>;
  setAllowed(types: readonly UpdateType[]): void;
  allowed(): readonly UpdateType[] | undefined;
  pending(): readonly Update[];
  /** What a webhook is sent, oldest first: those and what comes again. */
  deliverable(): readonly Update[];
  /** This one was taken by the bot, whatever becomes of others. */
  confirm(updateId: number): void;
  /** Whether a long poll waits. */
  polled(): boolean;
  clear(): void;
  /** Fault: the next `count` new updates never reach the bot. */
  loseNext(count: number): void;
  /** Fault: the next `count` updates the bot confirms come once more. */
  repeatNext(count: number): void;
  /** Fault: hands out an update again though it was confirmed. Throws when it is no longer known. */
  redeliver(updateId: number): void;
  /** Ends the poll that waits, if one does. */
  end(): void;
  save(): SavedQueue;
  load(saved: SavedQueue): void;
}

interface SavedQueue {
  readonly nextId: number;
  readonly entries: { update: Update; expiresAtMs: number }[];
}

/** Not sent unless asked for by name, as documented. */
const UNASKED: ReadonlySet<UpdateType> = new Set([
  "chat_member",
  "message_reaction",
  "message_reaction_count",
]);
const QUEUE_MAX = 10_000;
const CONFIRMED_MAX = 200;

const TERMINATED =
  "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";

/**
 * Telegram's queue of one bot: numbered, kept until a higher offset confirms it or its time runs out. One poll
 * may wait; a second one ends it with 409.
 */
export function createUpdateQueue(now: () => number, onChange: () => void): UpdateQueue {
  let nextId = 100_000_001;
  let entries: Entry[] = [];
  let repeated: Update[] = [];
  let confirmed: Update[] = [];
  let allowedTypes: readonly UpdateType[] | undefined;
  let toLose = 0;
  let toRepeat = 0;
  let waiting: { wake: () => void; fail: (error: Refusal) => void } | undefined;

  const wanted = (type: UpdateType): boolean =>
    allowedTypes === undefined ? !UNASKED.has(type) : allowedTypes.includes(type);

  const expire = (): void => {
    entries = entries.filter((entry) => entry.expiresAtMs > now());
  };

  const noteConfirmed = (update: Update): void => {
    confirmed.push(update);
    if (toRepeat > 0) {
      toRepeat -= 1;
      repeated.push(update);
    }
    confirmed = confirmed.slice(-CONFIRMED_MAX);
  };

  const confirmBelow = (offset: number): void => {
    const done = entries.filter(({ update }) => update.update_id < offset);
    if (done.length === 0) return;
    entries = entries.filter(({ update }) => update.update_id >= offset);
    for (const { update } of done) noteConfirmed(update);
    onChange();
  };

  const ready = (limit: number): readonly Update[] => {
    expire();
    const again = repeated.slice(0, limit);
    repeated = repeated.slice(again.length);
    return [...again, ...entries.slice(0, limit - again.length).map(({ update }) => update)];
  };

  /** Resolves when there may be something, when time is up or when the client has gone. */
  const somethingOrTimeout = ({ timeoutMs, signal }: GetUpdatesRequest): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting?.fail(new Refusal(409, TERMINATED));
      const finish = (act: () => void) => () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", mine.wake);
        if (waiting === mine) waiting = undefined;
        act();
      };
      const timer = setTimeout(() => mine.wake(), timeoutMs);
      const mine = {
        wake: finish(resolve),
        fail: (error: Refusal) => finish(() => reject(error))(),
      };
      waiting = mine;
      signal.addEventListener("abort", mine.wake, { once: true });
      if (signal.aborted) mine.wake();
    });

  return {
    add(update, type, ttlMs) {
      if (!wanted(type)) return undefined;
      const updateId = nextId;
      nextId += 1;
      if (toLose > 0) {
        toLose -= 1;
        return updateId;
      }
      entries.push({
        update: { update_id: updateId, ...update },
        expiresAtMs: now() + ttlMs,
      });
      entries = entries.slice(-QUEUE_MAX);
      onChange();
      waiting?.wake();
      return updateId;
    },
    async take(request) {
      if (request.offset > 0) confirmBelow(request.offset);
      else if (request.offset < 0) {
        confirmBelow(entries.at(request.offset)?.update.update_id ?? 0);
      }
      const found = ready(request.limit);
      if (found.length > 0 || request.timeoutMs === 0) return found;
      await somethingOrTimeout(request);
      return request.signal.aborted ? [] : ready(request.limit);
    },
    setAllowed(types) {
      allowedTypes = types.length === 0 ? undefined : types;
    },
    allowed: () => allowedTypes,
    pending() {
      expire();
      return entries.map(({ update }) => update);
    },
    deliverable() {
      expire();
      return [...repeated, ...entries.map(({ update }) => update)];
    },
    confirm(updateId) {
      const again = repeated.findIndex(({ update_id: id }) => id === updateId);
      if (again >= 0) repeated.splice(again, 1);
      else {
        const done = entries.find(({ update }) => update.update_id === updateId);
        entries = entries.filter((entry) => entry !== done);
        if (done !== undefined) noteConfirmed(done.update);
      }
      onChange();
    },
    polled: () => waiting !== undefined,
    clear() {
      entries = [];
      repeated = [];
      onChange();
    },
    loseNext(count) {
      toLose = count;
    },
    repeatNext(count) {
      toRepeat = count;
    },
    redeliver(updateId) {
      const known = confirmed.findLast(({ update_id: id }) => id === updateId);
      if (known === undefined) throw new Error(`No confirmed update ${updateId} is known any more`);
      repeated.push(known);
      onChange();
      waiting?.wake();
    },
    end: () => waiting?.wake(),
    save: () => ({ nextId, entries: [...entries] }),
    load(saved) {
      nextId = saved.nextId;
      entries = [...saved.entries];
      repeated = [];
      confirmed = [];
    },
  };
}
