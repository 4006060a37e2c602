import { reason } from "../../reason.ts";
import { follow } from "./follow.ts";
import type { Order } from "../state/order.ts";
import type { OrderStore } from "../store/store.ts";
import { mayBeForgotten } from "../state/forgotten.ts";
import { matchWindowOf, reconcile, type MatchRule, type NotNowRule } from "./reconcile.ts";
import { doubtedFromMs, recollect, recollectWindow } from "./recollect.ts";
import { decideUnmatched, type UnmatchedRule } from "./unmatched.ts";
import type { Rounds } from "../rounds.ts";
import type { Submitter } from "../placing/submitter.ts";
import type { Term } from "../../redis/lease.ts";
import type { OrderWriter } from "../store/writer.ts";

/** Decides orders whose request may have left and whose answer nobody has. */
export interface Undecided {
  /** All of them, as they stand now. */
  read(): Promise<UndecidedOrders>;
  /** Takes over what other processes, or a claim applied too late, left in `sending`. */
  adopt(orders: UndecidedOrders, term: Term): Promise<void>;
  /** Judges every `unknown` order by the pages read so far. */
  judge(orders: UndecidedOrders, term: Term, rule: MatchRule): Promise<void>;
}

/** Oldest first. */
export interface UndecidedOrders {
  sending: readonly Order[];
  unknown: readonly Order[];
}

export interface UndecidedDependencies {
  store: OrderStore;
  writer: OrderWriter;
  unmatched: UnmatchedRule;
  notNow: NotNowRule;
  rounds: Rounds;
  /** What this process knows of an attempt. */
  fateOf: Submitter["fateOf"];
}

const atOnce = 200;

export function createUndecided({
  store,
  writer,
  unmatched,
  notNow,
  fateOf,
  rounds,
}: UndecidedDependencies): Undecided {
  async function adoptOne(order: Order): Promise<void> {
    if (order.state.name !== "sending") return;
    const fate = fateOf(order.state.token);
    if (fate === "open") return;
    await writer.advance(
      order,
      fate === "given-up"
        ? { name: "failed", failure: { reason: "not-sent", why: reason("claimed-too-late") } }
        : { name: "unknown", why: reason("answer-unrecorded") },
    );
  }

  async function noneFits(order: Order, trusted: boolean): Promise<void> {
    const decision = await decideUnmatched(order, { trusted }, unmatched);
    if (decision) await writer.advance(order, decision.state, decision.why);
  }

  async function recollectOne(order: Order, term: Term, rule: MatchRule): Promise<void> {
    const evidence = await store.evidence(order, recollectWindow(order, term, rule));
    const verdict = recollect(order, evidence, term, rule);
    if (verdict.kind === "become") await writer.advance(order, verdict.state);
    // Of what another memory had, nothing is learnt, and on what was learnt in this one nothing is decided.
    if (verdict.kind === "none") await noneFits(order, false);
  }

  async function judgeOne(
    order: Order & { sentAtMs: number },
    term: Term,
    rule: MatchRule,
  ): Promise<void> {
    const evidence = await store.evidence(order, matchWindowOf(order, rule));
    const verdict = reconcile(order, evidence, {
      graceMs: rule.graceMs,
      notNow,
      memoryLost: doubtedFromMs(term) !== null,
      nowMs: term.nowMs(),
    });
    switch (verdict.kind) {
      case "wait":
        return;
      case "become":
        await writer.advance(order, verdict.state, verdict.why);
        return;
      case "none":
        return noneFits(order, evidence.trusted);
      case "match": {
        const transaction = await store.transaction(verdict.ref);
        const next =
          transaction === null
            ? ({ name: "review", why: reason("transaction-unreadable") } as const)
            : follow(order, transaction);
        if (next) await writer.advance(order, next, reason("matched", verdict.ref));
      }
    }
  }

  const name = (order: Order) => order.id;

  return {
    async read() {
      const [sending, unknown] = await Promise.all([
        store.inState("sending", atOnce),
        store.inState("unknown", atOnce),
      ]);
      return { sending, unknown };
    },

    adopt: ({ sending }, { signal }) => rounds.each(sending, adoptOne, { name, signal }),

    async judge({ unknown }, term, rule) {
      const judge = async (order: Order) => {
        if (mayBeForgotten(order, term.memory)) return recollectOne(order, term, rule);
        const { sentAtMs } = order;
        if (sentAtMs === null) throw new Error("an unknown order was never sent");
        await judgeOne({ ...order, sentAtMs }, term, rule);
      };
      await rounds.each(unknown, judge, { name, signal: term.signal });
    },
  };
}
