import assert from "node:assert/strict";
import { test } from "node:test";
import { readTypedAmount, typedAmount } from "../../src/money/typed-amount.ts";

for (const [typed, rupiah] of [
  ["12500", 12_500],
  ["12.500", 12_500],
  ["Rp 12.500", 12_500],
  ["100rb", 100_000],
  ["100 RB", 100_000],
  ["100k", 100_000],
  ["1.500rb", 1_500_000],
  ["1,5jt", 1_500_000],
  ["1.5 juta", 1_500_000],
  ["1,25jt", 1_250_000],
  ["Rp2,5jt", 2_500_000],
  ["7,5rb", 7_500],
  ["0,01rb", 10],
  ["2jt", 2_000_000],
] as const)
  test(`${typed} is Rp${rupiah}`, () => assert.equal(readTypedAmount(typed), rupiah));

for (const typed of [
  "",
  "rb",
  "5.50",
  "12.5000",
  "1.250jt",
  "1,250 juta",
  "1.2.3rb",
  "12.500,5rb",
  "5 miliar",
  "-5rb",
  "1e3",
  "999999999999999jt",
])
  test(`${JSON.stringify(typed)} is no amount`, () => assert.equal(readTypedAmount(typed), null));

test("what looks like a sum in a command ends where its unit ends", () => {
  const [, amount, why] =
    new RegExp(`^(${typedAmount})\\s+(.*)$`, "i").exec("100 rb bayar tunai") ?? [];
  assert.deepEqual([amount, why], ["100 rb", "bayar tunai"]);
});
