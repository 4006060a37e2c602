import type { MoneyScript } from "../../../src/money/scripts.ts";
import { person, type Drawers } from "./things.ts";
import type { Random } from "../random.ts";

const ticket = (random: Random) => `T${random.integer(1, 4)}`;

function owedOne(random: Random): string {
  const notice = JSON.stringify({ kind: "purse", id: `purse:${random.integer(1, 9)}` });
  return random.chance(0.3) ? "[]" : JSON.stringify([{ chat: person(random), notice }]);
}

export const moneyDrawers: Drawers<MoneyScript> = {
  transfer(random) {
    const purse = `purse:${person(random)}`;
    const [debit, credit] = random.pick([
      ["correction", purse],
      [purse, "correction"],
      [purse, `purse:${person(random)}`],
      ["sales", purse],
    ]);
    const kind = random.pick(["correction", "transfer"]);
    const moved = [`hand:${random.integer(1, 9)}`, debit, credit, random.pick([5_000, 30_000])];
    return [...moved, kind, "", random.pick(["", "9001"]), "why", owedOne(random)];
  },
  "open-ticket": (random) => [
    ticket(random),
    person(random),
    random.pick([10_000, 10_500, 9_999]),
    random.pick([1, 999]),
    random.pick([1_000, 86_400_000]),
    random.pick([1_000, 604_800_000]),
    random.pick([1, 3]),
    owedOne(random),
  ],
  "end-ticket": (random) => [
    ticket(random),
    random.pick(["", person(random)]),
    random.pick(["cancelled", "refused"]),
    random.pick(["", "9001"]),
    owedOne(random),
  ],
  "pay-ticket": (random) => [
    ticket(random),
    random.pick([10_000, 10_001, 9_000]),
    random.pick(["9001", "9002"]),
    JSON.stringify([{ chat: person(random), notice: '{"kind":"purse","id":"$payment"}' }]),
  ],
  "take-payment": (random) => [
    `hook:${random.integer(1, 6)}`,
    "hook",
    random.pick([10_000, 10_001, 10_001, 10_002, 11_499]),
    1_790_000_000_000,
    "note",
    random.pick(["", "", ticket(random)]),
    random.pick([0, 0, 86_400_000]),
    JSON.stringify([{ chat: "$reseller", notice: '{"kind":"purse","id":"$ticket"}' }]),
    owedOne(random),
    owedOne(random),
  ],
  "assign-payment": (random) => {
    const payment = `hook:${random.integer(1, 6)}`;
    return [
      payment,
      random.pick(["", person(random)]),
      random.pick(["", ticket(random)]),
      random.pick(["9001", "9002"]),
      owedOne(random),
      JSON.stringify([{ chat: "$reseller", notice: '{"kind":"purse","id":"$ticket"}' }]),
      payment === "hook:6" ? 10_001 : "",
    ];
  },
};
