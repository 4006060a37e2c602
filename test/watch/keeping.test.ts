import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { createLog } from "../../src/log.ts";
import { numberPrint } from "../../src/orders/state/fingerprint.ts";
import { refSchema, type Order, type OrderState, type Ref } from "../../src/orders/state/order.ts";
import { createOrdersByPeriod } from "../../src/orders/store/by-period.ts";
import { createOrderRedis } from "../../src/orders/store/redis.ts";
import type { SlimOrder } from "../../src/orders/store/stored-order.ts";
import { createOrderStore } from "../../src/orders/store/store.ts";
import { dayAt } from "../../src/period.ts";
import { createKeeping } from "../../src/watch/keeping.ts";
import { phone, service } from "../bot/goods.ts";
import { openShop } from "../bot/shop.ts";
import { createHandClock } from "../hand-clock.ts";

const dayMs = 86_400_000;
const refOf = (number: string) => refSchema.parse(`TRX-${number}`);
const ends = {
  placed: (ref: Ref): OrderState[] => [{ name: "placed", ref, statusWord: "process", note: "" }],
  succeeded: (ref: Ref): OrderState[] => [
    ...ends.placed(ref),
    {
      name: "succeeded",
      ref,
      statusWord: "success",
      note: "Transaksi berhasil",
      voucher: `4321-8765-0099-1122-3344/BUDI & CO/R1/900VA/${ref}`,
      chargedRupiah: 5_400,
    },
  ],
  refused: (): OrderState[] => [
    { name: "failed", failure: { reason: "refused", message: "Nomor salah 🙏", shop: false } },
  ],
};
const [number, another, third] = ["081234567890", "081234567891", "081234567892"] as const;

async function open(context: TestContext) {
  const shop = await openShop(context, [service("TS5", [phone])]);
  const { budi, redis, keys } = shop;
  const orderRedis = createOrderRedis(redis, keys.prefix);
  const store = createOrderStore({ redis: orderRedis, keys });
  const clock = createHandClock(async () => {
    for (let answers = 0; answers < 40; answers += 1) await redis.ping();
  });
  let rung = 0;
  const lines: string[] = [];
  /** A process's term, once around. */
  const start = (keepOrdersDays = 400) => {
    const ending = new AbortController();
    const running = createKeeping({
      settings: { keepOrdersDays },
      redis,
      keys,
      operators: () => [9001],
      bells: { owed: { ring: () => (rung += 1), wait: clock.sleep } },
      clock,
      log: {
        ...createLog({ level: "silent", secrets: [] }),
        warn: (_of: object, text?: string) => void lines.push(text ?? ""),
      },
    }).run({ signal: ending.signal });
    return async () => {
      ending.abort();
      await running;
    };
  };
  const keep = async (keepOrdersDays = 400) => {
    const stop = start(keepOrdersDays);
    await clock.pass(5_000);
    await stop();
  };
  /** One for this number that came to this. */
  const order = async (typed: string, end: keyof typeof ends): Promise<Order> => {
    budi.says(`TS5.${typed}`);
    await budi.sees(/^Cek nomor/);
    await budi.presses("✅");
    await budi.sees("Menunggu dikirim");
    const [confirmed] = await shop.orders(budi.id);
    assert.ok(confirmed);
    const sending = { name: "sending", token: "t", epoch: 1 } as const;
    return shop.move(confirmed, sending, ...ends[end](refOf(typed)));
  };
  /** All that says when it was is so many days earlier. */
  const age = async ({ id, resellerId, destination }: Order, days: number, endedDays = days) => {
    const by = days * dayMs;
    const hash = await redis.hgetall(keys.order(id));
    const earlier = (ms: string | undefined, ago = by) => String(Number(ms) - ago);
    await redis.hset(keys.order(id), {
      confirmed: earlier(hash["confirmed"]),
      ...(hash["sent"] !== undefined && { sent: earlier(hash["sent"]) }),
      changed: earlier(hash["changed"], endedDays * dayMs),
      timeline: (hash["timeline"] ?? "").replaceAll(/^\d+/gm, (ms) => earlier(ms)),
    });
    await redis.zadd(keys.state(hash["name"] ?? ""), earlier(hash["confirmed"]), id);
    await redis.zadd(keys.history(resellerId), earlier(hash["confirmed"]), id);
    const print = numberPrint(destination[0]?.value ?? "") ?? "";
    await redis.zadd(keys.number(print), earlier(hash["confirmed"]), `${id}:${resellerId}`);
    const aged = await store.read(id);
    assert.ok(aged);
    return aged;
  };
  const isPacked = async ({ id }: Order) => (await redis.hget(keys.order(id), "v")) === "2";
  const told = async () => (await shop.owed(9001)).filter(({ kind }) => kind === "leaving");
  /** The week in which operators can export is over. */
  const weekPasses = () => redis.hset(keys.leaving, "from", Date.now() - 1);
  return {
    ...shop,
    store,
    orderRedis,
    keep,
    start,
    order,
    age,
    isPacked,
    told,
    weekPasses,
    clock,
    lines,
    rung: () => rung,
  };
}

/** What a person or a script can learn of it: without what only led to its end. */
const said = ({ attempt: _a, identity: _i, pacedMs: _p, ...order }: Order) => order;

test("a month after its end an order is packed, once, and says all it said, wherever it is looked for", async (t) => {
  const shop = await open(t);
  const { store, keep, order, age, isPacked, keys, redis, budi, operator } = shop;
  const won = await age(await order(number, "succeeded"), 31);
  const lost = await age(await order(another, "refused"), 45);
  const fresh = await age(await order(third, "succeeded"), 29);
  await redis.expire(keys.history(budi.id), 86_400);
  await redis.expire(keys.line("game").ref(refOf(number)), 86_400);
  await keep();
  assert.deepEqual(await Promise.all([won, lost, fresh].map(isPacked)), [true, true, false]);
  const packed = await redis.dumpBuffer(keys.order(won.id));
  await keep();
  assert.deepEqual(await redis.dumpBuffer(keys.order(won.id)), packed, "it is left alone");
  for (const one of [won, lost, fresh]) {
    const read = await store.read(one.id);
    assert.ok(read);
    assert.deepEqual(said(read), said(one));
  }
  assert.equal((await store.readByRef("game", refOf(number)))?.id, won.id);
  const print = numberPrint(number) ?? "";
  assert.deepEqual(
    (await store.forNumber(print, budi.id, 5)).map(({ id }) => id),
    [won.id],
  );
  assert.equal((await shop.orders(budi.id)).length, 3);
  const byPeriod = createOrdersByPeriod({ redis, keys });
  const found = [];
  for await (const some of byPeriod.all(null, dayAt(won.confirmedAtMs))) found.push(...some);
  const slim = ({ id, state, destination, priceRupiah, changedAtMs }: SlimOrder) => ({
    id,
    state,
    destination,
    priceRupiah,
    changedAtMs,
  });
  assert.deepEqual(found.map(slim), [slim(won)]);
  assert.equal((await byPeriod.tally(budi.id, dayAt(lost.confirmedAtMs))).failed.count, 1);
  operator.says(`/status ${refOf(number)}`);
  await operator.sees(/4321-8765-0099-1122-3344/);
  for (const key of [
    keys.history(budi.id),
    keys.line("game").ref(refOf(number)),
    keys.number(print),
  ])
    assert.equal(await redis.pttl(key), -1, `${key} does not expire by itself`);
});

test("a packed order takes a third of the room, and Redis keeps it as one list", async (t) => {
  const { order, age, keep, redis, keys } = await open(t);
  const won = await age(await order(number, "succeeded"), 31);
  const usage = async () => Number(await redis.memory("USAGE", keys.order(won.id), "SAMPLES", 0));
  const before = await usage();
  await keep();
  const after = await usage();
  assert.ok(after * 3 < before, `${before} -> ${after} bytes`);
  assert.equal(await redis.object("ENCODING", keys.order(won.id)), "listpack");
});

test("what the supplier says of a packed order later is raised to operators once, and leaves nothing undone", async (t) => {
  const { order, age, keep, store, redis, keys, isPacked, owed } = await open(t);
  const won = await age(await order(number, "succeeded"), 31);
  await keep();
  const notice = { kind: "result", id: "late", orderId: won.id } as const;
  const says = { says: "gagal", doubt: null, notices: [{ chatId: 9001, notice }] };
  await store.correct(won.id, says);
  await store.correct(won.id, says);
  assert.deepEqual(
    (await owed(9001)).map(({ id }) => id),
    ["late"],
  );
  assert.deepEqual(await store.mend(), { mended: 0, left: [] });
  assert.match((await redis.hget(keys.order(won.id), "correction")) ?? "", /gagal/);
  assert.ok(await isPacked(won));
});

test("nothing that is not over leaves, however old; nor what was over only lately, nor what is not all done yet", async (t) => {
  const { order, age, keep, told, weekPasses, store, isPacked, redis, keys } = await open(t);
  const pending = await age(await order(number, "placed"), 500);
  const late = await age(await order(another, "succeeded"), 500, 29);
  const undone = await age(await order(third, "refused"), 500);
  await redis.zadd(keys.unfinished, Date.now() + 60_000, undone.id);
  await keep();
  assert.equal((await told()).length, 1);
  await weekPasses();
  await keep();
  for (const one of [pending, late, undone]) {
    assert.ok(await store.read(one.id));
    assert.equal(await isPacked(one), false);
  }
});

test("operators are told once, a week before the first orders go; sooner than told they go only after being told again", async (t) => {
  const { order, age, keep, told, weekPasses, store, rung } = await open(t);
  const young = await age(await order(number, "succeeded"), 200);
  await age(await order(another, "succeeded"), 391);
  await keep();
  assert.deepEqual([await told(), rung()], [[], 0], "more than a week is left");
  const old = await age(await order(third, "succeeded"), 405);
  await keep();
  await keep();
  const [notice, ...more] = await told();
  assert.equal(more.length, 0);
  assert.ok(notice?.kind === "leaving" && notice.fromMs > Date.now() + 6.9 * dayMs);
  assert.equal(notice.oldestMs, old.confirmedAtMs);
  assert.ok(await store.read(old.id), "the week is not over");
  await weekPasses();
  await keep(100);
  assert.equal((await told()).length, 2);
  assert.ok(await store.read(young.id), "of 100 days they were not told before");
  assert.ok(await store.read(old.id));
  await weekPasses();
  await keep(400);
  assert.equal((await told()).length, 2, "longer is no news");
  assert.equal(await store.read(old.id), null);
  assert.ok(await store.read(young.id));
});

test("an old order goes with all that finds it, but for the books; with two processes at it, and when Redis goes back", async (t) => {
  const shop = await open(t);
  const { order, age, start, keep, weekPasses, store, redis, keys, budi, clock } = shop;
  const others = await redis.keys("*");
  const old = await age(await order(number, "succeeded"), 405);
  const stays = await age(await order(another, "refused"), 399);
  await keep();
  await weekPasses();
  const before = await Promise.all(
    (await redis.keys("*")).map(
      async (key) =>
        [key, Math.max(0, await redis.pttl(key)), await redis.dumpBuffer(key)] as const,
    ),
  );
  const gone = async () => {
    assert.equal(await store.read(old.id), null);
    const left = [];
    for (const key of await redis.keys(`${keys.prefix}*`)) {
      // What expires within 90 days is gone long before; cards are drawn within a second.
      const passes = (await redis.pttl(key)) > 0 || key === keys.cards;
      if (key.includes(":books:") || others.includes(key) || passes) continue;
      const dump = String(await redis.dumpBuffer(key));
      if (key.includes(old.id) || dump.includes(old.id)) left.push(key);
    }
    assert.deepEqual(left, []);
    assert.equal(await redis.exists(keys.line("game").ref(refOf(number))), 0);
    assert.deepEqual(said((await store.read(stays.id)) ?? old), said(stays));
  };
  const stops = [start(), start()];
  await clock.pass(5_000);
  for (const stop of stops) await stop();
  await gone();
  for (const [key, ms, dump] of before) await redis.restore(key, ms, dump, "REPLACE");
  assert.ok(await store.read(old.id));
  await keep();
  await gone();
  assert.equal(await redis.hget(keys.booksTransfer(`order:${old.id}`), "phase"), "posted");
  budi.says("/mutasi");
  await budi.sees(new RegExp(`${old.id.slice(0, 5)}.?${old.id.slice(5)}[^]*Rp5\\.475`));
});

test("one that cannot be read is passed over, and holds up none after it", async (t) => {
  const { order, age, keep, isPacked, redis, keys, lines } = await open(t);
  const broken = await age(await order(number, "succeeded"), 60);
  const fine = await age(await order(another, "succeeded"), 50);
  await redis.hset(keys.order(broken.id), "facts", "{");
  await keep();
  assert.deepEqual(await Promise.all([broken, fine].map(isPacked)), [false, true]);
  assert.deepEqual(lines, ["not packed"]);
});
