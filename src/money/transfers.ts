import type { Bells } from "../bell.ts";
import type { TransferKind } from "../books/journal.ts";
import type { OwedNotice } from "../orders/state/notice.ts";
import { owedJson } from "../orders/store/owed.ts";
import type { RunScript } from "../redis/scripts.ts";
import type { MoneyScript } from "./scripts.ts";

/**
 * Money that an operator moves by hand. Each move is made once, whatever is pressed again: `id` names it. Who loses or gets
 * money is told in the same instant. A rejection means "unknown: doing it again is safe".
 */
export interface Transfers {
  /** Puts a purse right by so much; below 0: takes it off. */
  correct(move: ByHand & { resellerId: number }): Promise<MoveOutcome>;
  /** From one purse to another. */
  transfer(move: ByHand & { fromId: number; toId: number }): Promise<MoveOutcome>;
}

interface ByHand {
  id: string;
  /** Whole, not 0. */
  rupiah: number;
  operatorId: number;
  why: string;
}

/** `differs`: something else was done under that id. */
type MoveOutcome = "done" | "again" | "differs";

export function createTransfers({
  run,
  bells,
}: {
  run: RunScript<MoneyScript>;
  bells: Pick<Bells, "owed">;
}): Transfers {
  async function move(
    kind: TransferKind,
    { id, rupiah, operatorId, why }: ByHand,
    [debit, credit]: readonly [string, string],
    owed: readonly OwedNotice[],
  ): Promise<MoveOutcome> {
    const said = why.replaceAll(/[\t\r\n]+/g, " ");
    const [outcome] = await run(
      "transfer",
      `hand:${id}`,
      debit,
      credit,
      Math.abs(rupiah),
      kind,
      "",
      operatorId,
      said,
      owedJson(owed),
    );
    if (outcome === "done") bells.owed.ring();
    return outcome === "done" || outcome === "again" ? outcome : "differs";
  }

  const told = (
    resellerId: number,
    rupiah: number,
    transfer: "correction" | "transfer",
    { id, why }: ByHand,
  ): OwedNotice => ({
    chatId: resellerId,
    notice: { kind: "purse", id: `purse:hand:${id}`, transfer, rupiah, why },
  });

  return {
    correct(by) {
      const purse = `purse:${by.resellerId}`;
      const owed = [told(by.resellerId, by.rupiah, "correction", by)];
      return move(
        "correction",
        by,
        by.rupiah < 0 ? [purse, "correction"] : ["correction", purse],
        owed,
      );
    },

    transfer(by) {
      const owed = [
        told(by.fromId, -by.rupiah, "transfer", by),
        told(by.toId, by.rupiah, "transfer", by),
      ];
      return move("transfer", by, [`purse:${by.fromId}`, `purse:${by.toId}`], owed);
    },
  };
}
