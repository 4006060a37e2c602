import { refSchema, type Order } from "../../src/orders/state/order.ts";
import type { UnmatchedPolicy } from "../../src/orders/reconciling/unmatched.ts";
import { drawMoney, drawPolicy, withReplicas, type FaultName, type Policy } from "./policy.ts";
import { createRandom, type Random } from "./random.ts";
import { judgeBooks } from "./judge/judge-books.ts";
import { judgePrices } from "./prices.ts";
import { judgeDeposits } from "./judge/judge-deposits.ts";
import type { Bots } from "./people.ts";
import { openTill } from "./till.ts";
import { judge } from "./judge/judge.ts";
import { isGoneAt } from "./truth.ts";
import { createWitness, type Violation } from "./judge/witness.ts";
import { createWorld, type SimulatedBot, type World } from "./world.ts";
import { openShop } from "./wishes.ts";
import { openReplicas, openWorldOutside } from "./outside.ts";

/** What one seed came to. */
export interface Report {
  seed: number;
  policy: Policy;
  orders: number;
  reviewed: number;
  simulatedMs: number;
  events: number;
  struck: ReadonlyMap<FaultName, number>;
  violations: readonly Violation[];
}

export interface Forced {
  faults?: readonly FaultName[];
  unmatchedPolicy?: UnmatchedPolicy;
  policy?: Partial<Policy>;
}

/** Plays one seed from the first order to rest and judges it. The same seed plays exactly the same. */
export async function play(seed: number, forced: Forced = {}): Promise<Report> {
  const random = createRandom(seed);
  const moneyRandom = createRandom(seed + 1_000_000);
  const replicaRandom = createRandom(seed + 2_000_000);
  const drawn = { ...drawMoney(moneyRandom), ...drawPolicy(random, forced) };
  const replicas = withReplicas(replicaRandom, drawn.faults, forced);
  const policy = { ...drawn, ...replicas, ...forced.policy };
  const witness = createWitness();
  const world = createWorld(random, replicaRandom, policy, witness);
  const bots = openBots(world, random, policy);
  openShop(world, random.fork(), policy, bots);
  openWorldOutside(world, random.fork(), policy, bots);
  openReplicas(world, replicaRandom, policy);
  if (policy.operatorDecides) openOperator(world, bots, policy);
  const till = openTill(world, moneyRandom, policy, bots);

  await world.loop.runUntil(world.loop.now() + policy.stormMs);
  world.heal();
  till.readAgain();
  for (const chatId of world.blocked)
    void bots
      .any()
      ?.unshelve(chatId)
      .catch(() => undefined);
  world.blocked.clear();
  const orders = await comeToRest(world, policy, bots);
  judge(world, policy, witness, orders);
  await judgeBooks(world, policy, witness, orders);
  judgeDeposits(world, policy, witness);
  judgePrices(policy, witness, orders);
  return {
    seed,
    policy,
    orders: orders.length,
    reviewed: orders.filter((order) => order.timeline.some((entry) => entry.to === "review"))
      .length,
    simulatedMs: world.loop.now() - Date.UTC(2026, 7, 17, 3),
    events: world.loop.events(),
    struck: world.struck,
    violations: witness.violations,
  };
}

/** One or two processes, each started again some time after it died. */
function openBots(world: World, random: Random, policy: Policy): Bots {
  const wanted = policy.faults.has("two-engines") ? 2 : 1;
  const running: SimulatedBot[] = Array.from({ length: wanted }, () => world.startBot());
  const supervise = () => {
    for (const [place, bot] of running.entries())
      if (!bot.process.alive()) running[place] = world.startBot();
    world.loop.after(500 + random.delayMs(2_000), supervise);
  };
  supervise();
  return {
    any() {
      const alive = running.filter((bot) => bot.process.alive());
      return alive.length === 0 ? undefined : random.pick(alive);
    },
  };
}

/** An operator who finds out what really happened and decides by it, sometimes twice. */
function openOperator(world: World, bots: Bots, policy: Policy): void {
  const look = () => {
    world.loop.after(45_000, look);
    const bot = bots.any();
    void bot?.reviews.list(20).then(
      (reviews) => {
        for (const order of reviews) {
          // Nobody decides before the money can have moved.
          if (
            world.loop.now() <
            (order.sentAtMs ?? order.changedAtMs) +
              policy.latestExecutionMs +
              policy.requestTimeoutMs
          )
            continue;
          const own = world.truth.transactions.find(
            (transaction) => transaction.orderId === order.id,
          );
          const decide = () =>
            own === undefined || isGoneAt(own, world.loop.now())
              ? bot.reviews.neverPlaced(order.id, 9001)
              : bot.reviews.attach(order.id, refSchema.parse(own.ref), 9001);
          void decide().catch(() => undefined);
          void decide().catch(() => undefined);
        }
      },
      () => undefined,
    );
  };
  world.loop.after(45_000, look);
}

/** Everything heals; a last order makes the pages turn once more. Rest is reached well within a simulated hour. */
async function comeToRest(world: World, policy: Policy, bots: Bots): Promise<Order[]> {
  const { loop } = world;
  const endMs = loop.now() + policy.unknownGraceMs * 4 + policy.confirmedTtlMs + 20 * 60_000;
  await loop.runUntil(loop.now() + policy.unknownGraceMs * 3 + 4 * 60_000);
  const chats = () => [
    ...world.phones.keys(),
    ...Array.from({ length: policy.resellers }, (_, place) => 7_001 + place),
  ];
  for (;;) {
    for (const chatId of chats())
      void bots
        .any()
        ?.unshelve(chatId)
        .catch(() => undefined);
    await loop.runUntil(loop.now() + 20_000);
    const orders = await world.orders();
    const resting = orders.every((order) =>
      ["succeeded", "failed", "review"].includes(order.state.name),
    );
    if (
      (resting && chats().every((chatId) => world.owed(chatId).length === 0)) ||
      loop.now() >= endMs
    )
      return orders;
  }
}
