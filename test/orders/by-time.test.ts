import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { createByTime, type ByTime } from "../../src/orders/tracking/by-time.ts";

/** All that is left, the next first. */
function taken(all: ByTime<string>): string[] {
  const order: string[] = [];
  for (let next = all.next(); next !== null; next = all.next()) {
    order.push(`${next.id} ${next.atMs}`);
    all.delete(next.id);
  }
  return order;
}

test("the earliest comes first, of equal times the one that was set first; set anew it is a later one", () => {
  const all = createByTime<string>();
  for (const id of ["a", "b", "c", "d", "e", "f"]) all.set(id, 5);
  all.set("g", 4);
  all.set("c", 5);
  all.set("h", 5);
  all.delete("e");
  all.set("a", 6);
  assert.deepEqual(all.next(), { id: "g", atMs: 4 });
  assert.deepEqual(all.next(), { id: "g", atMs: 4 }, "it stays");
  assert.deepEqual(taken(all), ["g 4", "b 5", "d 5", "f 5", "c 5", "h 5", "a 6"]);
  all.set("a", 1);
  all.clear();
  assert.equal(all.next(), null);
});

test("whatever is set, set anew and deleted, they come as a sorted list would have them", () => {
  const step = fc.record({ id: fc.nat(60), atMs: fc.nat(5), deletes: fc.nat(9) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 600 }), (steps) => {
      const all = createByTime<string>();
      const listed = new Map<string, number>();
      for (const { id, atMs, deletes } of steps) {
        // As in the heap: set anew it stands behind its equals.
        listed.delete(String(id));
        if (deletes === 0) all.delete(String(id));
        else {
          all.set(String(id), atMs);
          listed.set(String(id), atMs);
        }
      }
      const sorted = [...listed].toSorted(([, left], [, right]) => left - right);
      assert.deepEqual(
        taken(all),
        sorted.map(([id, atMs]) => `${id} ${atMs}`),
      );
    }),
  );
});
