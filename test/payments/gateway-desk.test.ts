import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { createTripayEmulator } from "../../sandbox/tripay/emulator.ts";
import { reason } from "../../src/reason.ts";
import { createGatewayDesk } from "../../src/payments/gateway-desk.ts";
import { createTripay } from "../../src/payments/tripay.ts";
import { createHandClock } from "../hand-clock.ts";
import { openPeople } from "../people/shop.ts";
import { until } from "../story/until.ts";
import { createInbox } from "./inbox.ts";

const merchant = { apiKey: "key-of-tests", privateKey: "priv8-of-tests", merchantCode: "T0001" };
const settings = { ...merchant, customerEmail: "operator@example.com", channel: "QRIS2" } as const;
const minuteMs = 60_000;

/** A desk at an emulated Tripay, on a real Redis and a clock that stands still; 1 is the first payment's number. */
async function openDesk(context: TestContext) {
  const { redis, keys, log } = await openPeople(context);
  const clock = createHandClock();
  const tripay = createTripayEmulator({ ...merchant, now: clock.wallMs });
  const baseUrl = await tripay.listen();
  context.after(() => tripay.close());
  const inbox = createInbox();
  const gateway = createTripay({ ...settings, baseUrl }, { clock });
  const desk = createGatewayDesk({ gateway, redis, keys, clock, log, take: inbox.take });
  const ending = new AbortController();
  let running = Promise.resolve();
  context.after(async () => {
    ending.abort();
    await running;
  });
  const open = (change = {}) =>
    desk.open({
      ticketId: "tkt-1",
      amountRupiah: 100_123,
      customerName: "Budi",
      expiresAtMs: clock.wallMs() + 60 * minuteMs,
      ...change,
    });
  /** Lets rounds of the desk happen until nothing more is due. */
  async function passes(minutes: number) {
    for (let round = 0; round < minutes * 12; round += 1) {
      await clock.pass(5_000);
      if (await redis.zcount(keys.gatewayDue, 0, clock.wallMs()))
        await until(async () => (await redis.zcount(keys.gatewayDue, 0, clock.wallMs())) === 0);
    }
  }
  return {
    desk,
    open,
    tripay,
    inbox,
    redis,
    keys,
    clock,
    passes,
    work: () => (running = desk.run({ signal: ending.signal })),
    looked: () => tripay.asked("detail").length,
    waiting: () => redis.zcard(keys.gatewayDue),
  };
}

const first = "T000100000000001";
const paidOnce = (atMs: number) => [
  {
    id: `tripay:${first}`,
    method: "tripay",
    amountRupiah: 100_123,
    atMs: Math.floor(atMs / 1_000) * 1_000,
    note: "QRIS",
    reference: "tkt-1",
  },
];

test("one ticket is one payment, however often and by how many it is opened", async (context) => {
  const { open, tripay } = await openDesk(context);
  const answers = await Promise.all(Array.from({ length: 20 }, () => open()));
  const again = await open();
  assert.equal(tripay.asked("create").length, 1);
  assert.ok(again.kind === "opened");
  assert.equal(again.payment.reference, first);
  assert.match(again.payment.qr ?? "", /5406100123/);
  // Those that came while it was being opened know as much, or that they do not.
  for (const answer of answers)
    if (answer.kind === "opened") assert.equal(answer.payment.reference, first);
    else assert.equal(answer.kind, "unclear");
  assert.equal((await open({ ticketId: "tkt-2" })).kind, "opened");
  assert.equal(tripay.payments().length, 2);
});

test("an answer that was lost: not asked again, and found with its QR code the next time", async (context) => {
  const { open, tripay } = await openDesk(context);
  tripay.fault("create", "answer-lost");
  assert.equal((await open()).kind, "unclear");
  const again = await open();
  assert.ok(again.kind === "opened");
  assert.match(again.payment.qr ?? "", /5406100123/);
  assert.equal(tripay.asked("create").length, 1);
});

test("what never arrived is unclear, and after two minutes it is certain; never is it asked again", async (context) => {
  const { open, tripay, clock } = await openDesk(context);
  tripay.fault("create", "dropped");
  assert.equal((await open()).kind, "unclear");
  await clock.pass(2 * minuteMs - 1);
  assert.equal((await open()).kind, "unclear");
  await clock.pass(1);
  assert.deepEqual(await open(), { kind: "refused", why: reason("given-up") });
  tripay.fault("transactions", "busy");
  assert.equal((await open()).kind, "unclear");
  assert.equal(tripay.asked("create").length, 1);
});

test("a refusal is remembered", async (context) => {
  const { open, tripay } = await openDesk(context);
  tripay.fault("create", { says: "Merchant is not active" });
  const refused = { kind: "refused", why: reason("refused", "Merchant is not active") };
  assert.deepEqual(await open(), refused);
  assert.deepEqual(await open(), refused);
  assert.equal(tripay.asked("create").length, 1);
});

test("Redis away: nothing is opened that nobody would know of", async (context) => {
  const { open, redis, tripay } = await openDesk(context);
  redis.disconnect();
  assert.equal((await open()).kind, "unclear");
  assert.equal(tripay.asked("create").length, 0);
});

test("a payment is taken over once the gateway itself says that it is paid, whoever says so before", async (context) => {
  const { open, desk, tripay, inbox, clock } = await openDesk(context);
  await open();
  assert.equal(await desk.confirm(first), "unpaid");
  assert.equal(await desk.confirm("T9"), "unknown");
  assert.deepEqual(inbox.payments(), []);
  tripay.become(first, "PAID");
  assert.equal(await desk.confirm(first), "taken");
  assert.equal(await desk.confirm(first), "again");
  assert.deepEqual(inbox.payments(), paidOnce(clock.wallMs()));
});

test("where the bell is never heard it is found out within a minute, and once", async (context) => {
  const { open, tripay, inbox, clock, passes, work, looked, waiting } = await openDesk(context);
  await open();
  void work();
  await passes(3);
  assert.deepEqual(inbox.payments(), []);
  tripay.become(first, "PAID");
  const paidAtMs = clock.wallMs();
  await passes(1.1);
  assert.deepEqual(inbox.payments(), paidOnce(paidAtMs));
  const before = looked();
  await passes(10);
  assert.equal(looked(), before);
  assert.equal(await waiting(), 0);
});

test("one whose opening was never answered is found and taken too", async (context) => {
  const { open, tripay, inbox, clock, passes, work } = await openDesk(context);
  tripay.fault("create", "answer-lost");
  await open();
  tripay.become(first, "PAID");
  const paidAtMs = clock.wallMs();
  void work();
  await passes(1.1);
  assert.deepEqual(inbox.payments(), paidOnce(paidAtMs));
});

test("who takes it and does not answer is offered it again", async (context) => {
  const { open, tripay, inbox, passes, work, waiting } = await openDesk(context);
  await open();
  tripay.become(first, "PAID");
  inbox.losesTheReply();
  void work();
  await passes(1.1);
  assert.equal(await waiting(), 1);
  await passes(1.1);
  assert.equal(await waiting(), 0);
  assert.equal(inbox.payments().length, 1);
});

test("trouble at the gateway only delays it", async (context) => {
  const { open, tripay, inbox, passes, work } = await openDesk(context);
  await open();
  tripay.become(first, "PAID");
  tripay.fault("detail", "busy", "html", "dropped");
  void work();
  await passes(1.1);
  assert.equal(inbox.payments().length, 0);
  await passes(16);
  assert.equal(inbox.payments().length, 1);
});

test("what was paid when it seemed to be over is found an hour later", async (context) => {
  const { open, tripay, inbox, clock, passes, work, waiting, looked } = await openDesk(context);
  await open({ expiresAtMs: clock.wallMs() + 10 * minuteMs });
  tripay.become(first, "EXPIRED");
  void work();
  await passes(2);
  assert.equal(looked(), 1);
  tripay.become(first, "PAID");
  await passes(65);
  assert.equal(inbox.payments().length, 0);
  await passes(5);
  assert.equal(inbox.payments().length, 1);
  assert.equal(await waiting(), 0);
});

test("one that nobody pays is looked up less and less, and no more an hour after its end", async (context) => {
  const { open, tripay, inbox, passes, work, waiting, looked } = await openDesk(context);
  await open();
  void work();
  await passes(59);
  const firstHour = looked();
  assert.ok(firstHour >= 50 && firstHour <= 60, `${firstHour} in the first hour`);
  await passes(62);
  assert.ok(looked() - firstHour <= 15, `${looked() - firstHour} in the second`);
  assert.equal(await waiting(), 0);
  assert.deepEqual(inbox.payments(), []);
  assert.equal(tripay.asked("create").length, 1);
});

test("a refused one and one without an opening are not looked up; one that cannot be read holds up no other", async (context) => {
  const { open, tripay, inbox, redis, keys, clock, passes, work, waiting } =
    await openDesk(context);
  tripay.fault("create", { says: "no" });
  await open({ ticketId: "refused" });
  await redis.zadd(keys.gatewayDue, clock.wallMs(), "nobody");
  await redis.zadd(keys.gatewayDue, clock.wallMs(), "odd");
  await redis.set(keys.gatewayPayment("odd"), "{");
  await open();
  tripay.become(first, "PAID");
  void work();
  await passes(1.1);
  assert.equal(inbox.payments().length, 1);
  assert.equal(tripay.asked("transactions").length, 0);
  assert.equal(await waiting(), 1);
});

test("what was given back at the gateway is credited to nobody, and not looked up again", async (context) => {
  const { open, tripay, inbox, passes, work, waiting } = await openDesk(context);
  await open();
  tripay.become(first, "REFUND");
  void work();
  await passes(1.1);
  assert.deepEqual(inbox.payments(), []);
  assert.equal(await waiting(), 0);
});
