/** Who may do what. Operators own the shop and may order too; strangers see the stranger's screen and nothing else. */
export type Role = "operator" | "reseller" | "stranger";

export interface Access {
  roleOf(userId: number): Promise<Role>;
  /** Chats that operators' notices go to. */
  operators(): readonly number[];
}

export function createAccess(settings: { adminIds: readonly number[]; resellerIds: readonly number[] }): Access {
  const operators = new Set(settings.adminIds);
  const resellers = new Set(settings.resellerIds);
  return {
    async roleOf(userId) {
      if (operators.has(userId)) return "operator";
      return resellers.has(userId) ? "reseller" : "stranger";
    },
    operators: () => settings.adminIds,
  };
}
