import assert from "node:assert/strict";
import { test } from "node:test";
import { reseller } from "../story/reseller.ts";
import { until } from "../story/until.ts";
import { openArena } from "./arena.ts";
import { complaintsAbout } from "./verdict.ts";
import { killAtSteps } from "./kill-points.ts";
import { strikeAtRandom } from "./random-blows.ts";
import { killAtRandom } from "./random-kills.ts";

/** Other kill points every day: together they cover all that `npm run torture` covers in one go. */
const day = Math.floor(Date.now() / 86_400_000);
const steps = [0, 1, 2, 3, 4, 5]
  .map((place) => 1 + ((day * 7 + place * 17) % 103))
  .toSorted((a, b) => a - b);

test(`the bot killed at I/O steps ${steps.join(", ")} of an order places it once and tells it`, async () => {
  let kills = 0;
  /** A busy machine reads and writes more at once and has told the order before a late step: then it is an earlier one. */
  function* reachable(): Iterable<number> {
    for (const [place, wanted] of steps.entries())
      for (let step = wanted; kills === place && step > 0; step = Math.floor(step / 2)) yield step;
  }
  await killAtSteps(reachable(), (kill) => {
    assert.deepEqual(kill.complaints, [], `killed at step ${kill.step}`);
    if (kill.reached) kills += 1;
  });
  assert.equal(kills, steps.length);
});

test("the bot killed ten times at random under load and faults loses nothing and doubles nothing", async () => {
  const report = await killAtRandom({ seed: day, kills: 10, orders: 20, resellers: 8 });
  assert.deepEqual(report.complaints, []);
  assert.ok(report.orders >= 20, `${report.orders} orders were made`);
});

/** A day for each; `npm run torture -- --replicas` strikes a cluster too. */
const redis = day % 2 === 0 ? "one" : "sentinels";
test(`three bots by webhook, struck down one after another (Redis: ${redis}), lose nothing and double nothing`, async () => {
  const report = await strikeAtRandom({ seed: day, blows: 5, resellers: 5, redis });
  assert.deepEqual(report.complaints, []);
  assert.ok(report.orders > 0, "no order was made");
});

test("a bot stopped beyond its lease sends nothing when it wakes; the other has taken over", async () => {
  const arena = await openArena([7_001]);
  try {
    const budi = reseller(arena.telegram, { id: 7_001, name: "Budi", timeoutMs: 30_000 });
    const sleeper = await arena.startBot();
    await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
    await budi.sees(/Nomor HP tujuan\?|Which phone number\?/);
    budi.says("081234567890");
    await budi.sees(/^Cek/);
    sleeper.pause();
    await arena.startBot();
    await budi.presses("✅");
    sleeper.resume();
    await budi.sees(/^✅ Sukses/);
    await budi.ordersPulsa("081234567891");
    await until(async () => {
      const orders = await arena.orders([7_001]);
      return orders.length === 2 && complaintsAbout(arena, orders).length === 0;
    });
    assert.equal(arena.osimesa.requests.count("order"), 2);
  } finally {
    await arena.close();
  }
});
