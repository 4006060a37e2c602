import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readOrderAnswer } from "../../src/osimesa/order-answer.ts";

const sample = readFileSync(new URL("./samples/order.json", import.meta.url), "utf8");
const answer = (status: number, body: string) =>
  readOrderAnswer({ kind: "answer", status, retryAfter: undefined, body });

test("the documented answer to an order is a placed order", () => {
  const placed = answer(200, sample);
  assert.ok(placed.kind === "placed");
  assert.equal(placed.transaction.ref, "some1d");
  assert.equal(placed.transaction.statusWord, "waiting");
  assert.equal(placed.transaction.priceRupiah, 10_000);
  assert.deepEqual(placed.transaction.data, [
    "your input data 1",
    "your input data 2",
    "your input data 3",
  ]);
});

test("a numeric ref_id keeps every digit", () => {
  const placed = answer(200, '{"status":true,"data":{"ref_id":9007199254740993123}}');
  assert.equal(placed.kind === "placed" && placed.transaction.ref, "9007199254740993123");
});

test("a transaction whose price is no amount has none", () => {
  const prices = ['"12.500"', "12.5", "0", "null"].map((price) => {
    const placed = answer(200, `{"status":true,"data":{"ref_id":"a","price":${price}}}`);
    return placed.kind === "placed" ? placed.transaction.priceRupiah : placed.kind;
  });
  assert.deepEqual(prices, [12_500, undefined, 0, undefined]);
});

const no = (change: object) =>
  JSON.stringify({ code: 400, status: false, message: "Nomor salah", ...change });
const yes = (ref: unknown) => JSON.stringify({ status: true, data: { ref_id: ref } });
const verdicts: [name: string, status: number, body: string, kind: string][] = [
  ["a plain no", 400, no({}), "refused"],
  ["a no with HTTP 200", 200, no({ code: 200 }), "refused"],
  ["a no without a code", 422, JSON.stringify({ status: false, message: "x" }), "refused"],
  ["a no with HTTP 500", 500, no({}), "unclear"],
  ["a no with JSON code 500", 200, no({ code: 500 }), "unclear"],
  ["a no that carries a ref_id", 400, no({ data: { ref_id: "x1" } }), "unclear"],
  ["a no with a ref_id beside its data", 400, no({ ref_id: "x1", data: [] }), "unclear"],
  ["a no with a ref_id deeper down", 400, no({ data: { order: { ref_id: "x1" } } }), "unclear"],
  ["a no whose ref_id beside its data is null", 400, no({ ref_id: null }), "refused"],
  [
    "a yes without data",
    200,
    JSON.stringify({ code: 200, status: true, message: "ok" }),
    "unclear",
  ],
  [
    "a no with a ref_id too long to be one",
    400,
    no({ data: { ref_id: "r".repeat(201) } }),
    "unclear",
  ],
  [
    "a no with a ref_id in a shape of its own",
    400,
    no({ data: [{ ref_id: { id: 7 } }] }),
    "unclear",
  ],
  ["a no with an empty ref_id", 400, no({ data: { ref_id: "" } }), "refused"],
  ["a yes with the longest ref_id", 200, yes("r".repeat(200)), "placed"],
  ["a yes with a ref_id too long to be one", 200, yes("r".repeat(201)), "unclear"],
  ["an empty body", 200, "", "unclear"],
  ["a page", 200, "<html>ok</html>", "unclear"],
  ["null", 200, "null", "unclear"],
];
for (const [name, status, body, kind] of verdicts) {
  test(`${name} to an order is ${kind}`, () => assert.equal(answer(status, body).kind, kind));
}

test("words of balance, key and IP are the shop's trouble, a wrong number is not", () => {
  const cause = (status: number, message: string) => {
    const refused = answer(status, no({ code: status, message }));
    return refused.kind === "refused" ? refused.cause : refused.kind;
  };
  for (const message of [
    "Saldo tidak mencukupi.",
    "Insufficient balance",
    "API Key tidak valid",
    "Invalid sign",
    "IP 1.2.3.4 tidak diizinkan",
  ]) {
    assert.equal(cause(400, message), "shop", message);
  }
  for (const message of [
    "Nomor tujuan salah",
    "Akun tidak ditemukan",
    "Layanan gangguan",
    "Designated server full",
    "Tipe salah",
  ]) {
    assert.equal(cause(400, message), "order", message);
  }
  for (const status of [401, 403, 429]) assert.equal(cause(status, "x"), "shop", String(status));
});
