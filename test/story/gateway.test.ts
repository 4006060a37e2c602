import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { z } from "zod";
import { createTripayEmulator } from "../../sandbox/tripay/emulator.ts";
import { secretsOf } from "../../src/base.ts";
import { readConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { apiKey, botToken, openShop } from "./shop.ts";
import { until } from "./until.ts";

const merchant = {
  apiKey: "tripay-key-of-tests",
  privateKey: "tripay-private-key",
  merchantCode: "T0001",
};
const bellSecret = "a-secret-of-the-payment-bell";

const settings = {
  PAYMENT_HOOK_SECRET: bellSecret,
  TRIPAY_API_KEY: merchant.apiKey,
  TRIPAY_PRIVATE_KEY: merchant.privateKey,
  TRIPAY_MERCHANT_CODE: merchant.merchantCode,
  TRIPAY_CUSTOMER_EMAIL: "operator@example.com",
};

/** A shop that takes payments through an emulated Tripay, which puts its fee on whoever pays. */
async function openShopWithTripay(context: TestContext) {
  const tripay = createTripayEmulator({ ...merchant, feeOn: "customer" });
  const baseUrl = await tripay.listen();
  context.after(() => tripay.close());
  const shop = await openShop(context, {
    env: {
      DEFAULT_CREDIT_RUPIAH: "0",
      ...settings,
      TRIPAY_BASE_URL: baseUrl,
    },
  });
  tripay.setCallbackUrl(`http://127.0.0.1:${shop.httpPort()}/hook/tripay`);
  const readiness = async () => {
    const answer = await fetch(`http://127.0.0.1:${shop.httpPort()}/readyz`);
    return { status: answer.status, ...ready.parse(await answer.json()) };
  };
  return { ...shop, tripay, readiness };
}

const ready = z.object({ paymentBells: z.record(z.string(), z.string().nullable()) });

test("a deposit through Tripay: what it costs is said, and it is in the purse when it is paid, once", async (context) => {
  const { budi, tripay, readiness } = await openShopWithTripay(context);
  budi.says("TIKET.100000");
  await budi.sees(/bayar Rp101\.450, termasuk admin Rp1\.450/);
  const payment = await until(() => tripay.payments()[0]);
  assert.equal(payment.amount, 100_000);
  assert.deepEqual((await readiness()).paymentBells, { hook: null, tripay: null });
  assert.equal(
    (await tripay.callBack(payment.reference, { change: { status: "PAID" } })).status,
    503,
  );
  tripay.become(payment.reference, "PAID");
  for (let time = 0; time < 3; time += 1)
    assert.equal((await tripay.callBack(payment.reference)).status, 200);
  await budi.sees(/Saldo bertambah Rp100\.000/);
  budi.says("/saldo");
  await budi.sees(/Saldo: Rp100\.000\n/);
  tripay.setFeeOn("merchant");
  budi.says("TIKET.50rb");
  await budi.sees(/bayar Rp50\.000\. Yang masuk ke saldo: Rp50\.000/);
  budi.says("UNTIKET");
  await budi.sees("1 tiket dibatalkan");
  const now = await readiness();
  assert.equal(now.status, 200);
  assert.equal(now.paymentBells["hook"], null);
  assert.ok(Math.abs(Date.parse(now.paymentBells["tripay"] ?? "") - Date.now()) < 60_000);
});

test("no line of the log holds a key of payments, wherever it turns up", async () => {
  const read = readConfig({
    BOT_TOKEN: botToken,
    OSIMESA_USER_ID: "10001",
    OSIMESA_API_KEY: apiKey,
    REDIS_URL: "redis://127.0.0.1:6379",
    ADMIN_IDS: "9001",
    ...settings,
  });
  assert.ok(read.ok);
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLog({ level: "info", secrets: secretsOf(read.config), destination });
  for (const secret of [merchant.apiKey, merchant.privateKey, bellSecret])
    log.info({ said: secret }, `it is ${secret}`);
  for (const line of lines) assert.match(line, /"said":"\[redacted\]".*it is \[redacted\]/);
  assert.equal(lines.length, 3);
});

test("Tripay that is away: the ticket is there all the same, and none of our keys stands in the log", async (context) => {
  const { budi, tripay, log } = await openShopWithTripay(context);
  tripay.fault("create", { says: `no ${merchant.apiKey} ${merchant.privateKey}` });
  budi.says("TIKET.100000");
  await budi.sees(/Tiket deposit Rp100\.000/);
  await until(() => tripay.asked("create").length === 1);
  await until(() => log().includes("no payment opened at the gateway"));
  for (const secret of [merchant.apiKey, merchant.privateKey, bellSecret])
    assert.ok(!log().includes(secret), "a key stands in the log");
  assert.equal(tripay.payments().length, 0);
});
