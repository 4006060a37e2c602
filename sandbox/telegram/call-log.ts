/** One call of the bot as it came and as it was answered. */
export interface CallLogEntry {
  readonly seq: number;
  readonly atMs: number;
  readonly durationMs: number;
  readonly method: string;
  /** Parameters; an uploaded file stands as `{file, bytes}`. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** HTTP status; 0 when the connection was cut instead of an answer. */
  readonly status: number;
  /** The JSON answer, the text of a page, or undefined when nothing was sent. */
  readonly answer: unknown;
  /** The fault that was played on this call. */
  readonly fault?: string;
}

export interface CallLog {
  add(entry: Omit<CallLogEntry, "seq">): CallLogEntry;
  /** Oldest first. */
  list(): readonly CallLogEntry[];
  clear(): void;
}

/** @param max entries kept, the oldest are forgotten first */
export function createCallLog(max: number): CallLog {
  let entries: CallLogEntry[] = [];
  let seq = 0;
  return {
    add(entry) {
      seq += 1;
      const numbered = { seq, ...entry };
      entries.push(numbered);
      if (entries.length > max) entries = entries.slice(-max);
      return numbered;
    },
    list: () => [...entries],
    clear() {
      entries = [];
    },
  };
}
