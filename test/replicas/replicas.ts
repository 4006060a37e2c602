import type { TestContext } from "node:test";
import { Redis } from "ioredis";
import { reseller, type Reseller } from "../story/reseller.ts";
import { openArena, type Arena, type BotProcess } from "../torture/arena.ts";
import { freePort, openBalancer, type Balancer } from "../../sandbox/balancer.ts";

/** A shop whose bots are processes behind a balancer, to which Telegram brings updates. */
export interface Replicas extends Arena {
  balancer: Balancer;
  budi: Reseller;
  /** Starts one; resolves once Telegram was told of the address. */
  start(killAtStep?: number): Promise<Replica>;
  /** How many cards were ever made. */
  cards(): Promise<number>;
  /** Of Budi's chat. */
  session(): Promise<string | null>;
}

interface Replica extends BotProcess {
  port: number;
}

export const budiId = 7001;

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
    async start(killAtStep) {
      const port = await freePort();
      const bot = await arena.startBot({
        ...(killAtStep !== undefined && { killAtStep }),
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
    session: () => redis.get(`session:{${budiId}}`),
  };
}
