import type { Order } from "../../src/orders/state/order.ts";
import type { FaultName, Policy } from "./policy.ts";
import type { Random } from "./random.ts";
import type { Bots } from "./people.ts";
import { codes, type World } from "./world.ts";

/** Resellers who order, press again when nothing comes back, press twice, and sometimes change their minds. */
export function openShop(world: World, random: Random, policy: Policy, bots: Bots): void {
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

/** One thing that somebody wants, and all they do to get it. */
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
