import assert from "node:assert/strict";
import { test } from "node:test";
import {
  readNominalAndNumber,
  readNumberAlone,
} from "../../../../src/bot/ordering/typed/number.ts";

const alone: [typed: string, number: string | null][] = [
  ["081234567890", "081234567890"],
  [" 0812 3456 7890 ", "081234567890"],
  ["0812-3456-7890", "081234567890"],
  ["0812.3456.7890", "081234567890"],
  ["(0812) 3456 7890", "081234567890"],
  ["+6281234567890", "081234567890"],
  ["+62 812-3456-7890", "081234567890"],
  ["+62 81234567890", "081234567890"],
  ["62 81234567890", "081234567890"],
  ["62812.3456.7890", "081234567890"],
  ["0812 3456 78901", "0812345678901"],
  ["6281234567890", "081234567890"],
  ["+62 (0) 81234567890", "081234567890"],
  ["０８１２３４５６７８９０", "081234567890"],
  ["08123456789012345", "08123456789012345"],
  ["14123456789", "14123456789"],
  ["531234567890", "531234567890"],
  ["1412 3456 789", "14123456789"],
  ["12345678", "12345678"],
  ["0215551234", "0215551234"],
  ["+12025550100", "+12025550100"],
  // An amount, or a code.
  ["50000", null],
  ["1000000", null],
  ["86", null],
  // What is joined here would be somebody else's number.
  ["081234567890.2", null],
  ["081234567890 1234", null],
  ["0812 345 6789.2", null],
  ["0812 345 6789 2", null],
  ["0812 3456 789 0", null],
  ["0812-345-6789-2", null],
  ["0812 345 6789.12", null],
  ["0812 345 6789 1234", null],
  ["62 812 345 6789 1234", null],
  ["081234567890 081234567891", null],
  ["081234567890\n081234567891", null],
  ["12345678 (1234)", null],
  ["12345678 1234", null],
  ["TS10.081234567890", null],
  ["081234567890 a.n. Budi", null],
  ["123456789012345678901", null],
  ["axis 24gb", null],
  ["-", null],
  ["", null],
];
for (const [typed, number] of alone) {
  test(`"${typed}" is ${number === null ? "no number alone" : `the number ${number}`}`, () =>
    assert.equal(readNumberAlone(typed), number));
}

const nominals: [typed: string, nominalRupiah: number | null, number?: string][] = [
  ["10.081234567890", 10_000],
  ["10,081234567890", 10_000],
  ["10#081234567890", 10_000],
  ["10*081234567890", 10_000],
  ["10 081234567890", 10_000],
  ["10rb 081234567890", 10_000],
  ["10 rb 081234567890", 10_000],
  ["10RB.081234567890", 10_000],
  ["10k#081234567890", 10_000],
  ["10ribu 081234567890", 10_000],
  ["10.000.081234567890", 10_000],
  ["10000 081234567890", 10_000],
  ["1000.081234567890", 1_000],
  ["5.081234567890", 5_000],
  ["100.081234567890", 100_000],
  ["1jt 081234567890", 1_000_000],
  ["10. 081234567890", 10_000],
  ["10 +6281234567890", 10_000],
  ["10.6281234567890", 10_000],
  ["10 +62 812-3456-7890", 10_000],
  ["10 0812 3456 7890", 10_000],
  ["25.0812-3456-789", 25_000, "08123456789"],
  ["１０．０８１２３４５６７８９０", 10_000],
  // A PIN, and a second order for the same number.
  ["10.081234567890.1234", 10_000],
  ["10.081234567890.123456", 10_000],
  ["10 081234567890 1234", 10_000],
  ["10.081234567890.2", 10_000],
  ["10.081234567890#2", 10_000],
  // What may be the end of the number is never dropped, and two numbers are not one.
  ["10 0812345678 90", null],
  ["10 0812 345 6789 1234", null],
  ["10 08123456789 2", null],
  ["10.081234567890.90", null],
  ["10 081234567890 081234567891", null],
  ["10.081234567890.1234567", null],
  ["0.081234567890", null],
  ["10.14123456789", null],
  ["10.0215551234", null],
  ["081234567890", null],
  ["081234567890.10", null],
  ["TS10.081234567890", null],
  ["10.0812", null],
  ["10", null],
  ["10 gb", null],
];
for (const [typed, nominalRupiah, number = "081234567890"] of nominals) {
  test(`"${typed}" is ${nominalRupiah === null ? "no nominal and number" : `${nominalRupiah} for ${number}`}`, () => {
    const read = readNominalAndNumber(typed);
    const wanted = nominalRupiah === null ? null : [nominalRupiah, number];
    assert.deepEqual(read && [read.nominalRupiah, read.number], wanted);
  });
}

test("a PIN behind the number is known from the mark of a second order", () => {
  const hasPin = (typed: string) => readNominalAndNumber(typed)?.pin;
  assert.equal(hasPin("10.081234567890.1234"), true);
  assert.equal(hasPin("10 081234567890 123456"), true);
  assert.equal(hasPin("10.081234567890"), false);
  assert.equal(hasPin("10.081234567890#2"), false);
  assert.equal(hasPin("10 0812 3456 7890"), false);
});
