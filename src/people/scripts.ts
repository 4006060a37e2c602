import type { Redis } from "ioredis";
import { readLua, runLua, type Lua, type LuaArgument, type LuaReply } from "../redis/lua.ts";

/** Every script of `lua/`. They build on the orders' common part, because they owe notices as orders do. */
export const resellerScripts = [
  "ask",
  "decide",
  "enrol",
  "pause",
  "resume",
  "announce",
  "reach",
  "finish",
  "remind",
] as const;
export type ResellerScript = (typeof resellerScripts)[number];

/** Runs one of them; a rejection means "unknown, read again". Each may be run twice. */
export type RunResellerScript = (
  script: ResellerScript,
  ...args: LuaArgument[]
) => Promise<LuaReply>;

export function createResellerScripts(
  redis: Pick<Redis, "evalsha" | "eval">,
  prefix: string,
): RunResellerScript {
  const scripts = new Map(resellerScripts.map((name) => [name, readResellerScript(name)]));
  return async (name, ...args) => {
    const script = scripts.get(name);
    if (!script) throw new Error(`no script ${name}`);
    return runLua(redis, script, prefix, args);
  };
}

/** One script as it is sent. */
export function readResellerScript(name: ResellerScript): Lua {
  return readLua(
    new URL("../orders/store/lua/common.lua", import.meta.url),
    new URL(`./lua/${name}.lua`, import.meta.url),
  );
}
