import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { createTripayEmulator } from "../../sandbox/tripay/emulator.ts";
import { mountGatewayBell } from "../../src/http/payment-hooks.ts";
import { createGatewayDesk } from "../../src/payments/gateway-desk.ts";
import { createTripay } from "../../src/payments/tripay.ts";
import { clock, nowS, openHooks } from "./hooks.ts";

const merchant = { apiKey: "key-of-tests", privateKey: "priv8-of-tests", merchantCode: "T0001" };

async function openGatewayBell(context: TestContext) {
  const tripay = createTripayEmulator({ ...merchant, now: clock.wallMs });
  const baseUrl = await tripay.listen();
  context.after(() => tripay.close());
  const settings = {
    ...merchant,
    customerEmail: "operator@example.com",
    channel: "QRIS2",
  } as const;
  const gateway = createTripay({ ...settings, baseUrl }, { clock });
  const hooks = await openHooks(
    context,
    ({ inbox, metrics, ...parts }) =>
      (app) =>
        mountGatewayBell(app, gateway, {
          ...parts,
          desk: createGatewayDesk({ ...parts, gateway, take: inbox.take }),
          onRing: metrics.onPaymentRing,
        }),
  );
  tripay.setCallbackUrl(`${hooks.origin}/hook/tripay`);
  const expiresAtMs = clock.wallMs() + 3_600_000;
  const opened = await gateway.open({
    ticketId: "tkt-1",
    amountRupiah: 50_321,
    customerName: "Budi",
    expiresAtMs,
  });
  assert.ok(opened.kind === "opened");
  return { ...hooks, tripay, reference: opened.payment.reference };
}

const heard = { status: 200, body: '{"success":true}' };
const notHeard = (status: number) => ({ status, body: '{"success":false}' });

test("Tripay's bell: paid there too, it is taken once, however often it rings", async (context) => {
  const { tripay, reference, inbox, rung, rings } = await openGatewayBell(context);
  tripay.become(reference, "PAID");
  assert.deepEqual(await tripay.callBack(reference), heard);
  const answers = await Promise.all(Array.from({ length: 10 }, () => tripay.callBack(reference)));
  for (const answer of answers) assert.deepEqual(answer, heard);
  assert.deepEqual(inbox.payments(), [
    {
      id: `tripay:${reference}`,
      method: "tripay",
      amountRupiah: 50_321,
      atMs: nowS * 1_000,
      note: "QRIS",
      reference: "tkt-1",
    },
  ]);
  assert.equal(await rung("tripay", "taken"), 1);
  assert.equal(await rung("tripay", "again"), 10);
  assert.deepEqual(await rings.last(["tripay", "hook"]), {
    tripay: new Date(clock.wallMs()).toISOString(),
    hook: null,
  });
});

test("Tripay's bell: a signed lie of a payment that nobody made credits nothing, and neither does a lie about its sum", async (context) => {
  const { tripay, reference, inbox } = await openGatewayBell(context);
  const lie = { status: "PAID", paid_at: nowS };
  assert.deepEqual(await tripay.callBack(reference, { change: lie }), notHeard(503));
  assert.deepEqual(inbox.payments(), []);
  tripay.become(reference, "PAID");
  const more = { total_amount: 9_000_000, amount_received: 9_000_000, merchant_ref: "tkt-2" };
  assert.deepEqual(await tripay.callBack(reference, { change: more }), heard);
  assert.equal(inbox.payments()[0]?.amountRupiah, 50_321);
  assert.equal(inbox.payments()[0]?.reference, "tkt-1");
});

test("Tripay's bell: a forged one is not even looked up", async (context) => {
  const { tripay, reference, inbox, rings } = await openGatewayBell(context);
  tripay.become(reference, "PAID");
  for (const signature of ["", "0".repeat(64), "not hexadecimal"])
    assert.deepEqual(await tripay.callBack(reference, { signature }), notHeard(401));
  assert.equal(tripay.asked("detail").length, 0);
  assert.deepEqual(inbox.payments(), []);
  assert.deepEqual(await rings.last(["tripay"]), { tripay: null });
});

test("Tripay's bell: another event and a reference that is none are refused", async (context) => {
  const { tripay, reference } = await openGatewayBell(context);
  assert.deepEqual(await tripay.callBack(reference, { event: "open_payment" }), notHeard(400));
  for (const odd of ["../detail", "", null, 5])
    assert.deepEqual(
      await tripay.callBack(reference, { change: { reference: odd } }),
      notHeard(400),
    );
  assert.equal(tripay.asked("detail").length, 0);
});

test("Tripay's bell: expired, failed, given back is heard and credits nothing", async (context) => {
  const { tripay, reference, inbox, rung } = await openGatewayBell(context);
  for (const status of ["EXPIRED", "FAILED", "REFUND"] as const) {
    tripay.become(reference, status);
    assert.deepEqual(await tripay.callBack(reference), heard);
  }
  assert.deepEqual(inbox.payments(), []);
  assert.equal(await rung("tripay", "unpaid"), 3);
});

test("Tripay's bell: where it cannot be looked up or taken it has to ring again", async (context) => {
  const { tripay, reference, inbox } = await openGatewayBell(context);
  tripay.become(reference, "PAID");
  for (const fault of ["dropped", "busy", "html", "server-error"] as const) {
    tripay.fault("detail", fault);
    assert.deepEqual(await tripay.callBack(reference), notHeard(503));
  }
  assert.deepEqual(inbox.payments(), []);
  inbox.losesTheReply();
  assert.deepEqual(await tripay.callBack(reference), notHeard(503));
  assert.deepEqual(await tripay.callBack(reference), heard);
  assert.equal(inbox.payments().length, 1);
});

test("Tripay's bell: a body that is too long is not read to its end", async (context) => {
  const { tripay, reference } = await openGatewayBell(context);
  const long = { note: "x".repeat(17_000) };
  assert.deepEqual(await tripay.callBack(reference, { change: long }), notHeard(400));
});
