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
import { codes, createWorld, type SimulatedBot, type World } from "./world.ts";

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

/** Resellers who order, press again when nothing comes back, press twice, and sometimes change their minds. */
function openShop(world: World, random: Random, policy: Policy, bots: Bots): void {
  const stormEndsMs = world.loop.now() + policy.stormMs;
  let number = 0;
  const next = () => {
    if (number >= policy.orders || world.loop.now() >= stormEndsMs) return;
    number += 1;
    const equal = policy.faults.has("equal-fingerprints") && random.chance(0.6);
    const destination = equal ? "081200000001" : `0812${String(10_000_000 + number)}`;
    wish(world, random, policy, bots, {
      resellerId: 7_000 + random.integer(1, policy.resellers),
      code: random.pick(codes),
      destination,
    });
    world.loop.after(random.delayMs(policy.meanBetweenOrdersMs), next);
  };
  world.loop.after(1_000, next);
}

interface WishOf {
  resellerId: number;
  code: string;
  destination: string;
}

function wish(
  world: World,
  random: Random,
  policy: Policy,
  bots: Bots,
  { resellerId, code, destination }: WishOf,
): void {
  const person = { userId: resellerId, chatId: resellerId };
  const answers = [{ position: 1 as const, label: "Nomor HP", value: destination, secret: false }];
  const sometimes = (fault: FaultName, probability: number) =>
    policy.faults.has(fault) && random.chance(probability);
  let triesLeft = 20;
  let confirmed: Order | null = null;

  const prepare = () => {
    if ((triesLeft -= 1) < 0) return;
    void bots
      .any()
      ?.desk.prepare({ ...person, service: world.onSale(code), answers })
      .then(({ confirmation }) => {
        press(confirmation.id);
        if (sometimes("duplicate-presses", 0.5))
          for (let extra = random.integer(1, 5); extra > 0; extra -= 1) press(confirmation.id);
        world.loop.after(5_000, () => again(confirmation.id));
      })
      .catch(() => world.loop.after(3_000, prepare));
  };
  const press = (id: string) => {
    if (sometimes("lost-presses", 0.3)) return;
    void bots
      .any()
      ?.desk.confirm(id, { ...person, cardMessageId: 1 })
      .then((outcome) => {
        if (outcome.kind === "confirmed") confirmed ??= outcome.order;
        // A fresh card, and they press that too, whatever it says.
        if (outcome.kind === "expired" && outcome.why !== "old") prepare();
        // They read it, and want it all the same.
        if (outcome.kind === "alike" || outcome.kind === "newer") prepare();
        // The card stays good, and some of them come by money.
        if (outcome.kind === "short" && (triesLeft -= 1) >= 0)
          world.loop.after(random.delayMs(60_000), () => press(id));
        if (outcome.kind === "confirmed" && random.chance(0.1))
          world.loop.after(random.chance(0.5) ? 0 : random.delayMs(10_000), () => {
            void bots
              .any()
              ?.desk.cancel(outcome.order.id, person)
              .catch(() => undefined);
          });
      })
      .catch(() => undefined);
  };
  /** "Pressing ✅ again is safe": so they do, until something comes back; and some press an old card much later. */
  const again = (id: string) => {
    if (confirmed !== null) {
      if (sometimes("duplicate-presses", 0.3))
        world.loop.after(random.delayMs(60_000), () => press(id));
      return;
    }
    if ((triesLeft -= 1) < 0) return;
    press(id);
    world.loop.after(5_000, () => again(id));
  };
  prepare();
}

/** Others on the same account, and people who block the bot for a while. */
function openWorldOutside(world: World, random: Random, policy: Policy, bots: Bots): void {
  const during = (meanMs: number, act: () => void) => {
    const stormEndsMs = world.loop.now() + policy.stormMs;
    const next = () => {
      if (world.loop.now() >= stormEndsMs) return;
      act();
      world.loop.after(random.delayMs(meanMs), next);
    };
    world.loop.after(random.delayMs(meanMs), next);
  };
  const count = (fault: FaultName) => world.struck.set(fault, (world.struck.get(fault) ?? 0) + 1);
  if (policy.faults.has("outside-transactions")) {
    during(20_000, () => {
      count("outside-transactions");
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
    during(30_000, () => {
      count("outside-equal");
      const like = random.chance(0.5)
        ? "081200000001"
        : `0812${10_000_000 + random.integer(1, policy.orders)}`;
      world.upstream.outsider(random.pick(codes), [like, "", ""]);
    });
  }
  if (policy.faults.has("redis-restarts")) {
    during(120_000, () => {
      count("redis-restarts");
      world.redisReturns("whole");
    });
  }
  if (policy.faults.has("redis-forgets")) {
    during(60_000, () => {
      count("redis-forgets");
      world.redisReturns("forgetful");
    });
  }
  if (policy.faults.has("telegram-blocked")) {
    during(40_000, () => {
      count("telegram-blocked");
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
function openReplicas(world: World, random: Random, policy: Policy): void {
  if (!policy.faults.has("redis-splits")) return;
  const stormEndsMs = world.loop.now() + policy.stormMs;
  const next = () => {
    if (world.loop.now() >= stormEndsMs) return;
    world.struck.set("redis-splits", (world.struck.get("redis-splits") ?? 0) + 1);
    world.redisSplits();
    world.loop.after(random.delayMs(90_000), next);
  };
  world.loop.after(random.delayMs(90_000), next);
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
