import { askLua } from "./lua.ts";
import type { Redis } from "./redis.ts";
import { scriptsIn } from "./scripts.ts";

const script = scriptsIn(["reads"], new URL("lua/", import.meta.url)).read("reads");

const reads = new Set<string | symbol>(
  (
    "get hget hgetall hkeys hlen hmget lindex llen lrange scard sismember smembers " +
    "zcard zrange zrangebyscore zrevrange zrevrangebyscore"
  ).split(" "),
);

interface Read {
  words: [command: string, ...args: string[]];
  /** As a command of its own. */
  alone(): unknown;
  resolve(reply: unknown): void;
  reject(error: unknown): void;
}

/** More in one go would hold up Redis for everybody else. */
const mostTogether = 50;
/** What names more than so much is large enough to leave by itself; a script can hand on some thousand words and no more. */
const mostWords = 100;

/**
 * Reads of the account's keys that are asked for in the same moment leave as one command: Redis answers them from one
 * state of its data. What else is asked for leaves after what was asked before it.
 */
export function readTogether<Connected extends Redis>(redis: Connected, prefix: string): Connected {
  let waiting: Read[] = [];

  function leave(): void {
    const leaving = waiting;
    waiting = [];
    for (let first = 0; first < leaving.length; first += mostTogether)
      void send(leaving.slice(first, first + mostTogether));
  }

  async function send(together: readonly Read[]): Promise<void> {
    const [first, second] = together;
    if (first !== undefined && second === undefined) return first.resolve(first.alone());
    try {
      const args = together.flatMap(({ words }) => [words.length, ...words]);
      const replies = await askLua(redis, script, [prefix], args);
      if (!Array.isArray(replies)) throw new Error("reads were not answered");
      for (const [place, { words, resolve, reject }] of together.entries()) {
        const reply: unknown = replies[place];
        if (reply instanceof Error) reject(reply);
        else resolve(words[0] === "hgetall" ? fieldsOf(reply) : reply);
      }
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
  }

  const read = (name: string, args: readonly unknown[], alone: () => unknown) => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    if (waiting.length === 0) queueMicrotask(leave);
    waiting.push({ words: [name, ...args.map(String)], alone, resolve, reject });
    return promise;
  };

  return new Proxy(redis, {
    get(target, name) {
      const command: unknown = Reflect.get(target, name);
      if (typeof command !== "function") return command;
      return (...args: unknown[]): unknown => {
        const run = (): unknown => Reflect.apply(command, target, args);
        const isSmall = args.length <= mostWords;
        if (reads.has(name) && isSmall && String(args[0]).startsWith(prefix))
          return read(String(name), args, run);
        leave();
        return run();
      };
    },
  });
}

/** As HGETALL's own reply is read. */
function fieldsOf(reply: unknown): Record<string, string> {
  const flat = Array.isArray(reply) ? reply.map(String) : [];
  const fields = flat.flatMap((name, place) =>
    place % 2 === 0 ? [[name, flat[place + 1] ?? ""] as const] : [],
  );
  return Object.fromEntries(fields);
}
