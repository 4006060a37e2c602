import type { Begun, Replay } from "./replay.ts";
import type { TrueMove } from "../truth.ts";
import type { Witness } from "./witness.ts";
import type { World } from "../world.ts";

/**
 * What an operator moves by hand is moved once, or never where nobody was told that it is done; each whose purse it moved is
 * told, and nobody is told of what was not moved.
 */
export function judgeMoves(world: World, witness: Witness, { begun }: Replay): void {
  for (const id of new Set(world.truth.moves.map((move) => move.id))) {
    const meant = world.truth.moves.filter((move) => move.id === id);
    const made = begun.get(`hand:${id}`);
    if (made !== undefined && !meant.some((move) => isThis(move, made)))
      witness.violate(9, `${made.id} is what nobody meant: ${JSON.stringify(made)}`);
    const isForgotten = world.memory.forgotten.has(`hand:${id}`);
    for (const move of meant) {
      const isTold = move.answers.some((answer) => answer === "done" || answer === "again");
      const isMade = made !== undefined && isThis(move, made);
      if (isTold && !isMade && !isForgotten)
        witness.violate(9, `hand:${id} is said to be done, and was not made`);
      if (move.answers.includes("differs") && isMade && !isForgotten)
        witness.violate(9, `hand:${id} was made, and who meant it was told ${move.answers.join()}`);
    }
  }
  for (const line of begun.values())
    if (line.kind !== "order" && line.kind !== "cost") judgeTold(world, witness, line);
  judgeNotices(world, witness, begun);
}

function isThis({ fromId, toId, rupiah, operatorId }: TrueMove, made: Begun): boolean {
  const to = `purse:${toId}`;
  const [debit, credit] =
    fromId !== null
      ? [`purse:${fromId}`, to]
      : rupiah < 0
        ? [to, "correction"]
        : ["correction", to];
  return (
    made.debit === debit &&
    made.credit === credit &&
    made.rupiah === Math.abs(rupiah) &&
    made.by === String(operatorId)
  );
}

/** What a purse gets of a transfer; 0: nothing, it has no part in it. */
const forPurse = ({ debit, credit, rupiah }: Begun, purse: string) =>
  (credit === purse ? rupiah : 0) - (debit === purse ? rupiah : 0);

function judgeTold(world: World, witness: Witness, line: Begun): void {
  for (const name of [line.debit, line.credit]) {
    const [kind, reseller] = name.split(":");
    if (kind !== "purse") continue;
    const isTold = world.phones
      .get(Number(reseller))
      ?.notices.some(
        (notice) =>
          notice.kind === "purse" &&
          notice.id === `purse:${line.id}` &&
          notice.rupiah === forPurse(line, name),
      );
    if (isTold !== true) witness.violate(6, `${line.id} was made, and ${reseller} was not told`);
  }
}

/** All that people were told of their purses was made, to the rupiah, unless Redis forgot it since. */
function judgeNotices(world: World, witness: Witness, begun: Replay["begun"]): void {
  for (const [chatId, { notices }] of world.phones)
    for (const notice of notices) {
      if (notice.kind !== "purse" || !notice.id.startsWith("purse:")) continue;
      const id = notice.id.slice("purse:".length);
      const made = begun.get(id);
      const isSo = made !== undefined && forPurse(made, `purse:${chatId}`) === notice.rupiah;
      if (!isSo && !world.memory.forgotten.has(id))
        witness.violate(6, `${chatId} was told of ${notice.rupiah} by ${id}, which was not made`);
    }
}
