import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Scripted } from "./redis.ts";

/** A script as it is sent: its text and the name Redis keeps it under. */
export interface Lua {
  source: string;
  sha: string;
}

export type LuaArgument = string | number;
export type LuaReply = (string | number)[];

/** A script made of files, each after the one it builds on. */
export function readLua(...files: readonly URL[]): Lua {
  const source = files.map((file) => readFileSync(file, "utf8")).join("\n");
  return { source, sha: createHash("sha1").update(source).digest("hex") };
}

/** Runs a script on the account's keys. A rejection says nothing of its effect. `identity`: the only one it may run in. */
export async function runLua(
  redis: Scripted,
  script: Lua,
  prefix: string,
  args: readonly LuaArgument[],
  identity: string | null = null,
): Promise<LuaReply> {
  // A name of the account's slot, so that it may stand among the keys on a Redis Cluster.
  const keys = identity === null ? [prefix] : [prefix, prefix + identity];
  return evalLua(redis, script, keys, args);
}

/** Runs a script on these keys, which have one hash tag. A rejection says nothing of its effect. */
export async function evalLua(
  redis: Scripted,
  script: Lua,
  keys: readonly string[],
  args: readonly LuaArgument[],
): Promise<LuaReply> {
  const reply = await askLua(redis, script, keys, args);
  if (!Array.isArray(reply)) throw new Error(`a script answered ${typeof reply}`);
  return reply.map((part) => (typeof part === "number" ? part : String(part)));
}

/** The same, answered as it is. */
export async function askLua(
  redis: Scripted,
  script: Lua,
  keys: readonly string[],
  args: readonly LuaArgument[],
): Promise<unknown> {
  try {
    return await redis.evalsha(script.sha, keys.length, ...keys, ...args);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
    return redis.eval(script.source, keys.length, ...keys, ...args);
  }
}

/** A script did nothing: Redis has another memory than it was meant for (`base.lua`). */
export const isOtherMemory = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith("IDENTITY ");
