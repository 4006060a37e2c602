/**
 * Every request that arrived, however it ended: the tests' proof that an order was sent once.
 */

import type { RequestType } from "./faults.ts";

export interface RecordedRequest {
  readonly id: number;
  readonly atMs: number;
  readonly type: RequestType | "other";
  /** What was sent, without key and sign; values of password fields masked. */
  readonly form: Readonly<Record<string, string>>;
  /** The name of the fault that decided its course, if one did. */
  readonly fault: string | undefined;
  /** Whether it did what it asked for, perhaps unknown to its sender. */
  readonly executed: boolean;
  /** The transaction it made. */
  readonly refId: string | undefined;
  /** "200", "connection destroyed", …; undefined while nothing was answered. */
  readonly answered: string | undefined;
  /** The answer's `message`, for the panel. */
  readonly message: string | undefined;
}

/** Older ones are forgotten; the counts stay. */
const MAX_KEPT = 1000;

export interface RequestLog {
  /** The kept ones, oldest first. */
  list(type?: RecordedRequest["type"]): readonly RecordedRequest[];
  /** How many arrived since the start or the last `reset`, kept or not. */
  count(type?: RecordedRequest["type"]): number;
  find(id: number): RecordedRequest | undefined;
  reset(): void;
}

export interface RequestRecorder extends RequestLog {
  arrived(seen: Pick<RecordedRequest, "atMs" | "type" | "form" | "fault">): number;
  update(id: number, change: Partial<Omit<RecordedRequest, "id">>): void;
}

export function createRequestLog(changed: (request: RecordedRequest) => void): RequestRecorder {
  const kept = new Map<number, RecordedRequest>();
  const counts = new Map<RecordedRequest["type"], number>();
  let lastId = 0;
  return {
    arrived(seen) {
      lastId += 1;
      const request: RecordedRequest = {
        ...seen,
        id: lastId,
        executed: false,
        refId: undefined,
        answered: undefined,
        message: undefined,
      };
      kept.set(lastId, request);
      counts.set(seen.type, (counts.get(seen.type) ?? 0) + 1);
      const oldest = kept.keys().next();
      if (kept.size > MAX_KEPT && oldest.done === false) kept.delete(oldest.value);
      changed(request);
      return lastId;
    },
    update(id, change) {
      const before = kept.get(id);
      if (before === undefined) return;
      const after = { ...before, ...change };
      kept.set(id, after);
      changed(after);
    },
    list: (type) => [...kept.values()].filter((one) => type === undefined || one.type === type),
    count: (type) =>
      type === undefined
        ? [...counts.values()].reduce((sum, each) => sum + each, 0)
        : (counts.get(type) ?? 0),
    find: (id) => kept.get(id),
    reset() {
      kept.clear();
      counts.clear();
    },
  };
}
