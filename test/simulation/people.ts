import type { Policy } from "./policy.ts";
import type { Random } from "./random.ts";
import type { SimulatedBot, World } from "./world.ts";

export interface Bots<Bot = SimulatedBot> {
  /** One that lives. */
  any(): Bot | undefined;
}

/** What playing people takes. */
export interface Setting<Bot = Pick<SimulatedBot, "deposits">> {
  world: Pick<World, "loop" | "truth">;
  random: Random;
  policy: Pick<Policy, "resellers" | "stormMs" | "ticketMs">;
  bots: Bots<Bot>;
}

export const operators = [9001, 9002] as const;

/** Now and then until the storm ends. */
export function during(
  { world, random, policy }: Omit<Setting, "bots">,
  meanMs: number,
  act: () => void,
): void {
  if (meanMs === Infinity) return;
  const stormEndsMs = world.loop.now() + policy.stormMs;
  const next = () => {
    if (world.loop.now() >= stormEndsMs) return;
    act();
    world.loop.after(random.delayMs(meanMs), next);
  };
  world.loop.after(random.delayMs(meanMs), next);
}

/** Does something again and again until something comes back: whatever it is, doing it again is safe. */
export function insist<T, Bot>(
  { world, bots }: Pick<Setting<Bot>, "world" | "bots">,
  act: (bot: Bot) => Promise<T>,
  { tries, onAnswer = () => undefined }: { tries: number; onAnswer?: (answer: T) => void },
): void {
  let left = tries;
  let answered = false;
  const again = () => {
    if (answered || (left -= 1) < 0) return;
    const bot = bots.any();
    if (bot !== undefined)
      void act(bot).then(
        (answer) => {
          if (!answered) onAnswer(answer);
          answered = true;
        },
        () => undefined,
      );
    world.loop.after(4_000, again);
  };
  again();
}

export const reseller = ({ random, policy }: Pick<Setting, "random" | "policy">) =>
  7_000 + random.integer(1, policy.resellers);
