import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import type { OrderAnswer } from "../../osimesa/answers.ts";
import { reason } from "../../reason.ts";
import type { AlarmName, Notice } from "../state/notice.ts";
import { refSchema, type Order } from "../state/order.ts";
import type { OrderStore } from "../store/store.ts";
import type { OrderWriter } from "../store/writer.ts";
import { decideOn, isSuperseded } from "./outcome.ts";

/**
 * Records what the upstream answered to an order's request, for the attempt that it answers, and whatever has become of
 * the order, of the term or of Redis's memory meanwhile; what cannot be recorded is told to the operators.
 */
export type RecordAnswer = (order: Order, answer: OrderAnswer) => Promise<void>;

const insistAgainMs = 1_000;

export function createRecording({
  store,
  writer,
  operators,
  clock,
  log,
  giveUp,
}: {
  store: Pick<OrderStore, "owe" | "keepForgotten">;
  writer: OrderWriter;
  operators: () => readonly number[];
  clock: Clock;
  log: Log;
  /** Ends the retries: the process is being killed. */
  giveUp: AbortSignal;
}): RecordAnswer {
  /** Nothing else tells of it: tried until Redis takes it. */
  async function insist(record: () => Promise<void>): Promise<void> {
    while (!giveUp.aborted) {
      try {
        return await record();
      } catch (error) {
        log.error({ err: error }, "an answer without its order is not told yet, trying again");
        await clock.sleep(insistAgainMs, giveUp);
      }
    }
  }

  /** All that an operator needs who can no longer look the order up. */
  async function alarm(name: AlarmName, order: Order, answer: OrderAnswer): Promise<void> {
    const destination = order.destination.map((field) => (field.secret ? "•••" : field.value));
    const notice: Notice = {
      kind: "alarm",
      id: `${name}:${order.id}`,
      alarm: name,
      detail: reason(
        "order-was",
        [
          `${order.service.name} (${order.service.code})`,
          destination.join(" "),
          `Telegram ${order.resellerId}`,
          answer.kind === "refused" ? answer.message : "",
        ].join("\n"),
      ),
      orderId: order.id,
      ...(answer.kind === "placed" ? { ref: refSchema.parse(answer.transaction.ref) } : {}),
    };
    const owed = operators().map((chatId) => ({ chatId, notice }));
    // That an answer is late says nothing of what pages show; that it cannot be true, all the more.
    if (name === "unrecorded-answer") await store.owe(owed);
    else await store.owe(owed, reason("answer-contradicts", order.id));
  }

  return async function record(order, answer) {
    let superseded = false;
    const decide = (now: Order) => {
      superseded = isSuperseded(now, order);
      return superseded ? null : decideOn(answer, now);
    };
    const outcome = await writer.settle(order, decide, {
      giveUp,
      onLate: () => alarm("unrecorded-answer", order, answer),
    });
    // Its turn had been over, and it was placed all the same.
    if (superseded && answer.kind === "placed") await alarm("unrecorded-answer", order, answer);
    if (outcome === "gone") {
      log.error({ order: order.id, answer: answer.kind }, "answered, but its order is gone");
      if (answer.kind === "placed")
        await insist(() => store.keepForgotten(order, answer.transaction));
      await insist(() => alarm("lost-order", order, answer));
    }
    if (outcome === "ref-taken") await insist(() => alarm("taken-ref", order, answer));
  };
}
