import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { test, type TestContext } from "node:test";
import { promisify } from "node:util";
import type { Hono } from "hono";
import { createTripayEmulator } from "../../sandbox/tripay/emulator.ts";
import { createMetrics } from "../../src/http/metrics.ts";
import { mountGatewayBell, mountPaymentBell } from "../../src/http/payment-hooks.ts";
import { createPaymentRings } from "../../src/http/payment-rings.ts";
import { createHttpServer } from "../../src/http/server.ts";
import { createGatewayDesk } from "../../src/payments/gateway-desk.ts";
import { createTripay } from "../../src/payments/tripay.ts";
import { createHandClock } from "../hand-clock.ts";
import { openPeople } from "../people/shop.ts";
import { createInbox } from "../payments/inbox.ts";

const secret = "Kunci-rahasia_0123456789";
const clock = createHandClock();
const nowS = Math.floor(clock.wallMs() / 1_000);
const merchant = { apiKey: "key-of-tests", privateKey: "priv8-of-tests", merchantCode: "T0001" };
const paid = { id: "BCA-77", amountRupiah: 100_123, at: nowS - 20, note: "TRSF DARI BUDI" };

/** The HTTP side of a bot with only these bells, on a real Redis. */
async function openHooks(
  context: TestContext,
  mount: (parts: Awaited<ReturnType<typeof partsOf>>) => (app: Hono) => void,
) {
  const parts = await partsOf(context);
  const server = createHttpServer({
    host: "127.0.0.1",
    port: 0,
    readiness: async () => ({ ready: true, checks: {} }),
    metrics: parts.metrics,
    figures: async () => ({
      leading: false,
      polling: false,
      webhook: null,
      catalogue: null,
      stored: null,
    }),
    doorbell: { knows: () => false, ring: async () => false },
    hooks: [mount(parts)],
  });
  const port = await server.listen();
  context.after(() => server.close());
  const origin = `http://127.0.0.1:${port}`;
  /** How often a bell was rung with this outcome, as Prometheus reads it. */
  async function rung(method: string, outcome: string) {
    const text = await (await fetch(`${origin}/metrics`)).text();
    const line = `osimesa_payment_rings_total{method="${method}",outcome="${outcome}"} `;
    return Number(
      text
        .split("\n")
        .find((one) => one.startsWith(line))
        ?.slice(line.length) ?? 0,
    );
  }
  return { ...parts, origin, rung };
}

async function partsOf(context: TestContext) {
  const { redis, keys, log } = await openPeople(context);
  const rings = createPaymentRings({ redis, keys, clock, log });
  return { redis, keys, log, clock, rings, inbox: createInbox(), metrics: createMetrics() };
}

async function openBell(context: TestContext) {
  const hooks = await openHooks(
    context,
    ({ inbox, metrics, ...parts }) =>
      (app) =>
        mountPaymentBell(app, secret, {
          ...parts,
          take: inbox.take,
          onRing: metrics.onPaymentRing,
        }),
  );
  const url = `${hooks.origin}/hook/payments`;
  const post = async (body: string, headers: Record<string, string>) => {
    const answer = await fetch(url, { method: "POST", body, headers });
    return { status: answer.status, body: await answer.text() };
  };
  return { ...hooks, url, post, ring: (change = {}) => post(...signed({ ...paid, ...change })) };
}

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

function signed(
  content: unknown,
  { key = secret, timestamp = String(nowS) }: { key?: string; timestamp?: string } = {},
): [body: string, headers: Record<string, string>] {
  const body = typeof content === "string" ? content : JSON.stringify(content);
  const signature = createHmac("sha256", key).update(`${timestamp}.${body}`).digest("hex");
  return [body, { "x-payment-timestamp": timestamp, "x-payment-signature": signature }];
}

test("a signed payment is taken once; rung again it says so, with another amount it is refused", async (context) => {
  const { ring, inbox, rung } = await openBell(context);
  assert.deepEqual(await ring(), { status: 200, body: '{"result":"taken"}' });
  assert.deepEqual(await ring(), { status: 200, body: '{"result":"again"}' });
  assert.deepEqual(await ring({ amountRupiah: 900_123 }), {
    status: 409,
    body: '{"result":"differs"}',
  });
  assert.equal(await rung("hook", "taken"), 1);
  assert.equal(await rung("hook", "differs"), 1);
  assert.deepEqual(inbox.payments(), [
    {
      id: "hook:BCA-77",
      method: "hook",
      amountRupiah: 100_123,
      atMs: (nowS - 20) * 1_000,
      note: "TRSF DARI BUDI",
    },
  ]);
});

test("a payment of a clock five minutes ahead is one", async (context) => {
  const { ring } = await openBell(context);
  assert.equal((await ring({ at: nowS + 300 })).status, 200);
});

test("a note may be missing; a long one is cut, and none stops the money", async (context) => {
  const { ring, inbox } = await openBell(context);
  assert.equal((await ring({ id: "1", note: undefined })).status, 200);
  assert.equal((await ring({ id: "2", note: `  ${"🏦".repeat(400)}` })).status, 200);
  assert.deepEqual(
    inbox.payments().map(({ note }) => note),
    ["", "🏦".repeat(300)],
  );
});

const [body, headers] = signed(paid);
const forgeries: [what: string, body: string, headers: Record<string, string>][] = [
  ["without a signature", body, { "x-payment-timestamp": String(nowS) }],
  ["without a timestamp", body, { "x-payment-signature": headers["x-payment-signature"] ?? "" }],
  ["with another's key", ...signed(paid, { key: `${secret}x` })],
  ["with another amount under the same signature", body.replace("100123", "900123"), headers],
  ["with one more space", `${body} `, headers],
  [
    "with a newer timestamp than was signed",
    body,
    { ...headers, "x-payment-timestamp": String(nowS + 1) },
  ],
  ["that was signed 301 seconds ago", ...signed(paid, { timestamp: String(nowS - 301) })],
  ["that is signed 301 seconds ahead", ...signed(paid, { timestamp: String(nowS + 301) })],
  ["with milliseconds for a timestamp", ...signed(paid, { timestamp: String(nowS * 1_000) })],
  ["with words for a timestamp", ...signed(paid, { timestamp: "now" })],
  ["with nothing for a timestamp", ...signed(paid, { timestamp: "" })],
];
for (const [what, body, headers] of forgeries) {
  test(`a ring ${what} is not believed`, async (context) => {
    const { post, inbox, rings } = await openBell(context);
    const answer = await post(body, headers);
    assert.equal(answer.status, 401);
    assert.match(answer.body, /"error":"the (signature|timestamp) is not/);
    assert.deepEqual(inbox.payments(), []);
    assert.deepEqual(await rings.last(["hook"]), { hook: null });
  });
}

for (const offS of [-300, 300]) {
  test(`a ring of a clock ${offS} seconds off ours is believed`, async (context) => {
    const { post } = await openBell(context);
    assert.equal((await post(...signed(paid, { timestamp: String(nowS + offS) }))).status, 200);
  });
}

const malformed: [what: string, content: unknown, says: RegExp][] = [
  ["no JSON", "paid!", /the body: is no JSON/],
  ["a list", [paid], /the body: /],
  [
    "an amount as text",
    { ...paid, amountRupiah: "100123" },
    /amountRupiah: wanted rupiah: a whole/,
  ],
  ["a fraction", { ...paid, amountRupiah: 100_123.5 }, /amountRupiah: .*whole number/],
  ["nothing", { ...paid, amountRupiah: 0 }, /amountRupiah: .*from 1 to/],
  ["less than nothing", { ...paid, amountRupiah: -5 }, /amountRupiah: /],
  ["too much", { ...paid, amountRupiah: 1_000_000_001 }, /to 1000000000/],
  ["more than a number holds", JSON.stringify(paid).replace("100123", "1e999"), /amountRupiah: /],
  ["no id", { ...paid, id: undefined }, /id: wanted a text/],
  ["an empty id", { ...paid, id: "" }, /id: wanted 1 to 100/],
  ["an id with a tab in it", { ...paid, id: "a\tb" }, /id: wanted/],
  ["a number for an id", { ...paid, id: 77 }, /id: wanted a text/],
  ["milliseconds", { ...paid, at: nowS * 1_000 }, /at: wanted unix seconds/],
  ["a date", { ...paid, at: "2026-11-29" }, /at: wanted unix seconds/],
  ["a payment yet to come", { ...paid, at: nowS + 301 }, /at: is in the future/],
  ["more than was asked for", { ...paid, reference: "T1" }, /the body: .*reference/],
  [
    "an amount and an id that are wrong",
    { ...paid, id: "", amountRupiah: 0 },
    /id: .*; amountRupiah: /,
  ],
];
for (const [what, content, says] of malformed) {
  test(`signed and yet ${what}: refused, with what is wrong`, async (context) => {
    const { post, inbox, rings } = await openBell(context);
    const answer = await post(...signed(content));
    assert.equal(answer.status, 400);
    assert.match(answer.body, says);
    assert.deepEqual(inbox.payments(), []);
    assert.notEqual((await rings.last(["hook"]))["hook"], null);
  });
}

test("a body that is too long is not read to its end, whatever it is signed with", async (context) => {
  const { post, inbox } = await openBell(context);
  const long = { ...paid, note: "x".repeat(17_000) };
  assert.equal((await post(...signed(long))).status, 413);
  assert.equal((await post(...signed({ ...paid, note: "x".repeat(16_000) }))).status, 200);
  assert.equal(inbox.payments().length, 1);
});

test("whoever leaves in the middle of a body has paid nothing, and the next is heard", async (context) => {
  const { url, ring, inbox } = await openBell(context);
  const [body, headers] = signed(paid);
  await new Promise<void>((resolve) => {
    const request = httpRequest(url, {
      method: "POST",
      headers: { ...headers, "content-length": body.length },
    });
    request.on("error", () => resolve());
    request.write(body.slice(0, 20), () => request.destroy());
    request.on("close", () => resolve());
  });
  assert.deepEqual(inbox.payments(), []);
  assert.equal((await ring()).status, 200);
});

test("where nobody can say whether it was taken it has to come again, and is then taken once", async (context) => {
  const { ring, inbox } = await openBell(context);
  inbox.losesTheReply();
  assert.deepEqual(await ring(), { status: 503, body: '{"result":"unknown"}' });
  assert.deepEqual(await ring(), { status: 200, body: '{"result":"again"}' });
  assert.equal(inbox.payments().length, 1);
});

test("sixty-four at once are one payment", async (context) => {
  const { ring, inbox } = await openBell(context);
  const answers = await Promise.all(Array.from({ length: 64 }, () => ring()));
  assert.equal(answers.filter(({ body }) => body === '{"result":"taken"}').length, 1);
  assert.equal(inbox.payments().length, 1);
});

test("Redis away: the ring cannot be noted, and that stops nothing", async (context) => {
  const { ring, redis } = await openBell(context);
  redis.disconnect();
  assert.equal((await ring()).status, 200);
});

test("the recipe of docs/payments.md rings the bell", async (context) => {
  const { inbox, url } = await openBell(context);
  const page = await readFile(new URL("../../docs/payments.md", import.meta.url), "utf8");
  const [, recipe = ""] = /```sh\n([^`]*openssl[^`]*)```/.exec(page) ?? [];
  const script = recipe
    .replaceAll("$(date +%s)", String(nowS))
    .replace(/https:\/\/\S+\/hook\/payments/, url);
  const { stdout } = await promisify(execFile)("sh", ["-c", script], {
    env: { PATH: process.env["PATH"], PAYMENT_HOOK_SECRET: secret },
  });
  assert.match(stdout, /"result":"taken"/);
  assert.equal(inbox.payments().length, 1);
});

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
