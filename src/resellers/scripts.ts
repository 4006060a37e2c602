import type { Redis } from "ioredis";
import { readLua, runLua, type LuaArgument, type LuaReply } from "../lua.ts";

/** Every script of `lua/`. They build on the orders' common part, because they owe notices as orders do. */
const names = [
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
export type ResellerScript = (typeof names)[number];

/** Runs one of them; a rejection means "unknown, read again". Each may be run twice. */
export type RunResellerScript = (
  script: ResellerScript,
  ...args: LuaArgument[]
) => Promise<LuaReply>;

export function createResellerScripts(
  redis: Pick<Redis, "evalsha" | "eval">,
  prefix: string,
): RunResellerScript {
  const common = new URL("../orders/lua/common.lua", import.meta.url);
  const read = (name: ResellerScript) =>
    readLua(common, new URL(`./lua/${name}.lua`, import.meta.url));
  const scripts = new Map(names.map((name) => [name, read(name)]));
  return async (name, ...args) => {
    const script = scripts.get(name);
    if (!script) throw new Error(`no script ${name}`);
    return runLua(redis, script, prefix, args);
  };
}
