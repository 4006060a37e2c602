import assert from "node:assert/strict";
import { test } from "node:test";
import {
  operatorOfNumber,
  operatorOfProduct,
  sellersFor,
  suitsNumber,
} from "../../src/catalogue/mobile-operator.ts";

const numbers: [number: string, operator: string | null][] = [
  ["081112345678", "Telkomsel"],
  ["081234567890", "Telkomsel"],
  ["085112345678", "Telkomsel"],
  ["085155123456", "by.U"],
  ["085158123456", "by.U"],
  ["0851", "Telkomsel"],
  ["081412345678", "Indosat"],
  ["085812345678", "Indosat"],
  ["089512345678", "Tri"],
  ["089912345678", "Tri"],
  ["081712345678", "XL"],
  ["087712345678", "XL"],
  ["083112345678", "Axis"],
  ["083812345678", "Axis"],
  ["088112345678", "Smartfren"],
  ["088912345678", "Smartfren"],
  ["080012345678", null],
  ["084112345678", null],
  ["081", null],
  ["6281234567890", null],
  ["123456789", null],
  ["0812345678a", null],
];
for (const [number, operator] of numbers) {
  test(`${number} is ${operator === null ? "no operator's" : `a number of ${operator}`}`, () =>
    assert.equal(operatorOfNumber(number), operator));
}

const products: [category: string, name: string, operator: string | null][] = [
  ["Pulsa XL", "5.000", "XL"],
  ["Kuota", "Axis OWSEM 24 GB", "Axis"],
  ["Paket SMS", "Tsel 100 SMS", "Telkomsel"],
  ["Pulsa by.U", "by.U 5.000", "by.U"],
  ["Telkomsel byU", "10.000", "by.U"],
  ["Pulsa 3", "5.000", "Tri"],
  ["Kuota Three", "5 GB", "Tri"],
  ["Indosat Ooredoo Hutchison", "5 GB", "Indosat"],
  ["Smart Fren", "10.000", "Smartfren"],
  ["XL / Axis", "Pulsa", null],
  ["Mobile Legends", "86 Diamonds", null],
  ["Mobile Legends", "3 Diamonds", null],
  ["Saldo E-Wallet", "DANA 50.000", null],
];
for (const [category, name, operator] of products) {
  test(`"${name}" of "${category}" is ${operator === null ? "no one operator's" : operator}`, () =>
    assert.equal(operatorOfProduct({ name, category: { name: category } }), operator));
}

test("a product of another operator is for another number; of what a prefix leaves open nothing is said", () => {
  assert.ok(suitsNumber("Telkomsel", "081234567890"));
  assert.ok(!suitsNumber("XL", "081234567890"));
  assert.ok(!suitsNumber("Telkomsel", "085155123456"));
  assert.ok(!suitsNumber("by.U", "081234567890"));
  assert.ok(suitsNumber("by.U", "085112345678"));
  assert.ok(suitsNumber("XL", "080012345678"));
});

test("a by.U number is by.U's first, then Telkomsel's", () => {
  assert.deepEqual(sellersFor("by.U"), ["by.U", "Telkomsel"]);
  assert.deepEqual(sellersFor("Tri"), ["Tri"]);
});
