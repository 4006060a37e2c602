import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { createSupplierHealth } from "../../src/osimesa/health.ts";
import { createHandClock } from "../hand-clock.ts";
import { account, openSupplier, says, sign } from "./supplier.ts";

const answers = (body: unknown, status = 200) => says(JSON.stringify(body), {}, status);

test("the balance is asked for with key and sign alone, of the account and no line", async (t) => {
  const supplier = await openSupplier(t);
  let path: string | undefined;
  supplier.answers((response, request) => {
    path = request.url;
    response.end('{"code":200,"status":true,"data":{"balance":12500}}');
  });
  assert.deepEqual(await supplier.osimesa.balance(), { kind: "balance", rupiah: 12_500 });
  assert.equal(path, "/api/profile");
  assert.deepEqual(Object.fromEntries(supplier.requests[0] ?? []), { key: account.apiKey, sign });
  assert.partialDeepStrictEqual(supplier.observed, [{ type: "profile", outcome: "balance" }]);
});

test("a balance is read in every way that relatives of this API write one", async (t) => {
  const supplier = await openSupplier(t);
  for (const [body, rupiah] of [
    [{ status: true, data: { balance: 0 } }, 0],
    [{ result: true, data: { balance: "12500" } }, 12_500],
    [{ result: "true", data: { saldo: "Rp12.500" } }, 12_500],
    [{ status: 1, data: { saldo: "Rp 1.234.567,00" } }, 1_234_567],
    [{ status: "1", data: [{ balance: 12_500.0 }] }, 12_500],
    [{ status: true, data: { balance: null, saldo: 7 } }, 7],
    [{ status: true, data: { balance: 9_007_199_254_740_991 } }, 9_007_199_254_740_991],
    [{ status: true, data: { balance: -500 } }, -500],
    [{ status: true, data: { balance: "-Rp12.500" } }, -12_500],
  ] as const) {
    supplier.answers(answers(body));
    const found = await supplier.osimesa.balance();
    assert.deepEqual(found, { kind: "balance", rupiah }, JSON.stringify(body));
  }
});

test("what says no balance is no such call, whatever it says", async (t) => {
  const supplier = await openSupplier(t);
  for (const answer of [
    says("<html>404</html>", {}, 404),
    says("<html>maintenance</html>"),
    says(""),
    answers({ status: false, message: "Parameter type tidak valid.", code: 400 }, 400),
    answers({ status: false, data: { balance: 12_500 } }),
    answers({ status: "ya", data: { balance: 12_500 } }),
    answers({ data: { balance: 12_500 } }),
    answers({ status: true, data: {} }),
    answers({ status: true, data: null }),
    answers({ status: true, data: [] }),
    answers({ status: true, data: { balance: "banyak" } }),
    answers({ status: true, data: { balance: 12_500.5 } }),
    answers({ status: true, data: { balance: true } }),
    answers({ status: true, data: { balance: [12_500] } }),
    // What a number cannot hold exactly: nobody reckons with a rupiah too many.
    says('{"status":true,"data":{"balance":9007199254740993}}'),
    says('{"status":true,"data":{"balance":"99999999999999999999"}}'),
    // `12.500` is not twelve and a half.
    answers({ status: true, data: { balance: "12.5" } }),
    says('{"status":true,"data":{"balance":125'),
  ]) {
    supplier.answers(answer);
    assert.deepEqual(await supplier.osimesa.balance(), { kind: "none" });
  }
  assert.ok(supplier.observed.every(({ outcome }) => outcome === "none"));
});

test("trouble on the way says nothing of whether there is such a call", async (t) => {
  const supplier = await openSupplier(t);
  supplier.answers(says("", {}, 429));
  assert.partialDeepStrictEqual(await supplier.osimesa.balance(), { cause: "busy" });
  supplier.answers(says("<html>", {}, 502));
  assert.deepEqual(await supplier.osimesa.balance(), {
    kind: "trouble",
    cause: "unreachable",
    why: reason("server-error", "HTTP 502"),
  });
  supplier.answers((response) => response.destroy());
  assert.partialDeepStrictEqual(await supplier.osimesa.balance(), { cause: "unreachable" });
});

test("how the profile is answered makes the supplier neither well nor ill", () => {
  const health = createSupplierHealth(createHandClock());
  const seen = (outcome: string) => health.observe({ type: "profile", outcome, seconds: 30 });
  for (let time = 0; time < 10; time += 1) seen("none");
  seen("unreachable");
  assert.equal(health.failing(), null);
  assert.equal(health.medianSeconds(), null);
  seen("balance");
  assert.equal(health.answered(), false);
});

test("the balance waits until nobody else wants to ask", async (t) => {
  const clock = createHandClock();
  const supplier = await openSupplier(t, { clock, maxRequestsPerSecond: 1 });
  supplier.answers(answers({ status: true, data: [] }));
  const asked: string[] = [];
  const all = [
    supplier.osimesa.page(),
    supplier.osimesa.balance().then(() => asked.push("balance")),
    supplier.osimesa.transaction("r1").then(() => asked.push("look-up")),
    supplier.osimesa.page().then(() => asked.push("page")),
  ];
  await all[0];
  for (let time = 0; time < 3; time += 1) {
    const before = asked.length;
    await clock.pass(1_000);
    while (asked.length === before) await new Promise(setImmediate);
  }
  assert.deepEqual(asked, ["page", "look-up", "balance"]);
});
