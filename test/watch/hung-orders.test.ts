import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { systemClock } from "../../src/clock.ts";
import { createHungOrders } from "../../src/watch/hung-orders.ts";
import { phone, service } from "../bot/goods.ts";
import { openShop } from "../bot/shop.ts";
import { refSchema, type OrderState } from "../../src/orders/state/order.ts";
import { createLog } from "../../src/log.ts";
import { createHandClock } from "../hand-clock.ts";

const sending = { name: "sending", token: "t", epoch: 1 } as const;
const placed = { name: "placed", ref: refSchema.parse("R1"), statusWord: "p", note: "" } as const;

async function open(context: TestContext, ...states: OrderState[]) {
  const shop = await openShop(context, [service("TS5", [phone])]);
  const { budi, redis, keys } = shop;
  budi.says("TS5.081234567890");
  await budi.sees(/^Cek nomor/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  const [confirmed] = await shop.orders(budi.id);
  assert.ok(confirmed);
  const order = await shop.move(confirmed, ...states);
  const clock = createHandClock(async () => {
    for (let answers = 0; answers < 12; answers += 1) await redis.ping();
  });
  let rung = 0;
  let looks = 0;
  /** A process's term; `afterMs`: after so long an order hangs. */
  const start = (hungAfterMs: number) => {
    const ending = new AbortController();
    const running = createHungOrders({
      settings: { hungAfterMs },
      redis,
      keys,
      bells: { owed: { ring: () => (rung += 1), wait: systemClock.sleep } },
      clock: {
        ...clock,
        sleep: (ms, signal) => {
          looks += 1;
          return clock.sleep(ms, signal);
        },
      },
      log: createLog({ level: "silent", secrets: [] }),
    }).run({ signal: ending.signal });
    return async () => {
      ending.abort();
      await running;
    };
  };
  const look = async (hungAfterMs: number) => {
    const stop = start(hungAfterMs);
    await clock.pass(0);
    await stop();
  };
  const told = async () => (await shop.owed(budi.id)).filter(({ kind }) => kind === "hung").length;
  return { ...shop, order, look, start, clock, told, rung: () => rung, looks: () => looks };
}

test("an order that is out too long is told of once, by however many processes, however often they start", async (t) => {
  const { look, told, start, clock, rung, budi, owed, order } = await open(t, sending, placed);
  await look(60_000);
  assert.equal(await told(), 0);
  const stops = [start(0), start(0)];
  await clock.pass(25_000);
  for (const stop of stops) await stop();
  await look(0);
  assert.deepEqual([await told(), rung()], [1, 1]);
  const notice = (await owed(budi.id)).find(({ kind }) => kind === "hung");
  assert.deepEqual(notice, { kind: "hung", id: `hung:${order.id}`, orderId: order.id });
});

test("one that waits for its turn is not: its card says how long; one that is over is not either", async (t) => {
  const { look, told, move, order, redis, keys } = await open(t);
  await look(0);
  assert.equal(await told(), 0);
  const out = await move(order, sending, placed);
  await look(0);
  assert.equal(await told(), 1);
  assert.equal(await redis.hlen(keys.hung), 1);
  await move(out, { ...placed, name: "succeeded", voucher: "SN" });
  await look(0);
  assert.deepEqual([await told(), await redis.hlen(keys.hung)], [1, 0]);
});

test("its own card is drawn again with 🆘, and what hangs is counted for operators until it is over", async (t) => {
  const shop = await open(t, sending, placed);
  const { look, move, order, redis, keys, budi, operator, later } = shop;
  await redis.del(keys.cards);
  await look(0);
  assert.deepEqual(await redis.zrange(keys.cards, 0, "-1"), [`${order.id}@${order.version}`]);
  budi.says("/status R1");
  await budi.sees("Sedang diproses");
  assert.ok(!budi.buttons().some((label) => label.startsWith("🆘")), "not long yet");
  later(700_000);
  budi.says("/status R1");
  await budi.sees("Sedang diproses");
  await budi.presses("🆘");
  await budi.presses("❌");

  budi.says("K.kapan selesai?");
  await budi.sees("Sudah sampai");
  operator.says("/start");
  await operator.sees("Lebih lama dari biasanya: 1 transaksi");
  assert.ok(operator.buttons().includes("🆘 Komplain (1)"));
  operator.says("/stats");
  await operator.sees(/Lebih lama dari biasanya: 1 transaksi[^]*🆘 1 komplain terbuka/);
  await move(order, { ...placed, name: "succeeded", voucher: "SN" });
  await look(0);
  operator.says("/stats");
  const { message } = await operator.sees(/🆘 1 komplain terbuka/);
  assert.doesNotMatch(message.text ?? "", /Lebih lama/);
});

test("orders are looked at every ten seconds", async (t) => {
  const { start, clock, looks } = await open(t, sending, placed);
  const stop = start(60_000);
  await clock.pass(0);
  assert.equal(looks(), 1);
  await clock.pass(9_999);
  assert.equal(looks(), 1);
  await clock.pass(1);
  assert.equal(looks(), 2);
  await stop();
});
