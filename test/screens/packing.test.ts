import { languages } from "../../src/words/dictionary.ts";
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import type { Notice } from "../../src/orders/state/notice.ts";
import type { OrderState } from "../../src/orders/state/order.ts";
import { notices, type NoticeWithOrder } from "../../src/screens/notices/notices.ts";
import { everyState, hostileOrder, orderIn, view } from "../words/sample-orders.ts";
import { assertSendable } from "../words/sendable.ts";

const over = everyState.filter(({ name }) => name === "succeeded" || name === "failed");

const order = fc
  .tuple(fc.constantFrom<OrderState>(...over), fc.constantFrom(orderIn, hostileOrder))
  .map(([state, make]) => make(state));
const { id: orderId } = orderIn({ name: "confirmed" });
const due = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: order.map((order) => ({ kind: "result" as const, order })) },
      { weight: 1, arbitrary: fc.constantFrom({ kind: "result" as const, order: null }) },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom("checking" as const, "review" as const)
          .chain((kind) => order.map((order) => ({ kind, order }))),
      },
    ),
    { maxLength: 25, size: "max" },
  )
  .map((all) =>
    all.map(({ kind, order }, at): NoticeWithOrder => ({
      notice: { kind, id: `n${at}`, orderId },
      order,
    })),
  );

suite("what became due for one chat", () => {
  test("is told in order, everything once, in messages Telegram takes", () => {
    fc.assert(
      fc.property(due, fc.constantFrom(...languages), (due, language) => {
        const told = notices(due, view(language));
        assert.deepEqual(
          told.flatMap(({ notices }) => notices),
          due.map(({ notice }) => notice),
        );
        for (const { screen } of told) if (screen !== null) assertSendable(screen);
      }),
      { numRuns: 60 },
    );
  });

  test("shares messages among results only, ten at most, and as few as it takes", () => {
    const short = fc
      .array(
        fc.nat({ max: 15 }).map((one) => one > 0),
        { maxLength: 60, size: "max" },
      )
      .map((results) =>
        results.map((isResult, at): NoticeWithOrder => {
          const kind: Notice["kind"] = isResult ? "result" : "checking";
          return {
            notice: { kind, id: `n${at}`, orderId },
            order: orderIn(
              { name: "failed", failure: { reason: "withdrawn", why: "cancelled" } },
              { destination: [] },
            ),
          };
        }),
      );
    fc.assert(
      fc.property(short, (due) => {
        const sizes = notices(due, view("id")).map(({ notices }) => notices.length);
        assert.deepEqual(sizes, expectedSizes(due));
      }),
      { numRuns: 150 },
    );
  });
});

/** Of short notices: results in a row by tens, everything else alone. */
function expectedSizes(due: readonly NoticeWithOrder[]): number[] {
  const sizes: number[] = [];
  let open = false;
  for (const { notice } of due) {
    const last = sizes.at(-1);
    if (notice.kind === "result" && open && last !== undefined && last < 10)
      sizes[sizes.length - 1] = last + 1;
    else sizes.push(1);
    open = notice.kind === "result";
  }
  return sizes;
}
