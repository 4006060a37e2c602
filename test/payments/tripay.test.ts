import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test, type TestContext } from "node:test";
import { createTripayEmulator, type TripayFault } from "../../sandbox/tripay/emulator.ts";
import type { FeeOn } from "../../sandbox/tripay/payments.ts";
import { reason } from "../../src/reason.ts";
import { readQris } from "../../src/payments/qris.ts";
import { signatureOf } from "../../src/payments/signature.ts";
import { createTripay } from "../../src/payments/tripay.ts";
import { createHandClock } from "../hand-clock.ts";
import { listenOn } from "../osimesa/supplier.ts";

const merchant = {
  apiKey: "DEV-api/key+of=tests",
  privateKey: "priv8-key-of-tests",
  merchantCode: "T0001",
};
const settings = {
  ...merchant,
  customerEmail: "operator@example.com",
  channel: "QRIS2",
} as const;
const clock = createHandClock();
const inMinutes = (minutes: number) => clock.wallMs() + minutes * 60_000;
const wanted = {
  ticketId: "tkt_A1-b2",
  amountRupiah: 100_123,
  customerName: "Budi",
  expiresAtMs: inMinutes(60),
};

async function openTripay(context: TestContext, feeOn: FeeOn = "merchant") {
  const emulator = createTripayEmulator({ ...merchant, feeOn, now: clock.wallMs });
  const baseUrl = await emulator.listen();
  context.after(() => emulator.close());
  return { emulator, tripay: createTripay({ ...settings, baseUrl }, { clock }) };
}

/** A Tripay that answers every call with just this. */
async function tripayThatSays(context: TestContext, status: number, body: string) {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  const port = await listenOn(server);
  context.after(() => server.close());
  return createTripay({ ...settings, baseUrl: `http://127.0.0.1:${port}` }, { clock });
}

test("the signature is the one of Tripay's own documentation", () => {
  assert.equal(
    signatureOf("ytf6ooi2gmlNPfpchd94jDOk8hRWOu", "T0001", "INV55567", "1500000"),
    "9f167eba844d1fcb369404e2bda53702e2f78f7aa12e91da6715414e65b8c86a",
  );
});

test("a payment is opened with the ticket's id, and has a QRIS of what is to be paid", async (context) => {
  const { tripay, emulator } = await openTripay(context);
  const answer = await tripay.open(wanted);
  assert.ok(answer.kind === "opened");
  const { qr, ...payment } = answer.payment;
  assert.deepEqual(payment, {
    reference: "T000100000000001",
    ticketId: "tkt_A1-b2",
    state: "unpaid",
    amountRupiah: 100_123,
    payRupiah: 100_123,
    name: "QRIS",
    payUrl: "https://tripay.co.id/checkout/T000100000000001",
    expiresAtMs: Math.floor(inMinutes(60) / 1_000) * 1_000,
    paidAtMs: null,
  });
  assert.match(qr ?? "", /5406100123/);
  assert.ok(!readQris(qr ?? "").ok, "for one payment");
  assert.equal(emulator.payments().length, 1);
});

test("the fee is said before it is paid, and it is not what is credited", async (context) => {
  const { tripay, emulator } = await openTripay(context);
  emulator.setFeeOn("customer");
  const answer = await tripay.open({ ...wanted, amountRupiah: 100_000 });
  assert.ok(answer.kind === "opened");
  assert.equal(answer.payment.amountRupiah, 100_000);
  assert.equal(answer.payment.payRupiah, 101_450);
});

test("no payment lives longer than its channel allows", async (context) => {
  const { emulator } = await openTripay(context);
  const lives = async (channel: "QRIS" | "QRIS2", minutes: number) => {
    const tripay = createTripay({ ...settings, channel, baseUrl: emulator.url }, { clock });
    emulator.setChannel(channel);
    const answer = await tripay.open({ ...wanted, expiresAtMs: inMinutes(minutes) });
    assert.ok(answer.kind === "opened");
    return Math.round(((answer.payment.expiresAtMs ?? 0) - clock.wallMs()) / 60_000);
  };
  assert.equal(await lives("QRIS2", 10_000), 24 * 60 - 1);
  assert.equal(await lives("QRIS2", 600), 600);
  assert.equal(await lives("QRIS", 600), 59);
});

test("paid, expired, failed, refunded: a look-up says so, and when it was paid", async (context) => {
  const { tripay, emulator } = await openTripay(context);
  await tripay.open(wanted);
  const reference = "T000100000000001";
  for (const [status, state] of [
    ["EXPIRED", "over"],
    ["FAILED", "over"],
    ["PAID", "paid"],
    ["REFUND", "refunded"],
  ] as const) {
    emulator.become(reference, status);
    const answer = await tripay.lookUp(reference);
    assert.ok(answer.kind === "payment");
    assert.equal(answer.payment.state, state);
    assert.equal(answer.payment.amountRupiah, 100_123);
    const paid = state === "paid" || state === "refunded";
    assert.equal(answer.payment.paidAtMs, paid ? Math.floor(clock.wallMs() / 1_000) * 1_000 : null);
  }
  assert.deepEqual(await tripay.lookUp("T9"), {
    kind: "trouble",
    why: reason("refused", "Transaction not found"),
  });
});

test("a clear no is a no, in Tripay's words and without our keys", async (context) => {
  const { tripay, emulator } = await openTripay(context);
  assert.deepEqual(await tripay.open({ ...wanted, amountRupiah: 999 }), {
    kind: "refused",
    why: reason("refused", "Minimum amount is Rp 1.000"),
  });
  emulator.fault("create", { says: `no: ${merchant.apiKey} ${merchant.privateKey}` });
  assert.deepEqual(await tripay.open(wanted), {
    kind: "refused",
    why: reason("refused", "no: ••• •••"),
  });
  assert.equal(emulator.payments().length, 0);
});

test("a wrong key is said to be one", async (context) => {
  const { emulator } = await openTripay(context);
  const stranger = createTripay(
    { ...settings, apiKey: "another", baseUrl: emulator.url },
    { clock },
  );
  assert.deepEqual(await stranger.lookUp("T1"), {
    kind: "trouble",
    why: reason("refused", "Invalid API Key"),
  });
});

const unclear: [fault: Extract<TripayFault, string>, made: boolean][] = [
  ["answer-lost", true],
  ["dropped", false],
  ["busy", false],
  ["server-error", false],
  ["html", true],
  ["empty", true],
];
for (const [fault, made] of unclear) {
  test(`${fault}: whether it was opened is unclear, it is not asked again, and is found by its ticket`, async (context) => {
    const { tripay, emulator } = await openTripay(context);
    // Its reference has the ticket's in it.
    await tripay.open({ ...wanted, ticketId: `x${wanted.ticketId}` });
    emulator.fault("create", fault);
    assert.equal((await tripay.open(wanted)).kind, "unclear");
    assert.equal(emulator.asked("create").length, 2);
    const found = await tripay.find(wanted.ticketId);
    assert.equal(found.kind, made ? "payment" : "none");
    if (found.kind === "payment") assert.equal(found.payment.reference, "T000100000000002");
  });
}

test("where nobody listens nothing was opened", async () => {
  const tripay = createTripay({ ...settings, baseUrl: "http://127.0.0.1:1/api" }, { clock });
  assert.equal((await tripay.open(wanted)).kind, "refused");
  assert.equal((await tripay.lookUp("T1")).kind, "trouble");
  assert.equal((await tripay.find("T1")).kind, "trouble");
});

const detail = {
  reference: "T1",
  merchant_ref: wanted.ticketId,
  status: "PAID",
  payment_name: "QRIS",
  amount: 100_123,
  fee_merchant: 1_451,
  fee_customer: 0,
  amount_received: 98_672,
  paid_at: 1_774_522_000,
  expired_time: 1_774_523_000,
};
const says = (data: unknown) => JSON.stringify({ success: true, message: "", data });

test("numbers as texts, fees of a fraction and unknown words are read for what they are", async (context) => {
  const odd = {
    ...detail,
    status: "Settling",
    fee_merchant: "1450.86",
    amount_received: 98_672.14,
    paid_at: "1774522000",
    qr_string: "",
    checkout_url: "javascript:alert(1)",
  };
  const tripay = await tripayThatSays(context, 200, says(odd));
  const answer = await tripay.lookUp("T1");
  assert.ok(answer.kind === "payment");
  assert.deepEqual(answer.payment, {
    reference: "T1",
    ticketId: wanted.ticketId,
    state: "other",
    amountRupiah: 100_123,
    payRupiah: 100_123,
    name: "QRIS",
    qr: null,
    payUrl: null,
    expiresAtMs: 1_774_523_000_000,
    paidAtMs: 1_774_522_000_000,
  });
});

const unreadable: [what: string, data: unknown][] = [
  ["another payment", { ...detail, reference: "T2" }],
  ["no sums", { ...detail, amount_received: undefined }],
  ["half a rupiah", { ...detail, amount_received: 98_672.5 }],
  ["nothing paid", { ...detail, amount_received: 0, fee_merchant: 0 }],
  ["more than anybody pays", { ...detail, amount_received: 1_000_000_000 }],
  ["a list", [detail]],
  ["nothing", null],
];
for (const [what, data] of unreadable) {
  test(`a look-up that shows ${what} is trouble, and no payment`, async (context) => {
    const tripay = await tripayThatSays(context, 200, says(data));
    assert.equal((await tripay.lookUp("T1")).kind, "trouble");
  });
}

test("an opening that is about another sum or ticket is unclear", async (context) => {
  for (const data of [
    { ...detail, merchant_ref: "another" },
    { ...detail, amount_received: 98_671 },
  ]) {
    const tripay = await tripayThatSays(context, 200, says(data));
    assert.equal((await tripay.open(wanted)).kind, "unclear");
  }
  const exact = await tripayThatSays(context, 200, says(detail));
  assert.equal((await exact.open(wanted)).kind, "opened");
});

test("an answer without an end is not read to it", async (context) => {
  const tripay = await tripayThatSays(context, 200, says("x".repeat(600_000)));
  assert.equal((await tripay.open(wanted)).kind, "unclear");
  assert.equal((await tripay.lookUp("T1")).kind, "trouble");
});

test("of several with one ticket the paid one is found, and rows that cannot be read are none", async (context) => {
  const tripay = await tripayThatSays(
    context,
    200,
    says([
      { odd: 1 },
      { ...detail, reference: "T1", status: "EXPIRED" },
      { ...detail, reference: "T2" },
    ]),
  );
  const found = await tripay.find(wanted.ticketId);
  assert.ok(found.kind === "payment");
  assert.equal(found.payment.reference, "T2");
});
