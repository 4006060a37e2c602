import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { bigCatalogue } from "../../../sandbox/osimesa/catalogue/big.ts";
import { loadCatalogue, parseCatalogue } from "../../../sandbox/osimesa/catalogue/export-file.ts";
import { optionValues, rawFields } from "../../../sandbox/osimesa/catalogue/raw-service.ts";
import { sampleCatalogue } from "../../../sandbox/osimesa/catalogue/sample.ts";
import { startOsimesa } from "./fixture.ts";

const documentedFile = new URL("../../osimesa/samples/service.json", import.meta.url);
const services = sampleCatalogue();
const forms = services.map((service) => rawFields(service));

test("about 300 services in about 25 categories, each code once", () => {
  assert.ok(services.length >= 280 && services.length <= 320, String(services.length));
  const categories = new Set(services.map(({ category }) => category.slug));
  assert.ok(categories.size >= 24 && categories.size <= 27, String(categories.size));
  assert.equal(new Set(services.map(({ code }) => code)).size, services.length);
});

test("holds the documented services letter for letter", async () => {
  const text = await readFile(documentedFile, "utf8");
  const documented: unknown = JSON.parse(text);
  assert.deepEqual(
    { data: services.slice(0, 2), code: 200, status: true, message: "Success." },
    documented,
  );
});

test("every price is odd and every group pays more than this account", () => {
  for (const { price, name } of services) {
    assert.equal(price.current % 2, 1, name);
    assert.ok(price.current < price.list.spesial && price.list.spesial < price.list.premium, name);
    assert.ok(price.list.premium < price.list.standar, name);
  }
});

test("shows every kind of form, cut-off, stock and name a bot must bear", () => {
  const inputs = new Set(
    forms.flat().flatMap(({ type, input }) => (type === "input" ? [input.type] : [])),
  );
  for (const kind of ["tel", "text", "number", "email", "url", "password", "date"]) {
    assert.ok(inputs.has(kind), kind);
  }
  const shapes = new Set(
    forms
      .flat()
      .filter(({ type }) => type === "select")
      .map(({ select }) =>
        JSON.stringify(select.options)
          .replaceAll(/[^[\]{}a-z":]/gu, "")
          .slice(0, 9),
      ),
  );
  assert.ok(shapes.size >= 4, [...shapes].join("  "));
  const kinds = forms.map((fields) => fields.map(({ type }) => type).join());
  for (const kind of ["none,none,none", "input,input,input", "input,none,select"]) {
    assert.ok(kinds.includes(kind), kind);
  }
  const cutoffs = services.map(({ cutoff }) => cutoff);
  assert.ok(cutoffs.some(({ start, end }) => start !== "" && start === end));
  assert.ok(cutoffs.some(({ start }) => start === ""));
  assert.ok(cutoffs.some(({ start, end }) => start > end));
  assert.ok(cutoffs.some(({ start, end }) => start !== "" && start < end));
  assert.ok(services.filter(({ status }) => status === "empty").length >= 10);
  for (const pattern of [/</u, /&/u, /\p{Extended_Pictographic}/u, /.{250}/u]) {
    assert.ok(
      services.some(({ name }) => pattern.test(name)),
      String(pattern),
    );
  }
});

test("every select can be ordered with a value it offers, and with nothing else", () => {
  for (const { type, select } of forms.flat()) {
    if (type !== "select") continue;
    const values = optionValues(select.options);
    assert.ok(values.length >= 2 && new Set(values).size === values.length);
  }
  assert.deepEqual(optionValues([{ value: 1, name: "a" }, "b"]), ["1", "b"]);
  assert.deepEqual(optionValues({ x: "Satu", y: "Dua" }), ["x", "y"]);
  assert.deepEqual(optionValues({ data: [{ value: "n", text: "N" }] }), ["n"]);
});

test("20,000 services in 200 categories, the same every time, travel over HTTP", async (t) => {
  const big = bigCatalogue(20_000);
  assert.equal(new Set(big.map(({ category }) => category.slug)).size, 200);
  assert.equal(new Set(big.map(({ code }) => code)).size, 20_000);
  assert.deepEqual(big.slice(-3), bigCatalogue(20_000).slice(-3));
  const { ask } = await startOsimesa(t, { services: big });
  const { data } = await ask({ type: "service" });
  assert.ok(Array.isArray(data) && data.length === 20_000);
});

test("one's own export is read, whole answer or bare array", async (t) => {
  const dir = await mkdtemp(join(tmpdir(), "catalogue-"));
  t.after(() => rm(dir, { recursive: true }));
  const bare = join(dir, "bare.json");
  await writeFile(bare, JSON.stringify(services.slice(0, 2)));
  const documented = parseCatalogue(await readFile(documentedFile, "utf8"), "documented");
  assert.deepEqual(await loadCatalogue(bare), documented);
});

test("what is wrong with an export is said with the place", async () => {
  const good = services[5];
  assert.ok(good !== undefined);
  const bad = { ...good, code: "OTHER", price: { current: "mahal" } };
  const cases: readonly (readonly [string, RegExp])[] = [
    ["nope", /^x\.json: is not JSON/u],
    ['{"data": 1}', /wanted the answer to type=service/u],
    ["[]", /holds no services/u],
    [JSON.stringify([good, bad]), /service 2, price\.current: /u],
    [JSON.stringify([good, good]), /service 2: code ".+" is that of service 1 too/u],
    [JSON.stringify(Array(9).fill(0)), /and 4 more/u],
  ];
  for (const [text, message] of cases) {
    assert.throws(() => parseCatalogue(text, "x.json"), { message });
  }
  await assert.rejects(loadCatalogue("/nowhere/x.json"), /cannot be read/u);
});
