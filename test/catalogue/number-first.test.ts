import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleCatalogue } from "../../sandbox/osimesa/catalogue/sample.ts";
import type { RawService } from "../../sandbox/osimesa/catalogue/raw-service.ts";
import { categoriesFor, fieldFor, productFor } from "../../src/catalogue/number-first.ts";
import { createServiceReader } from "../../src/catalogue/reader.ts";
import { createSnapshot, type CatalogueSnapshot } from "../../src/catalogue/snapshot.ts";
import { atCost } from "../../src/prices/markup.ts";
import { input, service } from "../bot/goods.ts";

/** Noon in Jakarta: only the documented transfer is in its cut-off. */
const noon = Date.parse("2026-11-24T12:00:00+07:00");

function snapshotOf(raw: readonly RawService[]): CatalogueSnapshot {
  const list = createServiceReader().begin();
  for (const one of raw) list.member(Buffer.from(JSON.stringify(one)));
  return createSnapshot(list.services(), noon);
}

const catalogue = snapshotOf(sampleCatalogue());
const none = new Map<string, number>();
const names = (number: string, times: ReadonlyMap<string, number> = none) =>
  categoriesFor(catalogue, number, { nowMs: noon, times }).map(({ category }) => category.name);

test("a mobile number is offered what its operator has, then what every phone takes, and nothing else", () => {
  const anyPhone = ["Saldo E-Wallet", "Streaming & Aplikasi"];
  assert.deepEqual(names("081234567890"), [
    "Pulsa Telkomsel",
    "Telkomsel Transfer",
    "Kuota Telkomsel",
    ...anyPhone,
  ]);
  assert.deepEqual(names("089612345678"), ["Pulsa Tri", "Kuota Tri", ...anyPhone]);
  assert.deepEqual(names("087712345678"), ["Pulsa XL", "Kuota XL", ...anyPhone]);
  assert.deepEqual(names("083812345678"), ["Kuota Axis", "Pulsa Axis", ...anyPhone]);
  assert.deepEqual(names("088112345678"), ["Pulsa Smartfren", ...anyPhone, "Smartfren Transfer"]);
  assert.deepEqual(names("085712345678"), ["Pulsa Indosat", "Kuota Indosat", ...anyPhone]);
  assert.deepEqual(names("084112345678"), anyPhone);
});

test("a by.U number is offered by.U's first, then Telkomsel's", () => {
  assert.deepEqual(names("085155123456").slice(0, 2), ["Pulsa by.U", "Pulsa Telkomsel"]);
  assert.ok(!names("085112345678").includes("Pulsa by.U"));
});

test("of what is as near, what is bought often stands first", () => {
  const times = new Map([
    ["Kuota Telkomsel", 2],
    ["Telkomsel Transfer", 1],
    ["Saldo E-Wallet", 9],
  ]);
  assert.deepEqual(names("081234567890", times).slice(0, 4), [
    "Kuota Telkomsel",
    "Telkomsel Transfer",
    "Pulsa Telkomsel",
    "Saldo E-Wallet",
  ]);
});

test("what is closed stands last, with none of it open", () => {
  const night = Date.parse("2026-11-24T23:50:00+07:00");
  const [first] = categoriesFor(catalogue, "081234567890", { nowMs: night, times: none });
  assert.equal(first?.category.name, "Saldo E-Wallet");
  const closed = categoriesFor(catalogue, "081234567890", { nowMs: night, times: none }).filter(
    ({ open }) => open === 0,
  );
  assert.deepEqual(
    closed.map(({ category }) => category.name),
    ["Pulsa Telkomsel", "Telkomsel Transfer", "Kuota Telkomsel"],
  );
});

test("a meter's number is offered tokens before games whose ids are as long", () => {
  const [first, ...rest] = names("14123456789");
  assert.equal(first, "Token PLN");
  assert.ok(rest.includes("Mobile Legends") && !rest.includes("Pulsa Telkomsel"));
  assert.ok(!names("1412345678901").includes("Token PLN"), "of 11 or 12 digits");
  assert.deepEqual(names("+12025550100"), []);
});

test("a meter whose digits the list does not bound is one all the same; a field that takes anything is not", () => {
  const meter = service("PLN", [input("Nomor Meter", { type: "tel", maxLength: 1_000 })], {
    name: "Token 20.000",
    category: { name: "Token PLN", slug: "pln" },
  });
  const anything = service("X", [input("Data", { type: "tel", maxLength: 1_000 })], {
    name: "x",
    category: { name: "Lain-lain", slug: "x" },
  });
  assert.equal(fieldFor(meter, "14123456789"), 0);
  assert.equal(fieldFor(meter, "081234567890"), null);
  assert.equal(fieldFor(anything, "14123456789"), null);
});

test("the number answers the first question that is typed, and only where that means such a number", () => {
  const number = input("Nomor HP", { type: "tel", position: 2 });
  const choice = { kind: "select", position: 1, label: "Paket", options: [] } as const;
  const change = { category: { name: "Kuota XL", slug: "xl" } };
  assert.equal(fieldFor(service("A", [choice, number], change), "087712345678"), 1);
  assert.equal(fieldFor(service("B", [input("Email"), number], change), "087712345678"), null);
  assert.equal(fieldFor(service("C", [], change), "087712345678"), null);
});

const code = (
  number: string,
  nominalRupiah: number,
  { from = catalogue, nowMs = noon }: { from?: CatalogueSnapshot; nowMs?: number } = {},
) => productFor(from, { number, nominalRupiah }, { priceOf: atCost, nowMs })?.code ?? null;

test("a nominal is the operator's credit of it", () => {
  assert.equal(code("081234567890", 10_000), "TS10");
  assert.equal(code("081234567890", 1_000), "TS1");
  assert.equal(code("081234567890", 1_000_000), "TS1000");
  assert.equal(code("089612345678", 5_000), "TR5");
  assert.equal(code("087712345678", 5_000), "XL5");
  assert.equal(code("083812345678", 5_000), "AX5");
  assert.equal(code("088112345678", 5_000), "SF5");
  assert.equal(code("085712345678", 12_000), "IS12");
});

test("by.U has its own, and Telkomsel's where it has none", () => {
  assert.equal(code("085155123456", 10_000), "BY10");
  assert.equal(code("085155123456", 150_000), "TS150");
});

test("no product of that nominal, or no operator: none", () => {
  assert.equal(code("081234567890", 17_000), null);
  assert.equal(code("084112345678", 10_000), null);
});

const telkomsel = (
  name: string,
  costRupiah: number,
  change: { inStock?: boolean; category?: string } = {},
) =>
  service(name, [input("Nomor HP", { type: "tel" })], {
    name,
    costRupiah,
    inStock: change.inStock ?? true,
    category: { name: change.category ?? "Telkomsel", slug: change.category ?? "t" },
  });
const best = (...services: ReturnType<typeof telkomsel>[]) =>
  code("081234567890", 10_000, { from: createSnapshot(services, noon) });

test("credit before data, open before closed, no transfer where there is another, then the cheapest", () => {
  const credit = telkomsel("Telkomsel 10.000", 10_300);
  const cheaper = telkomsel("Tsel 10rb", 10_100);
  const transfer = telkomsel("Telkomsel Transfer 10.000", 9_000);
  const data = telkomsel("Telkomsel Data 10.000", 8_000);
  const closed = telkomsel("Simpati 10k", 5_000, { inStock: false });
  assert.equal(best(credit, cheaper, transfer, data, closed), cheaper.code);
  assert.equal(best(transfer, data, closed), transfer.code);
  assert.equal(best(data, closed), closed.code);
  assert.equal(best(data), data.code);
});

test("a nominal is read from a name as lists write it, and sizes and days are none", () => {
  for (const name of [
    "Telkomsel 10.000",
    "Telkomsel 10,000",
    "Telkomsel Rp10.000",
    "Telkomsel 10000",
    "Telkomsel 10rb",
    "Telkomsel 10 ribu",
    "TELKOMSEL 10K",
    "Telkomsel 10",
    "Telkomsel 10.000 + bonus 1.000",
  ])
    assert.equal(best(telkomsel(name, 1)), name);
  for (const name of [
    "Telkomsel 10 GB",
    "Telkomsel 10.000 MB",
    "Telkomsel 110.000",
    "Telkomsel 10.000.000",
    "Telkomsel 100",
    "Telkomsel 1.000 + bonus 10.000",
    "Telkomsel Paket 10",
    "Telkomsel",
  ])
    assert.equal(best(telkomsel(name, 1)), null, name);
});
