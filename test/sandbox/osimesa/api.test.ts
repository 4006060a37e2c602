import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { API_KEY, NOON_MS, startOsimesa } from "./fixture.ts";

/** The same structure with every leaf replaced by the name of its type. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shape);
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]));
}

async function sample(name: string): Promise<unknown> {
  const file = new URL(`../../osimesa/samples/${name}.json`, import.meta.url);
  const parsed: unknown = JSON.parse(await readFile(file, "utf8"));
  return parsed;
}

test("answers have exactly the documented shapes, keys in the documented order", async (t) => {
  const { post } = await startOsimesa(t);
  const requests = [
    ["service", { type: "service" }],
    ["order", { type: "order", service: "P5", data1: "08123456789" }],
    ["status", { type: "status", limit: "5" }],
  ] as const;
  for (const [name, fields] of requests) {
    const { httpStatus, text } = await post(fields);
    assert.equal(httpStatus, 200);
    const documented = shape(await sample(name));
    // Options are [] in the documentation and in what this shop sells first.
    assert.equal(JSON.stringify(shape(JSON.parse(text))), JSON.stringify(documented), name);
  }
});

test("a status by ref_id answers a list of one, with the times in unix seconds", async (t) => {
  const { buy, ask } = await startOsimesa(t);
  await buy("P5", "0811");
  const ref = await buy("P5", "0812");
  const { data } = await ask({ type: "status", ref_id: ref });
  assert.ok(Array.isArray(data) && data.length === 1);
  assert.partialDeepStrictEqual(data, [
    { ref_id: ref, data: ["0812", "", ""], created_at: NOON_MS / 1000, updated_at: NOON_MS / 1000 },
  ]);
});

test("a page is newest first, 15 long at most, and limit is 1 to 15", async (t) => {
  const { buy, page, ask } = await startOsimesa(t);
  const refs: string[] = [];
  for (let count = 0; count < 17; count += 1) refs.push(await buy("P5", `08${count}`));
  const newestFirst = refs.toReversed();
  assert.deepEqual(
    (await page(3)).map((one) => one.ref_id),
    newestFirst.slice(0, 3),
  );
  assert.deepEqual(
    (await page()).map((one) => one.ref_id),
    newestFirst.slice(0, 15),
  );
  for (const limit of ["0", "16", "x"]) {
    assert.equal((await ask({ type: "status", limit })).status, false);
  }
});

test("key and sign are checked before anything else", async (t) => {
  const { osimesa, ask } = await startOsimesa(t);
  const order = { type: "order", service: "P5", data1: "0812" };
  for (const wrong of [{ key: "other" }, { sign: "0".repeat(32) }]) {
    const { httpStatus, code, status, data } = await ask({ ...order, ...wrong });
    assert.deepEqual(
      { httpStatus, code, status, data },
      { httpStatus: 401, code: 401, status: false, data: undefined },
    );
  }
  assert.equal(osimesa.ledger.all().length, 0);
  assert.equal(
    osimesa.requests.list("order").some((request) => request.executed),
    false,
  );
});

test("reads urlencoded, JSON and multipart forms alike", async (t) => {
  const { osimesa, sign } = await startOsimesa(t);
  const fields = { key: API_KEY, sign, type: "order", service: "P5", data1: "0812+3 &" };
  const multipart = new FormData();
  for (const [name, value] of Object.entries(fields)) multipart.set(name, value);
  const bodies: readonly RequestInit[] = [
    { body: new URLSearchParams(fields) },
    { body: JSON.stringify(fields), headers: { "content-type": "application/json" } },
    { body: multipart },
  ];
  for (const init of bodies) {
    const response = await fetch(`${osimesa.url}/api/game`, { method: "POST", ...init });
    assert.equal(response.status, 200);
  }
  assert.deepEqual(
    osimesa.ledger.all().map(({ data }) => data[0]),
    Array(3).fill(fields.data1),
  );
});

test("refuses what a shop would refuse, and takes no money for it", async (t) => {
  const { osimesa, order, ask } = await startOsimesa(t);
  const refusals = [
    await order("NOPE", "0812"),
    await order("GONE", "0812"),
    await order("P5"),
    await order("ML", "1234", "2001"),
    await order("ML", "123456789", "2001"),
    await order("GI", "800", "Asia"),
    await ask({ type: "order" }),
    await ask({ type: "buy" }),
    await ask({ type: "status", ref_id: "MISSING" }),
  ];
  for (const { httpStatus, code, status, message } of refusals) {
    assert.equal(status, false);
    assert.equal(httpStatus, code);
    assert.match(message, /^[A-Zd].+\.$/u);
  }
  osimesa.ledger.setBalance(5_324);
  assert.equal((await order("P5", "0812")).message, "Saldo tidak mencukupi.");
  assert.equal(osimesa.ledger.balanceRupiah(), 5_324);
  assert.equal(osimesa.ledger.all().length, 0);
  osimesa.ledger.setBalance(5_325);
  assert.equal((await order("P5", "0812")).status, true);
  assert.equal(osimesa.ledger.balanceRupiah(), 0);
});

test("a cut-off across midnight in Jakarta closes a service and opens it again", async (t) => {
  const { clock, order } = await startOsimesa(t);
  const minute = 60_000;
  const answers: boolean[] = [];
  clock.pass((11 * 60 + 29) * minute);
  // 23:29, 23:30, 00:14, 00:15
  for (const later of [0, 1, 44, 1]) {
    clock.pass(later * minute);
    answers.push((await order("NIGHT", "0812")).status);
  }
  assert.deepEqual(answers, [true, false, false, true]);
});

test("catalogue changes show in the next list and bind the next order", async (t) => {
  const { osimesa, order, post } = await startOsimesa(t);
  assert.doesNotMatch((await post({ type: "service" })).text, /7775/u);
  osimesa.shop.setPrice("P5", 7_775);
  osimesa.shop.setStock("GONE", true);
  osimesa.shop.remove("ML");
  const { text } = await post({ type: "service" });
  assert.match(text, /"current":7775/u);
  assert.doesNotMatch(text, /"code":"ML"/u);
  assert.equal((await order("GONE", "0812")).status, true);
  assert.partialDeepStrictEqual((await order("P5", "0812")).data, { price: 7_775 });
});

test("the record of requests holds neither key, sign nor passwords", async (t) => {
  const { osimesa, order, sign } = await startOsimesa(t);
  await order("LOGIN", "budi", "rahasia-sekali");
  const kept = JSON.stringify(osimesa.requests.list());
  assert.match(kept, /budi/u);
  for (const secret of [API_KEY, sign, "rahasia-sekali"])
    assert.equal(kept.includes(secret), false);
});
