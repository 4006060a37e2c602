/** Whether a write that Redis acknowledged survives a power cut. */
export type Durability =
  | { kind: "durable" }
  | { kind: "volatile"; problems: SettingProblem[] }
  /** CONFIG is forbidden, as on many hosted ones: it cannot be read. */
  | { kind: "unreadable" };

/** A setting with which Redis may lose what it acknowledged. */
export interface SettingProblem {
  setting: string;
  found: string;
  wanted: string;
  /** What happens otherwise. */
  why: string;
}

const wanted: readonly [setting: string, value: string, why: string][] = [
  ["appendonly", "yes", "or a restart loses orders"],
  ["appendfsync", "always", "or a power cut loses orders that were already sent"],
  ["maxmemory-policy", "noeviction", "or a full Redis throws orders away"],
];

export async function readDurability(redis: {
  config(subcommand: "GET", setting: string): Promise<unknown>;
}): Promise<Durability> {
  const found = new Map<string, string>();
  try {
    for (const [setting] of wanted) {
      const reply = await redis.config("GET", setting);
      if (Array.isArray(reply) && typeof reply[1] === "string") found.set(setting, reply[1]);
      else if (typeof reply === "object" && reply !== null && setting in reply)
        found.set(setting, String(Reflect.get(reply, setting)));
    }
  } catch (error) {
    if (
      error instanceof Error &&
      /^(ERR unknown command|NOPERM|ERR .*not allowed)/i.test(error.message)
    )
      return { kind: "unreadable" };
    throw error;
  }
  const problems = wanted.flatMap(([setting, value, why]) => {
    const is = found.get(setting);
    return is === value ? [] : [{ setting, found: is ?? "?", wanted: value, why }];
  });
  return problems.length === 0 ? { kind: "durable" } : { kind: "volatile", problems };
}
