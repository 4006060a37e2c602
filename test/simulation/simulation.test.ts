import assert from "node:assert/strict";
import { test } from "node:test";
import { play } from "./play.ts";

const seeds = 300;
const slices = 10;

// In slices, so that a failure names its seeds and the whole shows that it moves.
for (let slice = 0; slice < slices; slice += 1) {
  const first = 1 + (slice * seeds) / slices;
  const last = ((slice + 1) * seeds) / slices;
  test(`all invariants hold in simulated seeds ${first} to ${last}`, async () => {
    let orders = 0;
    for (let seed = first; seed <= last; seed += 1) {
      const report = await play(seed);
      orders += report.orders;
      assert.deepEqual(report.violations, [], `seed ${seed}; replay it with: npm run simulate -- --seed ${seed}`);
    }
    assert.ok(orders > 100, "the simulation placed orders");
  });
}

test("the same seed plays exactly the same", async () => {
  const [first, second] = [await play(7), await play(7)];
  assert.deepEqual(second, first);
});
