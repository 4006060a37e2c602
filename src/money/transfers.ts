import type { Bells } from "../bell.ts";
import type { Transfer, TransferKind } from "../books/journal.ts";
import type { OrderId } from "../orders/state/order.ts";
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
  /** Gives back what an order cost that failed after all, once: to its reseller, and as no cost of the operator's any more. */
  refund(order: RefundedOrder, operatorId: number): Promise<"done" | "again">;
}

interface RefundedOrder {
  id: OrderId;
  resellerId: number;
  priceRupiah: number;
  /** What the supplier took for it, and gave back. */
  chargedRupiah: number;
}

interface ByHand {
  id: string;
  /** Whole, not 0. */
  rupiah: number;
  operatorId: number;
  why: string;
}

/** `differs`: something else was done under that id. */
export type MoveOutcome = "done" | "again" | "differs";

export function createTransfers({
  run,
  bells,
}: {
  run: RunScript<MoneyScript>;
  bells: Pick<Bells, "owed">;
}): Transfers {
  async function make(
    { id, debit, credit, rupiah, kind, of, by, why }: Transfer,
    owed: readonly OwedNotice[],
  ): Promise<MoveOutcome> {
    const said = why.replaceAll(/[\t\r\n]+/g, " ");
    const notices = owedJson(owed);
    const [outcome] = await run("transfer", id, debit, credit, rupiah, kind, of, by, said, notices);
    if (outcome === "done") bells.owed.ring();
    return outcome === "done" || outcome === "again" ? outcome : "differs";
  }

  const move = (
    kind: TransferKind,
    { id, rupiah, operatorId, why }: ByHand,
    [debit, credit]: readonly [string, string],
    owed: readonly OwedNotice[],
  ) =>
    make(
      {
        id: `hand:${id}`,
        debit,
        credit,
        rupiah: Math.abs(rupiah),
        kind,
        of: "",
        by: String(operatorId),
        why,
      },
      owed,
    );

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

    async refund({ id, resellerId, priceRupiah, chargedRupiah }, operatorId) {
      const refund = { kind: "refund", of: id, by: String(operatorId), why: "" } as const;
      // The cost first: who finds the price given back finds all of it done.
      if (chargedRupiah > 0)
        await make(
          {
            ...refund,
            id: `uncost:${id}`,
            debit: "supplier",
            credit: "cost",
            rupiah: chargedRupiah,
          },
          [],
        );
      if (priceRupiah === 0) return "done";
      const owed: OwedNotice = {
        chatId: resellerId,
        notice: {
          kind: "purse",
          id: `purse:refund:${id}`,
          transfer: "refund",
          rupiah: priceRupiah,
          why: "",
          orderId: id,
        },
      };
      const purse = `purse:${resellerId}`;
      const outcome = await make(
        { ...refund, id: `refund:${id}`, debit: "sales", credit: purse, rupiah: priceRupiah },
        [owed],
      );
      // Another operator's is the same one.
      return outcome === "done" ? outcome : "again";
    },
  };
}
