import type { Log } from "../log.ts";
import { reason } from "../reason.ts";
import { follow } from "./follow.ts";
import type { Order } from "./order.ts";
import type { OrderStore } from "./ports.ts";
import { matchWindow, reconcile, type MatchRule, type UnmatchedPolicy } from "./reconcile.ts";
import type { Submitter } from "./submitter.ts";
import type { Term } from "./term.ts";
import type { OrderWriter } from "./writer.ts";

/** Decides orders whose request may have left and whose answer nobody has. */
export interface Undecided {
  /** Takes over what other processes, or a claim applied too late, left in `sending`. */
  adopt(): Promise<void>;
  /** Judges every `unknown` order by the pages read so far. */
  judge(term: Term, rule: MatchRule): Promise<void>;
}

export interface UndecidedDependencies {
  store: OrderStore;
  writer: OrderWriter;
  log: Log;
  unmatchedPolicy: UnmatchedPolicy;
  /** What this process knows of an attempt. */
  fateOf: Submitter["fateOf"];
}

const atOnce = 200;

export function createUndecided({
  store,
  writer,
  log,
  unmatchedPolicy,
  fateOf,
}: UndecidedDependencies): Undecided {
  async function adopt(): Promise<void> {
    for (const order of await store.inState("sending", atOnce)) {
      if (order.state.name !== "sending") continue;
      const fate = fateOf(order.state.token);
      if (fate === "open") continue;
      await writer.advance(
        order,
        fate === "given-up"
          ? { name: "failed", failure: { reason: "not-sent", why: reason("claimed-too-late") } }
          : { name: "unknown", why: reason("answer-unrecorded") },
      );
    }
  }

  async function judgeOne(
    order: Order & { sentAtMs: number },
    term: Term,
    rule: MatchRule,
  ): Promise<void> {
    const evidence = await store.evidence(order, matchWindow(order.sentAtMs, rule));
    const verdict = reconcile(order, evidence, {
      graceMs: rule.graceMs,
      unmatchedPolicy,
      nowMs: term.nowMs(),
    });
    switch (verdict.kind) {
      case "wait":
        return;
      case "become":
        await writer.advance(order, verdict.state);
        return;
      case "match": {
        const transaction = await store.transaction(verdict.ref);
        const next = transaction && follow(order, transaction);
        if (next) await writer.advance(order, next, reason("matched", verdict.ref));
      }
    }
  }

  return {
    adopt,
    async judge(term, rule) {
      for (const order of await store.inState("unknown", atOnce)) {
        const { sentAtMs } = order;
        if (sentAtMs === null) log.error({ order: order.id }, "an unknown order was never sent");
        else await judgeOne({ ...order, sentAtMs }, term, rule);
      }
    },
  };
}
