import { reason } from "../../src/reason.ts";
import type { OrderFacts } from "../../src/orders/state/order.ts";
import type { Upstream } from "../../src/orders/upstream.ts";
import type { OrderAnswer, PageAnswer } from "../../src/osimesa/answers.ts";
import type { Transaction } from "../../src/osimesa/schema.ts";
import type { Process } from "../simulation/process.ts";
import type { Loop } from "../simulation/loop.ts";

/** An account at an upstream that does exactly as it is told. */
export interface ToldAccount {
  /** What the account shows, newest first. */
  rows: Transaction[];
  /** Adds what somebody else ordered, or what became of an unanswered order. */
  transaction(destination: string, more?: Partial<Transaction>): Transaction;
  /** Twenty newer ones by others: what was on the page until now is no more. */
  pushesOff(): void;
  /** How `type=order` is answered from now on; default: placed at once, its row added. */
  answers(answer: (order: OrderFacts) => Promise<OrderAnswer> | OrderAnswer): void;
  placed(order: OrderFacts): OrderAnswer;
  /** How a page is answered from now on; default: the 15 newest rows. */
  shows(page: () => Promise<PageAnswer> | PageAnswer): void;
  /** How a query by ref is answered from now on; default: its row. */
  looksUp(answer: (ref: string) => Promise<PageAnswer> | PageAnswer): void;
  /** Destinations whose request left, in order. */
  sent: string[];
  /** Refs that were asked for. */
  lookedUp: string[];
  /** How long the rate limiter makes an order wait; default: hardly. */
  turnTakes(ms: number): void;
}

export function openToldUpstream(loop: Loop): {
  account: ToldAccount;
  connect(bot: Process): Upstream;
} {
  let turnMs = 1;
  const rows: Transaction[] = [];
  /** No ref comes twice, also where a row was deleted. */
  let made = 0;
  const sent: string[] = [];
  const lookedUp: string[] = [];
  const page = (transactions: Transaction[]): PageAnswer => ({
    kind: "page",
    transactions,
    malformed: 0,
  });
  const transaction: ToldAccount["transaction"] = (destination, more = {}) => {
    const row: Transaction = {
      ref: `R${(made += 1)}`,
      productCode: "P5",
      productName: "Pulsa 5.000",
      data: [destination],
      priceRupiah: 5_500,
      statusWord: "waiting",
      note: "",
      voucher: "",
      createdAtS: Math.floor(loop.now() / 1_000),
      updatedAtS: undefined,
      ...more,
    };
    rows.unshift(row);
    return row;
  };
  const placed = (order: OrderFacts): OrderAnswer => ({
    kind: "placed",
    transaction: {
      ...transaction(order.destination[0]?.value ?? ""),
      createdAtS: undefined,
    },
  });
  let answer: Parameters<ToldAccount["answers"]>[0] = placed;
  let show: Parameters<ToldAccount["shows"]>[0] = () => page(rows.slice(0, 15));
  let lookUp: Parameters<ToldAccount["looksUp"]>[0] = (ref) =>
    page(rows.filter((row) => row.ref === ref));

  const connect = (bot: Process): Upstream => {
    const wait = async (ms = 10) => {
      await new Promise<void>((resolve) => loop.after(ms, resolve));
      await bot.gate();
    };
    return {
      async orderTurn(signal) {
        await wait(turnMs);
        return !signal.aborted;
      },
      async place(order, mayBegin) {
        if (!mayBegin()) return { kind: "not-sent", why: reason("deadline-missed") };
        sent.push(order.destination[0]?.value ?? "");
        await wait();
        const answered = await answer(order);
        await bot.gate();
        return answered;
      },
      async page() {
        await wait();
        return show();
      },
      async transaction(ref) {
        lookedUp.push(ref);
        await wait();
        return lookUp(ref);
      },
    };
  };

  return {
    account: {
      rows,
      transaction,
      pushesOff() {
        for (let newer = 0; newer < 20; newer += 1)
          transaction(`0819${String(made).padStart(8, "0")}`, { statusWord: "success" });
      },
      answers: (next) => void (answer = next),
      placed,
      shows: (next) => void (show = next),
      looksUp: (next) => void (lookUp = next),
      sent,
      lookedUp,
      turnTakes: (ms) => void (turnMs = ms),
    },
    connect,
  };
}
