/** The five things to try, each ticked when it has really happened: by the books, the ledger and the bot's calls. */

import { z } from "zod";
import type { BotProcess } from "../bot/process.ts";
import type { MoneyLook } from "./money-protocol.ts";
import type { OrderLook, StepName, TransactionLook } from "./protocol.ts";

const stepName: z.ZodType<StepName> = z.enum([
  "order",
  "lost-answer",
  "kill",
  "top-up",
  "operator",
]);
export const progressSnapshot = z.array(stepName);

export interface Progress {
  done(): readonly StepName[];
  sawOrders(orders: readonly OrderLook[], transactions: readonly TransactionLook[]): void;
  sawMoney(money: MoneyLook): void;
  /** The bot called Telegram. */
  sawCall(): void;
  restore(done: readonly StepName[]): void;
}

export function createProgress(options: {
  readonly botProcess: Pick<BotProcess, "kills" | "state" | "onChange">;
  /** Who is no reseller from the start. */
  readonly strangers: readonly number[];
  readonly changed: () => void;
}): Progress {
  const { botProcess, strangers, changed } = options;
  const done = new Set<StepName>();
  let balances: ReadonlyMap<number, number> | undefined;
  let isBack = false;
  botProcess.onChange(() => {
    isBack = botProcess.kills() > 0 && botProcess.state() === "up";
  });

  function tick(name: StepName): void {
    if (done.has(name)) return;
    done.add(name);
    changed();
  }

  return {
    done: () => [...done],
    sawOrders(orders, transactions) {
      if (orders.some(({ state }) => state === "succeeded")) tick("order");
      const lost = new Set(transactions.filter(lostItsAnswer).map(({ refId }) => refId));
      if (orders.some((order) => wasFound(order, lost))) tick("lost-answer");
    },
    sawMoney({ purses }) {
      const now = new Map(purses.map((purse) => [purse.personId, purse.balanceRupiah]));
      // Balances never rise by orders: what is held for them is not in it.
      const rose = [...now].some(([id, rupiah]) => rupiah > (balances?.get(id) ?? Infinity));
      balances = now;
      if (rose) tick("top-up");
      if (strangers.some((id) => now.has(id))) tick("operator");
    },
    sawCall() {
      if (isBack) tick("kill");
    },
    restore(before) {
      for (const name of before) done.add(name);
    },
  };
}

const lostItsAnswer = ({ ours, answered }: TransactionLook): boolean =>
  ours && (answered === null || answered === "connection destroyed");

/** The bot did not know what had become of it, and then found its transaction. */
function wasFound({ timeline, ref }: OrderLook, lost: ReadonlySet<string>): boolean {
  const names = timeline.map(({ to }) => to);
  const at = names.indexOf("unknown");
  return at !== -1 && names.includes("placed", at) && ref !== null && lost.has(ref);
}
