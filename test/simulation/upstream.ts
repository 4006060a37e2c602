import { reason } from "../../src/reason.ts";
import type { OrderAnswer, PageAnswer } from "../../src/osimesa/answers.ts";
import type { OrderFacts } from "../../src/orders/state/order.ts";
import type { Upstream } from "../../src/orders/upstream.ts";
import { costAt } from "./prices.ts";
import type { FaultName, Policy } from "./policy.ts";
import type { Loop } from "./loop.ts";
import type { Process } from "./process.ts";
import type { Random } from "./random.ts";
import { pageAt, shownAt, type Stage, type TrueTransaction, type Truth } from "./truth.ts";

export interface UpstreamSide {
  truth: Truth;
  loop: Loop;
  random: Random;
  policy: Policy;
  /** Draws whether a fault strikes now, and counts it. */
  strikes(fault: FaultName, factor?: number): boolean;
  /** Called when a request leaves, before anything becomes of it. */
  onRequest(order: OrderFacts, process: Process): void;
  /** Called when it is told "not now". */
  onNotNow(order: OrderFacts): void;
}

type NotNow = Extract<OrderAnswer, { kind: "not-now" }>["cause"];
/** The pace of an upstream that minds it. */
const gapMs = 6_000;

/** The upstream's side of the world: one for all processes. */
export interface SimulatedUpstream {
  connect(process: Process): Upstream;
  /** Somebody else orders on the same account. */
  outsider(serviceCode: string, data: readonly string[]): void;
}

export function createSimulatedUpstream(side: UpstreamSide): SimulatedUpstream {
  const { truth, loop, random, policy, strikes } = side;
  let made = 0;
  let takenAtMs = -Infinity;
  let maintainedUntilMs = -Infinity;
  let refusesReadsUntilMs = -Infinity;
  /** How often in a row each was left out of an answer. */
  const leftOut = new Map<string, number>();

  const execute = (
    order: OrderFacts | null,
    serviceCode: string,
    data: readonly string[],
    priceRupiah: number,
  ): TrueTransaction => {
    made += 1;
    const transaction: TrueTransaction = {
      ref: `R${String(made).padStart(5, "0")}`,
      orderId: order?.id ?? null,
      serviceCode,
      data,
      priceRupiah,
      createdMs: loop.now(),
      shownCreatedS: Math.floor((loop.now() + policy.clockOffsetMs) / 1_000),
      course: drawCourse(),
    };
    truth.transactions.push(transaction);
    return transaction;
  };

  function drawCourse(): TrueTransaction["course"] {
    const doneMs = loop.now() + 1_000 + random.delayMs(15_000);
    const succeeds = random.chance(0.8);
    const course: Stage[] = [
      { fromMs: loop.now(), word: random.pick(["waiting", "pending"]), voucher: "" },
      {
        fromMs: doneMs,
        word: succeeds
          ? random.pick(["success", "Sukses"])
          : random.pick(["failed", "Gagal", "refund"]),
        voucher: succeeds ? drawVoucher() : "",
      },
    ];
    if (!succeeds && strikes("price-0"))
      course.push({ fromMs: doneMs, word: "error", voucher: "", priceRupiah: 0 });
    else if (strikes("late-status-change")) {
      course.push({
        fromMs: doneMs + random.delayMs(30_000),
        word: succeeds ? "failed" : "success",
        voucher: succeeds ? "" : drawVoucher(),
      });
    }
    return course;
  }

  function drawVoucher(): string {
    if (strikes("voucher-missing", 0.5)) return "";
    const given = truth.transactions.flatMap(({ course }) =>
      course.flatMap(({ voucher }) => (voucher === "" ? [] : [voucher])),
    );
    return given.length > 0 && strikes("voucher-repeated", 0.5)
      ? random.pick(given)
      : `V${String(made).padStart(6, "0")}`;
  }

  /** Answered as placed, and soon nowhere to be seen. */
  function vanish(transaction: TrueTransaction): void {
    transaction.goneFromMs = loop.now() + random.delayMs(1_000);
    if (strikes("row-returns", 2))
      transaction.backFromMs =
        transaction.goneFromMs + random.fraction() * 2 * policy.unknownGraceMs;
  }

  function blinks(ref: string): boolean {
    const times = leftOut.get(ref) ?? 0;
    const isLeftOut = times < 2 && strikes("row-blinks", 2);
    leftOut.set(ref, isLeftOut ? times + 1 : 0);
    return isLeftOut;
  }

  /** What becomes of one request: when it is carried out, what is answered when. null: no answer at all. */
  function fateOf(): {
    executeAfterMs: number | null;
    answer: Exclude<OrderAnswer["kind"], "not-now"> | "shop" | NotNow | null;
    answerAfterMs: number;
  } {
    const quick = random.delayMs(200);
    const notNow = whyNotNow();
    if (notNow !== null && !strikes("request-dropped"))
      return {
        executeAfterMs: strikes("not-now-lies") ? random.fraction() * policy.latestLieMs : null,
        answer: strikes("answer-lost") ? null : notNow,
        answerAfterMs: quick,
      };
    takenAtMs = loop.now();
    if (strikes("not-connected"))
      return { executeAfterMs: null, answer: "not-sent", answerAfterMs: quick };
    if (strikes("request-dropped")) return { executeAfterMs: null, answer: null, answerAfterMs: 0 };
    if (strikes("answer-lost")) return { executeAfterMs: quick, answer: null, answerAfterMs: 0 };
    if (strikes("executed-late"))
      return {
        executeAfterMs: random.fraction() * policy.latestExecutionMs,
        answer: null,
        answerAfterMs: 0,
      };
    if (strikes("slow-answer"))
      return {
        executeAfterMs: quick,
        answer: "placed",
        answerAfterMs: random.delayMs(policy.requestTimeoutMs),
      };
    if (strikes("server-error"))
      return {
        executeAfterMs: random.chance(0.5) ? quick : null,
        answer: "unclear",
        answerAfterMs: quick,
      };
    if (strikes("malformed-answer"))
      return { executeAfterMs: quick, answer: "unclear", answerAfterMs: quick * 2 };
    if (strikes("shop-refusals"))
      return { executeAfterMs: null, answer: "shop", answerAfterMs: quick };
    if (strikes("refusals"))
      return { executeAfterMs: null, answer: "refused", answerAfterMs: quick };
    return { executeAfterMs: quick, answer: "placed", answerAfterMs: quick + random.delayMs(100) };
  }

  function whyNotNow(): NotNow | null {
    const nowMs = loop.now();
    if (strikes("maintenance", 0.2)) maintainedUntilMs = nowMs + random.delayMs(45_000);
    if (nowMs < maintainedUntilMs) return "maintenance";
    // Which orders follow too soon is no chance, but whether this upstream minds at all is.
    if (nowMs - takenAtMs < gapMs && strikes("too-soon", 10)) return "pace";
    return strikes("collision") ? "collision" : null;
  }

  function connect(process: Process): Upstream {
    const wait = async (ms: number) => {
      await new Promise<void>((resolve) => loop.after(ms, resolve));
      await process.gate();
    };

    /** A read of the account: mostly right, sometimes old, short or none. */
    async function read(show: (atMs: number) => PageAnswer): Promise<PageAnswer> {
      await process.gate();
      if (strikes("reads-refused", 0.1)) refusesReadsUntilMs = loop.now() + random.delayMs(40_000);
      if (loop.now() < refusesReadsUntilMs) {
        await wait(random.delayMs(100));
        return { kind: "trouble", cause: "refused", why: reason("refused", "pemeliharaan") };
      }
      const atMs =
        loop.now() - (strikes("stale-page") ? random.fraction() * policy.stalestPageMs : 0);
      if (strikes("page-trouble")) {
        await wait(random.chance(0.3) ? policy.requestTimeoutMs : 100);
        return {
          kind: "trouble",
          cause: random.pick(["unreachable", "busy", "malformed"]),
          why: reason("connection-lost", "simulated"),
        };
      }
      const answer = show(atMs);
      await wait(random.delayMs(100));
      return answer;
    }

    return {
      async orderTurn(signal) {
        await wait(random.delayMs(50));
        return !signal.aborted;
      },

      async place(order, mayBegin) {
        if (!mayBegin()) return { kind: "not-sent", why: reason("deadline-missed") };
        // From here to the upstream nothing is awaited: a process that dies now has sent.
        const fate = fateOf();
        if (fate.answer !== "not-sent") side.onRequest(order, process);
        const data = [1, 2, 3].map(
          (position) => order.destination.find((one) => one.position === position)?.value ?? "",
        );
        let transaction: TrueTransaction | null = null;
        if (fate.executeAfterMs !== null) {
          loop.after(
            fate.executeAfterMs,
            () =>
              (transaction = execute(order, order.service.code, data, costAt(policy, loop.now()))),
          );
        }
        const answered = fate.answer !== null && fate.answerAfterMs < policy.requestTimeoutMs;
        await wait(answered ? fate.answerAfterMs : policy.requestTimeoutMs);
        if (!answered) return { kind: "unclear", why: reason("timeout") };
        switch (fate.answer) {
          case "pace":
          case "maintenance":
          case "collision":
            side.onNotNow(order);
            return {
              kind: "not-now",
              cause: fate.answer,
              waitS: fate.answer === "pace" ? gapMs / 1_000 : null,
              message: "coba lagi nanti",
            };
          case "placed": {
            const shown = transaction === null ? null : shownAt(transaction, loop.now());
            if (transaction !== null && strikes("vanishing")) vanish(transaction);
            return shown === null
              ? { kind: "unclear", why: reason("timeout") }
              : {
                  kind: "placed",
                  transaction: { ...shown, createdAtS: undefined, updatedAtS: undefined },
                };
          }
          case "refused":
            return { kind: "refused", message: "Nomor salah", cause: "order" };
          case "shop":
            return { kind: "refused", message: "Saldo tidak cukup", cause: "shop" };
          case "not-sent":
            return { kind: "not-sent", why: reason("connection-failed", "ECONNREFUSED") };
          case "unclear":
          case null:
            return { kind: "unclear", why: reason("server-error", "HTTP 502") };
        }
      },

      page: () =>
        read((atMs) => {
          const size = strikes("short-page") ? random.integer(0, policy.pageSize) : policy.pageSize;
          const transactions = pageAt(truth, atMs, size);
          if (strikes("shuffled-page")) transactions.sort(() => random.fraction() - 0.5);
          return { kind: "page", transactions, malformed: 0 };
        }),

      transaction: (ref) =>
        read((atMs) => {
          const found = truth.transactions.find((transaction) => transaction.ref === ref);
          const shown = found && shownAt(found, atMs);
          return shown && !blinks(ref)
            ? { kind: "page", transactions: [shown], malformed: 0 }
            : { kind: "trouble", cause: "refused", why: reason("refused", "not found") };
        }),
    };
  }

  return {
    connect,
    outsider: (serviceCode, data) => void execute(null, serviceCode, data, 10_000),
  };
}
