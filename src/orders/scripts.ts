import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Redis } from "ioredis";

/** Every script of `lua/`. What each reads and writes stands at its top. */
const names = [
  "draft",
  "confirm",
  "discard",
  "claim",
  "apply",
  "observe",
  "sweep",
  "evidence",
  "learn",
  "correct",
  "lease",
  "release",
  "owe",
  "delivered",
] as const;
export type ScriptName = (typeof names)[number];

/** Runs one script on the account's keys; rejects when its reply is lost, which says nothing of its effect. */
export type RunScript = (name: ScriptName, ...args: (string | number)[]) => Promise<(string | number)[]>;

export function createScripts(redis: Redis, prefix: string): RunScript {
  const common = readLua("common");
  const scripts = new Map(
    names.map((name) => {
      const source = `${common}\n${readLua(name)}`;
      return [name, { source, sha: createHash("sha1").update(source).digest("hex") }];
    }),
  );
  return async (name, ...args) => {
    const script = scripts.get(name);
    if (!script) throw new Error(`no script ${name}`);
    let reply: unknown;
    try {
      reply = await redis.evalsha(script.sha, 1, prefix, ...args);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
      reply = await redis.eval(script.source, 1, prefix, ...args);
    }
    if (!Array.isArray(reply)) throw new Error(`script ${name} answered ${typeof reply}`);
    return reply.map((part) => (typeof part === "number" ? part : String(part)));
  };
}

function readLua(name: string): string {
  return readFileSync(new URL(`./lua/${name}.lua`, import.meta.url), "utf8");
}
