import type { Scripted } from "./redis.ts";
import { createScripts, scriptsIn } from "./scripts.ts";

const nowScripts = scriptsIn(["now"], new URL("lua/", import.meta.url));

/** The clock that stamps the account's orders, unix ms. */
export function createRedisNow(redis: Scripted, prefix: string): () => Promise<number> {
  const run = createScripts(redis, prefix, nowScripts);
  return async () => {
    const [nowMs] = await run("now");
    return Number(nowMs);
  };
}
