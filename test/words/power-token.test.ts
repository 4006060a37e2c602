import assert from "node:assert/strict";
import { test } from "node:test";
import { readPowerToken, tokenInGroups } from "../../src/words/power-token.ts";

const pln = { name: "Token PLN 50.000", category: "Token PLN" };
const pulsa = { name: "Telkomsel 5.000", category: "Pulsa Telkomsel" };
const digits = "62551234567890120465";
const none = { name: null, tariff: null, kwh: null, others: [] };

const written: readonly (readonly [sn: string, read: object])[] = [
  [
    "6255-1234-5678-9012-0465/BUDI SANTOSO/R1/1300VA/32,5",
    { name: "BUDI SANTOSO", tariff: "R1/1300VA", kwh: "32,5" },
  ],
  [
    `${digits}/BUDI SANTOSO/R1M/900/13.20`,
    { name: "BUDI SANTOSO", tariff: "R1M/900", kwh: "13.20" },
  ],
  ["6255 1234 5678 9012 0465", {}],
  [digits, {}],
  [
    `Token: ${digits}/Nama: SITI/Tarif: R1T/Daya: 900 VA/KWH: 34,50`,
    { name: "SITI", tariff: "R1T/900 VA", kwh: "34,50" },
  ],
  [
    `SN: Token ${digits}/SITI/R1-1300VA/KWH32,5`,
    { name: "SITI", tariff: "R1-1300VA", kwh: "32,5" },
  ],
  [
    `${digits}/AL IKHLAS/S2/3500VA/66,1 kWh`,
    { name: "AL IKHLAS", tariff: "S2/3500VA", kwh: "66,1" },
  ],
  [
    `${digits}/AL IKHLAS/S2/3500VA/66 kWh/1000`,
    {
      name: "AL IKHLAS",
      tariff: "S2/3500VA",
      kwh: "66",
      others: ["1000"],
    },
  ],
  [`${digits}, Nama: TOKENINDO, Kwh: 7`, { name: "TOKENINDO", kwh: "7" }],
  [`${digits}/BUDI//`, { name: "BUDI" }],
];

for (const [sn, read] of written)
  test(`a token's text is read apart: ${sn}`, () => {
    assert.deepEqual(readPowerToken(sn, pln), { digits, ...none, ...read });
  });

test("twenty digits are a token where the product is electricity or a tariff follows, elsewhere a code", () => {
  assert.equal(readPowerToken("1234-5678-9012-3456-7890", pulsa), null);
  assert.equal(readPowerToken(digits, pulsa), null);
  assert.equal(readPowerToken(`${digits}/BUDI/R1/900VA/3,1`, pulsa)?.name, "BUDI");
});

test("what is no token is none, for electricity too", () => {
  for (const sn of [
    "",
    "6255-1234-5678-9012-046",
    "6255-1234-5678-9012-04651",
    "SN12345678901234567890X",
    "/".repeat(5_000),
  ])
    assert.equal(readPowerToken(sn, pln), null, sn);
});

test("it is read out in groups of four", () => {
  assert.equal(tokenInGroups(digits), "6255 1234 5678 9012 0465");
});
