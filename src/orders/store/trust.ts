import type { LineName } from "../../line.ts";
import type { OrderRedis } from "./redis.ts";

/**
 * Trust in "no page shows it, so it was never placed" (`lua/trusting.lua`): earned by operators who decided so again and
 * again, ended by the first doubt.
 */
export interface Trust {
  /**
   * Begins it once it is earned, and tells operators that it began or is over. `wanted`: how many decisions earn it;
   * null: nobody relies on it, and nobody is told.
   */
  reviseTrust(options: {
    wanted: number | null;
    operators: readonly number[];
  }): Promise<{ trusted: boolean; decisions: number }>;
}

export function createTrust({ redis, line }: { redis: OrderRedis; line: LineName }): Trust {
  const { run } = redis;
  return {
    async reviseTrust({ wanted, operators }) {
      const chats = JSON.stringify(operators.map(String));
      const [trusted, decisions] = await run("trust", line, wanted ?? "", chats);
      return { trusted: trusted === 1, decisions: Number(decisions) };
    },
  };
}
