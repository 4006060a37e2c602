import type { TestContext } from "node:test";
import { Redis } from "ioredis";
import { accountKeys } from "../../src/redis/keys.ts";
import { reseller, type Reseller } from "../story/reseller.ts";
import { openArena, type Arena, type BotProcess } from "../torture/arena.ts";
import { openBalancer, type Balancer } from "../../sandbox/balancer.ts";
import { freePort } from "../../sandbox/free-port.ts";

/** A shop whose bots are processes behind a balancer, to which Telegram brings updates. */
export interface Replicas extends Arena {
  balancer: Balancer;
  budi: Reseller;
  operator: Reseller;
  /** Starts one; resolves once Telegram was told of the address. */
  start(wish?: { killAtStep?: number; sleepBefore?: string }): Promise<Replica>;
  /** How many cards were ever made. */
  cards(): Promise<number>;
  /** Of Budi's chat. */
  session(): Promise<string | null>;
  /** What operators have set: whether the shop is closed, and what resellers may order for. */
  settings(): Promise<unknown>;
}

interface Replica extends BotProcess {
  port: number;
}

export const budiId = 7001;
const keys = accountKeys("10001");

export async function openReplicas(context: TestContext): Promise<Replicas> {
  const arena = await openArena([budiId], { webhook: { againMs: 50, timeoutMs: 3_000 } });
  const balancer = await openBalancer();
  const redis = new Redis(arena.redisUrl);
  context.after(async () => {
    redis.disconnect();
    await arena.close();
    await balancer.close();
  });
  return {
    ...arena,
    balancer,
    budi: reseller(arena.telegram, { id: budiId, name: "Budi", timeoutMs: 15_000 }),
    operator: reseller(arena.telegram, { id: 9001, name: "Ibu Ani", timeoutMs: 15_000 }),
    async start(wish = {}) {
      const port = await freePort();
      const bot = await arena.startBot({
        ...wish,
        worksAfter: "setWebhook",
        env: {
          TELEGRAM_INTAKE: "webhook",
          WEBHOOK_URL: balancer.url,
          PORT: String(port),
          MAX_UPDATES_PER_PERSON: "1000",
        },
      });
      return { ...bot, port };
    },
    cards: async () => (await redis.keys("*:confirmation:*")).length,
    settings: () => Promise.all([redis.hgetall(keys.pause), redis.hgetall(keys.limits)]),
    session: () => redis.get(`session:{${budiId}}`),
  };
}
