import { setTimeout as sleep } from "node:timers/promises";
import type { RedisProcess } from "../../sandbox/redis/process.ts";
import { openBalancer, type Balancer } from "../../sandbox/balancer.ts";
import { freePort } from "../../sandbox/free-port.ts";
import { startClusterSet } from "../replicas/cluster-set.ts";
import { keys, type ReplicaSet } from "../replicas/failover.ts";
import { startSentinelSet } from "../../sandbox/redis/sentinel-set.ts";
import { createRandom, type Random } from "../simulation/random.ts";
import { reseller } from "../story/reseller.ts";
import { openArena, type Arena, type BotProcess } from "./arena.ts";
import {
  answersOfAnOrder,
  comeToRest,
  keepOrdering,
  misbehave,
  somethingHappens,
} from "./random-kills.ts";
import { complaintsAboutTheUnknown } from "./verdict.ts";

/** What the bots keep their orders in. */
export type RedisOf = "one" | "sentinels" | "cluster";

export interface RandomBlowsReport {
  blows: Record<Blow, number>;
  orders: number;
  reviewed: number;
  complaints: string[];
}

/** A bot is killed, stopped for a while, or told to end; or the primary of Redis is killed or stopped, and another promoted. */
const ofBots = ["killed", "stopped", "restarted"] as const;
const ofRedis = ["primary-killed", "primary-stopped"] as const;
type Blow = (typeof ofBots)[number] | (typeof ofRedis)[number];

const bots = 3;
/** Beyond the leases of chats and of the engine, as they are set here. */
const longestStopMs = 4_000;

/**
 * Resellers order all the time by webhook from several bots behind a balancer, while one after another is struck down and
 * both sides misbehave; with replicas the primary of Redis too. Then the blows stop and every order is judged.
 */
export async function strikeAtRandom(options: {
  seed: number;
  blows: number;
  resellers: number;
  redis: RedisOf;
}): Promise<RandomBlowsReport> {
  const random = createRandom(options.seed);
  const ids = Array.from({ length: options.resellers }, (_, place) => 7_001 + place);
  const set = options.redis === "one" ? null : await openSet(options.redis);
  const arena = await openArena(ids, {
    webhook: { againMs: 50, timeoutMs: 5_000 },
    ...(set !== null && { redis: set }),
  });
  const balancer = await openBalancer();
  const over = { yes: false };
  const blows = { killed: 0, stopped: 0, restarted: 0, "primary-killed": 0, "primary-stopped": 0 };
  try {
    const shop = await openShop(arena, balancer, set === null ? {} : { REDIS_REPLICAS: "1" });
    let made = 0;
    const nextNumber = () => `0812${String(50_000_000 + (made += 1))}`;
    const working = ids.map((id) =>
      keepOrdering(
        reseller(arena.telegram, { id, name: `Reseller ${id}`, timeoutMs: 5_000 }),
        random.fork(),
        nextNumber,
        over,
      ),
    );
    working.push(misbehave(arena, random.fork(), over));
    for (let count = 0; count < options.blows; count += 1) {
      await somethingHappens(arena, random.integer(1, answersOfAnOrder * ids.length));
      const blow: Blow =
        set !== null && random.chance(0.3) ? random.pick(ofRedis) : random.pick(ofBots);
      blows[blow] += 1;
      if (blow === "killed" || blow === "stopped" || blow === "restarted")
        await shop.strike(random, blow);
      else if (set !== null) await strikeRedis(set, blow);
    }
    over.yes = true;
    await Promise.all(working);
    arena.osimesa.faults.clear();
    arena.telegram.faults.clear();
    const rest = await comeToRest(arena, ids);
    const unknown = complaintsAboutTheUnknown(arena, await arena.orders(ids));
    return { blows, ...rest, complaints: [...rest.complaints, ...unknown] };
  } finally {
    over.yes = true;
    await arena.close();
    await balancer.close();
  }
}

async function openSet(redis: Exclude<RedisOf, "one">): Promise<ReplicaSet & Partial<Whole>> {
  if (redis === "sentinels") {
    const set = await startSentinelSet();
    return { ...set, holder: set.primary };
  }
  const set = await startClusterSet();
  return {
    ...set,
    holder: () => set.ownerOf(keys.prefix),
    promoted: (before) => set.promoted(before, keys.prefix),
  };
}

/** Resolves once the primary has its replicas again. */
interface Whole {
  whole(): Promise<void>;
}

async function strikeRedis(
  set: ReplicaSet & Partial<Whole>,
  blow: (typeof ofRedis)[number],
): Promise<void> {
  await set.whole?.();
  const primary: RedisProcess = await set.holder();
  if (blow === "primary-killed") await primary.kill();
  else primary.pause();
  await set.promoted(primary);
  if (blow === "primary-killed") await primary.start();
  else primary.resume();
}

async function openShop(arena: Arena, balancer: Balancer, env: Record<string, string>) {
  const start = async (): Promise<BotProcess & { port: number }> => {
    const port = await freePort();
    const bot = await arena.startBot({
      worksAfter: "setWebhook",
      env: {
        TELEGRAM_INTAKE: "webhook",
        WEBHOOK_URL: balancer.url,
        PORT: String(port),
        UPSTREAM_SKEW_S: "1",
        ...env,
      },
    });
    return { ...bot, port };
  };
  const running = await Promise.all(Array.from({ length: bots }, start));
  const share = () => balancer.sendTo(...running.map(({ port }) => port));
  share();
  return {
    /** A random one; another starts where it is gone. The balancer hears of it late. */
    async strike(random: Random, blow: (typeof ofBots)[number]): Promise<void> {
      const place = random.integer(0, bots - 1);
      const struck = running[place];
      if (struck === undefined) return;
      if (blow === "stopped") {
        struck.pause();
        await sleep(random.integer(200, longestStopMs));
        return struck.resume();
      }
      if (blow === "killed") await struck.kill();
      else await struck.stop();
      running[place] = await start();
      share();
    },
  };
}
