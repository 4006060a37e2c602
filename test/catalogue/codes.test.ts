import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf } from "../../src/catalogue/codes.ts";
import { createSnapshot } from "../../src/catalogue/snapshot.ts";
import { service } from "../bot/goods.ts";

const codes = codesOf(
  createSnapshot(
    ["PLN-20", "TS5", "TS50", "TS-5", "DANA50"].map((code) => service(code, [])),
    0,
  ),
);
const found = (typed: string) => codes.find(typed)?.code;

test("a code is found in any case, without its signs, and its own letters come first", () => {
  assert.deepEqual(["pln-20", "PLN20", "ts5", "Ts-5", "TS 50"].map(found), [
    "PLN-20",
    "PLN-20",
    "TS5",
    "TS-5",
    "TS50",
  ]);
  assert.equal(found("TS"), undefined);
});

test("codes that begin so come shortest first; nothing begins with nothing", () => {
  assert.deepEqual(
    codes.beginning("ts").map(({ code }) => code),
    ["TS5", "TS50"],
  );
  assert.deepEqual(codes.beginning("."), []);
});

test("a mistyped code is answered with what is like it, and with nothing where nothing is", () => {
  const nearest = (typed: string) => codes.nearest(typed, 2).map(({ code }) => code);
  assert.deepEqual(nearest("TS6"), ["TS5", "TS50"]);
  assert.deepEqual(nearest("DNA50"), ["DANA50"]);
  assert.deepEqual(nearest("DAAN50"), ["DANA50"]);
  assert.deepEqual(nearest("QWERTY"), []);
});
