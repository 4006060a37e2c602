import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createServiceReader } from "../../src/catalogue/reader.ts";
import type { Service } from "../../src/catalogue/service.ts";
import { readList } from "../../src/osimesa/read.ts";
import { envelopeSchema, namesTransaction, parseTransactions } from "../../src/osimesa/schema.ts";

const sample = (name: string) =>
  readFileSync(new URL(`./samples/${name}.json`, import.meta.url), "utf8");
const dataOf = (name: string) => envelopeSchema.parse(JSON.parse(sample(name))).data;

test("the documented status page is one transaction with its times", () => {
  const { transactions, malformed } = parseTransactions(dataOf("status"));
  assert.equal(malformed, 0);
  assert.equal(transactions.length, 1);
  assert.equal(transactions[0]?.createdAtS, 1774522545);
  assert.equal(transactions[0]?.productCode, "product_id");
});

/** The answer's bytes, so many at a time. */
function* inPieces(body: string, size: number) {
  const bytes = Buffer.from(body);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function servicesIn(body: string, size = 1_000) {
  const list = createServiceReader().begin();
  const answer = await readList(inPieces(body, size), { member: list.member });
  return { answer, services: list.services(), malformed: list.malformed() };
}

test("the documented services are two closed ones that ask a phone number, in pieces of any size", async () => {
  for (const size of [1, 7, 1_000_000]) {
    const { answer, services } = await servicesIn(sample("service"), size);
    assert.deepEqual(answer, { kind: "list", members: 2 });
    assertDocumented(services);
  }
});

test("a service list that is none: html, no list, a refusal, cut short, an endless member", async () => {
  const causeOf = async (body: string) => {
    const { answer } = await servicesIn(body);
    return answer.kind === "trouble" ? answer.cause : "";
  };
  assert.equal(await causeOf("<html>[{}]</html>"), "malformed");
  assert.equal(await causeOf('{"status":true,"data":{"a":[1]}}'), "malformed");
  assert.equal(await causeOf('{"status":true,"data":null}'), "malformed");
  assert.equal(await causeOf('[{"code":"A"}]'), "malformed");
  assert.equal(await causeOf('{"status":true,"data":[{"code":"A"},{"co'), "malformed");
  assert.equal(
    await causeOf('{"status":false,"message":"API Key tidak valid","data":[]}'),
    "refused",
  );
  assert.equal(await causeOf(`{"status":true,"data":["${"x".repeat(1_100_000)}"]}`), "malformed");
});

test("brackets and quotes inside texts end nothing, and data may stand first", async () => {
  const raw = {
    code: 'A"]}',
    name: "a\\",
    note: "}],[{",
    category: { main: "ü", slug: "u" },
    price: { current: 5 },
    status: "ready",
  };
  for (const size of [1, 3]) {
    const { answer, services } = await servicesIn(
      JSON.stringify({ data: [raw, { ...raw, code: "B" }], status: true, note: '"data":[' }),
      size,
    );
    assert.equal(answer.kind, "list");
    assert.deepEqual(
      services.map(({ code, note, category }) => [code, note, category.name]),
      [
        ['A"]}', "}],[{", "ü"],
        ["B", "}],[{", "ü"],
      ],
    );
  }
});

function assertDocumented(services: readonly Service[]): void {
  assert.deepEqual(
    services.map(({ code, costRupiah, listPrices, inStock }) => [
      code,
      costRupiah,
      listPrices,
      inStock,
    ]),
    [
      ["OW6", 41_975, { standar: 42_475, premium: 42_275, spesial: 42_125 }, false],
      ["SMT70", 66_775, { standar: 67_275, premium: 67_075, spesial: 66_925 }, false],
    ],
  );
  assert.deepEqual(services[0]?.fields, [
    {
      kind: "input",
      position: 1,
      type: "tel",
      label: "Masukkan Nomor HP",
      placeholder: "",
      minLength: 0,
      maxLength: 1000,
    },
  ]);
  assert.deepEqual(services[0]?.cutOff, { startMinute: 23 * 60 + 30, endMinute: 15 });
}

test("numbers as strings, one bare transaction and dropped empties are read all the same", () => {
  const { transactions } = parseTransactions({
    ref_id: 77,
    price: "10500",
    status: "Sukses",
    created_at: "1774522545",
    data: { data1: "0812", data3: null },
  });
  assert.equal(transactions[0]?.ref, "77");
  assert.equal(transactions[0]?.priceRupiah, 10_500);
  assert.equal(transactions[0]?.createdAtS, 1774522545);
  assert.deepEqual(transactions[0]?.data, ["0812", ""]);
});

test("yes and no come as booleans, as words, as ones and zeros; anything else is no answer", () => {
  const read = (status: unknown) => envelopeSchema.safeParse({ status }).data?.status;
  for (const yes of [true, "true", "1", 1]) assert.equal(read(yes), true, typeof yes);
  for (const no of [false, "false", "0", 0]) assert.equal(read(no), false, typeof no);
  for (const none of ["yes", 2, null, undefined, {}]) assert.equal(read(none), undefined);
});

test("what an answer leaves empty is empty text, not the word null", () => {
  const read = (message?: unknown) =>
    envelopeSchema.parse({ status: true, ...(message !== undefined && { message }) }).message;
  assert.deepEqual([null, undefined, 7, false, "ok"].map(read), ["", "", "7", "false", "ok"]);
});

test("no transactions at all are none, and none malformed", () => {
  for (const data of [null, undefined, []])
    assert.deepEqual(parseTransactions(data), { transactions: [], malformed: 0 });
});

test("an answer names a transaction wherever its ref_id stands, be it none that can be read", () => {
  for (const answer of [
    { ref_id: "a" },
    { ref_id: 0 },
    { ref_id: false },
    { ref_id: [] },
    [null, "x", { data: [{ order: { ref_id: "a" } }] }],
    { ref_id: null, data: { ref_id: "a" } },
  ])
    assert.equal(namesTransaction(answer), true, JSON.stringify(answer));
  for (const answer of [
    undefined,
    null,
    "ref_id",
    7,
    [],
    {},
    { ref: "a", id: "a" },
    { ref_id: null },
    { ref_id: undefined },
    { ref_id: "" },
    { data: [{ ref_id: "  " }, "a", null] },
  ])
    assert.equal(namesTransaction(answer), false, JSON.stringify(answer));
});

test("one malformed member takes nothing else down", async () => {
  assert.deepEqual(
    parseTransactions([{ ref_id: "a" }, { no: "ref" }, null, { ref_id: "b" }]).transactions.map(
      (one) => one.ref,
    ),
    ["a", "b"],
  );
  const raw: unknown = JSON.parse(sample("service"));
  assert.ok(typeof raw === "object" && raw !== null && "data" in raw && Array.isArray(raw.data));
  const { services, malformed } = await servicesIn(
    JSON.stringify({ status: true, data: [{ code: "" }, ...raw.data, 7] }),
  );
  assert.equal(services.length, 2);
  assert.equal(malformed.count, 2);
  assert.match(malformed.examples[0] ?? "", /^service 0: code/);
});

/** What is sold of a list of services with these prices. */
async function sold(...prices: string[]) {
  const { services, malformed } = await servicesIn(
    `{"status":true,"data":[${prices
      .map(
        (price, index) =>
          `{"code":"S${index}","name":"n","note":"","category":{"main":"m","slug":"m"},"price":{"current":${price}},"status":"ready"}`,
      )
      .join(",")}]}`,
  );
  return { prices: services.map(({ costRupiah }) => costRupiah), skipped: malformed.count };
}

test("prices are read as the trade writes them; what is no price is not sold, and counted", async () => {
  assert.deepEqual(await sold('"12.500"', "12.500", '"Rp 12.500,00"', "41975.0", "5"), {
    prices: [12_500, 12_500, 12_500, 41_975, 5],
    skipped: 0,
  });
  assert.deepEqual(
    await sold('"12.50"', "12.5", "-5", '"gratis"', "null", "9007199254740993", "7"),
    {
      prices: [7],
      skipped: 6,
    },
  );
});

test("a list price that is none is left out, and the service is sold all the same", async () => {
  const lists = [
    '{"standar":"12.500","premium":"12.50","spesial":0}',
    '{"spesial":11000,"mewah":99}',
    "null",
    '"none"',
    "[]",
  ];
  const { services, malformed } = await servicesIn(
    `{"status":true,"data":[${lists
      .map(
        (list, index) =>
          `{"code":"S${index}","name":"n","note":"","category":{"main":"m","slug":"m"},"price":{"current":10000,"list":${list}},"status":"ready"}`,
      )
      .join(",")}]}`,
  );
  assert.equal(malformed.count, 0);
  assert.deepEqual(
    services.map(({ listPrices }) => listPrices),
    [{ standar: 12_500 }, { spesial: 11_000 }, {}, {}, {}],
  );
});

test("a service for nothing is not sold", async () => {
  assert.deepEqual(await sold("0", '"0"', '"Rp0,00"', "1"), { prices: [1], skipped: 3 });
});

test("a reference has 200 letters at most, white space around it aside; what is longer is none", () => {
  const read = (ref: string) => parseTransactions([{ ref_id: ref }]);
  const longest = "r".repeat(200);
  assert.equal(read(`  ${longest} `).transactions[0]?.ref, longest);
  assert.deepEqual(read(`${longest}r`), { transactions: [], malformed: 1 });
});
