import type { Redis } from "../redis/redis.ts";

/** Who may do what. Operators own the shop and may order too; strangers see the stranger's screen and nothing else. */
export type Role = "operator" | "reseller" | "stranger";

export interface Access {
  /** At most one read of Redis, never a kept answer: a removal counts from the next update on, in every process. */
  roleOf(userId: number): Promise<Role>;
  /** Chats that operators' notices go to. */
  operators(): readonly number[];
}

export interface AccessSettings {
  adminIds: readonly number[];
  /** Resellers until an operator says otherwise. */
  resellerIds: readonly number[];
}

export function createAccess(
  { adminIds, resellerIds }: AccessSettings,
  roster: { redis: Pick<Redis, "hget">; key: string },
): Access {
  const operators = new Set(adminIds);
  const usual = new Set(resellerIds);
  return {
    async roleOf(userId) {
      if (operators.has(userId)) return "operator";
      const entry = readEntry(await roster.redis.hget(roster.key, String(userId)));
      const may = entry === null ? usual.has(userId) : entry.in;
      return may ? "reseller" : "stranger";
    },
    operators: () => adminIds,
  };
}

/** What an operator said of a person. */
export interface RosterEntry {
  in: boolean;
  operatorId: number;
  /** Redis time, unix ms. */
  atMs: number;
}

/** As `enrol.lua` and `decide.lua` write it. Null: no operator said anything. */
export function readEntry(text: string | null | undefined): RosterEntry | null {
  const [, stands, operator, at] = /^(in|out) (\d+) (\d+)$/.exec(text ?? "") ?? [];
  return stands === undefined
    ? null
    : { in: stands === "in", operatorId: Number(operator), atMs: Number(at) };
}
