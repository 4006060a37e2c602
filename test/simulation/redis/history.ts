import type { Keyspace } from "./keyspace.ts";

/** What a Redis can go back to: how everything stood before each of its latest scripts. */
export interface History {
  /** The same data, whose writes are noted. */
  db: Keyspace;
  /** A script begins. */
  scriptBegins(name: string): void;
  /** The latest scripts, oldest first, from `sinceMs` on. */
  scripts(sinceMs: number): readonly Script[];
  /** Undoes this script and all after it. */
  goBackBefore(script: Script): void;
}

interface Script {
  name: string;
  atMs: number;
  undo: (() => void)[];
}

/** Commands that write; each names its key first. */
const writes = new Set<string | symbol>(
  (
    "del pexpire set hset hincrby hsetnx hdel zadd zrem zremrangebyscore zremrangebyrank " +
    "sadd srem rpush lpush ltrim lrem"
  ).split(" "),
);
const keptMs = 60_000;

export function createHistory(db: Keyspace, nowMs: () => number): History {
  let scripts: Script[] = [];
  return {
    db: new Proxy(db, {
      get(target, name, receiver) {
        const command: unknown = Reflect.get(target, name, receiver);
        if (typeof command !== "function" || !writes.has(name)) return command;
        return (...args: unknown[]): unknown => {
          scripts.at(-1)?.undo.push(target.snapshot(String(args[0])));
          return Reflect.apply(command, target, args);
        };
      },
    }),
    scriptBegins(name) {
      const oldest = scripts.findIndex((script) => script.atMs >= nowMs() - keptMs);
      if (oldest > 500) scripts = scripts.slice(oldest);
      scripts.push({ name, atMs: nowMs(), undo: [] });
    },
    scripts: (sinceMs) => scripts.filter((script) => script.atMs >= sinceMs),
    goBackBefore(script) {
      while (scripts.includes(script)) {
        const last = scripts.pop();
        for (const undo of last?.undo.toReversed() ?? []) undo();
      }
    },
  };
}
