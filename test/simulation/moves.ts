import { insist, operators, reseller, type Setting } from "./people.ts";
import type { TrueMove } from "./truth.ts";
import type { SimulatedBot } from "./world.ts";

/** Some press twice, some later again, and sometimes two operators mean different things by the same id. */
export function move(setting: Setting<SimulatedBot>, id: string): void {
  const { world, random, policy } = setting;
  const draw = (operatorId: number): TrueMove => {
    const [fromId, toId] = [reseller(setting), reseller(setting)];
    const between = fromId !== toId && random.chance(0.4);
    const rupiah = random.integer(1, 60) * 500;
    const drawn = {
      id,
      operatorId,
      rupiah: between || random.chance(0.7) ? rupiah : -rupiah,
      why: random.pick(["salah ketik", "a\tb", ""]),
      fromId: between ? fromId : null,
      toId,
      answers: [],
    };
    world.truth.moves.push(drawn);
    return drawn;
  };
  const press = (meant: TrueMove, tries: number) =>
    insist(
      setting,
      ({ transfers }) =>
        meant.fromId === null
          ? transfers.correct({ ...meant, resellerId: meant.toId })
          : transfers.transfer({ ...meant, fromId: meant.fromId }),
      { tries, onAnswer: (answer) => void meant.answers.push(answer) },
    );
  const first = draw(operators[0]);
  press(first, 8);
  if (random.chance(0.3)) press(first, 2);
  if (random.chance(0.3))
    world.loop.after(random.delayMs(policy.stormMs / 4), () => press(first, 3));
  if (random.chance(0.2)) press(draw(operators[1]), 3);
}
