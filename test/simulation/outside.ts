import type { FaultName, Policy } from "./policy.ts";
import type { Random } from "./random.ts";
import { codes, type World } from "./world.ts";
import { during, type Bots } from "./people.ts";

/** Others on the same account, and people who block the bot for a while. */
export function openWorldOutside(world: World, random: Random, policy: Policy, bots: Bots): void {
  const setting = { world, random, policy };
  if (policy.faults.has("outside-transactions")) {
    during(setting, 20_000, () => {
      count(world, "outside-transactions");
      const many = policy.faults.has("bursts") && random.chance(0.2) ? random.integer(5, 25) : 1;
      for (let each = 0; each < many; each += 1)
        world.upstream.outsider(random.pick(codes), [
          `0899${random.integer(1_000_000, 9_999_999)}`,
          "",
          "",
        ]);
    });
  }
  if (policy.faults.has("outside-equal")) {
    during(setting, 30_000, () => {
      count(world, "outside-equal");
      const like = random.chance(0.5)
        ? "081200000001"
        : `0812${10_000_000 + random.integer(1, policy.orders)}`;
      world.upstream.outsider(random.pick(codes), [like, "", ""]);
    });
  }
  if (policy.faults.has("redis-restarts")) {
    during(setting, 120_000, () => {
      count(world, "redis-restarts");
      world.redisReturns("whole");
    });
  }
  if (policy.faults.has("redis-forgets")) {
    during(setting, 60_000, () => {
      count(world, "redis-forgets");
      world.redisReturns("forgetful");
    });
  }
  if (policy.faults.has("telegram-blocked")) {
    during(setting, 40_000, () => {
      count(world, "telegram-blocked");
      const chatId = 7_000 + random.integer(1, policy.resellers);
      world.blocked.add(chatId);
      world.loop.after(random.delayMs(30_000), () => {
        world.blocked.delete(chatId);
        void bots
          .any()
          ?.unshelve(chatId)
          .catch(() => undefined);
      });
    });
  }
}

/** A primary that dies, or is cut off, and a replica that takes its place. */
export function openReplicas(world: World, random: Random, policy: Policy): void {
  if (!policy.faults.has("redis-splits")) return;
  during({ world, random, policy }, 90_000, () => {
    count(world, "redis-splits");
    world.redisSplits();
  });
}

const count = (world: World, fault: FaultName) =>
  world.struck.set(fault, (world.struck.get(fault) ?? 0) + 1);
