import type { Scripted } from "./redis.ts";
import { readLua, runLua, type Lua, type LuaArgument, type LuaReply } from "./lua.ts";

/** The scripts of one room. What each reads and writes stands at its top. */
export interface Scripts<Name extends string> {
  names: readonly Name[];
  /** One as it is sent, with all that it builds on before it. */
  read(name: Name): Lua;
}

/** Runs one of them; a rejection means "unknown, read again". Each may be run twice. */
export type RunScript<Name extends string> = (
  name: Name,
  ...args: LuaArgument[]
) => Promise<LuaReply>;

/** Runs one only in the memory of this identity, else rejects with an `isOtherMemory` error; null: in any. */
export type RunScriptIn<Name extends string> = (
  identity: string | null,
  name: Name,
  ...args: LuaArgument[]
) => Promise<LuaReply>;

const base = new URL("lua/base.lua", import.meta.url);

/** `names`, each a file of `folder`, after the base and what `before` names. */
export function scriptsIn<Name extends string>(
  names: readonly Name[],
  folder: URL,
  before: (name: Name) => readonly URL[] = () => [],
): Scripts<Name> {
  const made = new Map<Name, Lua>();
  return {
    names,
    read(name) {
      const lua = made.get(name) ?? readLua(base, ...before(name), new URL(`${name}.lua`, folder));
      made.set(name, lua);
      return lua;
    },
  };
}

export function createScripts<Name extends string>(
  redis: Scripted,
  prefix: string,
  scripts: Scripts<Name>,
): RunScript<Name> {
  const runIn = createScriptsIn(redis, prefix, scripts);
  return (name, ...args) => runIn(null, name, ...args);
}

/** `elsewhere`: those that are run on something else than the others. */
export function createScriptsIn<Name extends string>(
  redis: Scripted,
  prefix: string,
  scripts: Scripts<Name>,
  elsewhere: Partial<Record<Name, Scripted>> = {},
): RunScriptIn<Name> {
  const read = new Map(scripts.names.map((name) => [name, scripts.read(name)]));
  return async (identity, name, ...args) => {
    const script = read.get(name);
    if (script === undefined) throw new Error(`no script ${name}`);
    return runLua(elsewhere[name] ?? redis, script, prefix, args, identity);
  };
}
