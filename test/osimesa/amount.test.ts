import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import * as fc from "fast-check";
import { readAmount } from "../../src/osimesa/amount.ts";

const amounts: [raw: unknown, rupiah: number][] = [
  [41_975, 41_975],
  ["41975", 41_975],
  [" 41975 ", 41_975],
  ["12.500", 12_500],
  ["12,500", 12_500],
  ["1.500.000", 1_500_000],
  ["1,500,000", 1_500_000],
  ["Rp12.500", 12_500],
  ["Rp 12.500", 12_500],
  ["Rp. 12.500", 12_500],
  ["rp12500", 12_500],
  ["12500.00", 12_500],
  ["12500,00", 12_500],
  ["12.500,00", 12_500],
  ["12,500.00", 12_500],
  ["12500.0", 12_500],
  ["0", 0],
  [0, 0],
  ["9007199254740991", 9_007_199_254_740_991],
];
for (const [raw, rupiah] of amounts) {
  test(`${JSON.stringify(raw)} is Rp${rupiah}`, () => assert.equal(readAmount(raw), rupiah));
}

const noAmounts: unknown[] = [
  12.5,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 53,
  "9007199254740993",
  "9.007.199.254.740.993",
  "12.5",
  "12.50",
  "12.500.00",
  "12,500,00",
  "1.500,000",
  "12.50.000",
  "1500.000",
  "0.500",
  ".500",
  "500.",
  "-12500",
  "12 500",
  "12.500,-",
  "1e4",
  "0x10",
  "12rb",
  "Rp",
  "USD 12",
  "12500\n13000",
  "",
  " ",
  null,
  undefined,
  true,
  [12_500],
  { current: 12_500 },
];
for (const raw of noAmounts) {
  test(`${inspect(raw)} is no amount`, () => assert.equal(readAmount(raw), null));
}

test("every whole amount is read back however the trade writes it", () => {
  const grouped = (rupiah: number, mark: string) =>
    String(rupiah).replaceAll(/\B(?=(?:\d{3})+$)/g, mark);
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.constantFrom("", "Rp", "Rp ", "Rp. ", "rp"),
      fc.constantFrom("", ".", ","),
      fc.boolean(),
      (rupiah, before, mark, cents) => {
        const behind = cents ? (mark === "." ? ",00" : ".00") : "";
        assert.equal(readAmount(`${before}${grouped(rupiah, mark)}${behind}`), rupiah);
      },
    ),
    { numRuns: 2_000 },
  );
});

test("what is read has exactly the digits that were written, less cents of nothing", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."0123456789.,Rp -e".split("")), maxLength: 12 }),
      (text) => {
        const rupiah = readAmount(text);
        if (rupiah === null) return;
        const digits = text
          .trim()
          .replace(/(?<=\d)[.,]00?$/, "")
          .replaceAll(/\D/g, "");
        assert.equal(BigInt(digits), BigInt(rupiah), text);
      },
    ),
    { numRuns: 50_000 },
  );
});
