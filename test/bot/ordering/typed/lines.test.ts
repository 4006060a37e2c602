import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readOrders, type OrdersRead } from "../../../../src/bot/ordering/typed/several.ts";
import { readWord } from "../../../../src/bot/ordering/typed/word.ts";
import { meantBy, type LineReading } from "../../../../src/bot/ordering/typed/order-line.ts";
import { codesOf, type Codes } from "../../../../src/catalogue/codes.ts";
import { parseService } from "../../../../src/catalogue/parse.ts";
import { createSnapshot } from "../../../../src/catalogue/snapshot.ts";
import { rawServiceSchema } from "../../../../src/osimesa/schema.ts";
import { input, service } from "../../goods.ts";
import { sampleCatalogue } from "../../../../sandbox/osimesa/catalogue/sample.ts";

const services = sampleCatalogue().map((raw) => parseService(rawServiceSchema.parse(raw)));
const codes = codesOf(createSnapshot(services, 0));
/** As the supplier's own documentation has it: no field says how long its answer is. */
const unbounded = codesOf(
  createSnapshot(
    services.map((service) => ({
      ...service,
      fields: service.fields.map((field) =>
        field.kind === "input" ? { ...field, minLength: 0, maxLength: 1_000 } : field,
      ),
    })),
    0,
  ),
);

const corpus = readFileSync(new URL("../../lines.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line.includes(" => ") && !line.startsWith("#"))
  .map((line) => {
    const [typed = "", readings = ""] = line.split(" => ");
    const [wanted = "", withoutBounds = wanted] = readings.split(" || ").map((one) => one.trim());
    return { typed: typed.replaceAll("⏎", "\n"), wanted, withoutBounds };
  });

test("every line that resellers type is understood, or explained with the nearest right form", () => {
  assert.ok(corpus.length >= 200, `${corpus.length} lines`);
  for (const [list, which] of [
    [codes, "wanted"],
    [unbounded, "withoutBounds"],
  ] as const) {
    const misread = corpus.flatMap((line) => {
      const read = understood(line.typed, list);
      return read === line[which]
        ? []
        : [`${JSON.stringify(line.typed)}: ${read}, not ${line[which]}`];
    });
    assert.deepEqual(misread, [], which);
  }
});

test("an id and its zone that one question asks stay together; one digit is none of them", () => {
  const category = { name: "Mobile Legends", slug: "mobile-legends" };
  const sold = codesOf(
    createSnapshot(
      [
        service("MC86", [input("User ID (Zone ID)")], { category }),
        service("MD86", [input("User ID & Server", { type: "tel" })], { category }),
        service(
          "ML86",
          [input("User ID", { type: "tel" }), input("Zone ID", { type: "tel", position: 2 })],
          { category },
        ),
        service(
          "LA65",
          [
            input("Player ID", { type: "tel" }),
            input("Server", { type: "tel", position: 2, maxLength: 1 }),
          ],
          { category },
        ),
        service("SV", [input("Server"), input("Karakter", { position: 2 })], { category }),
        service("NICK", [input("Nickname")], { category }),
        service("PLN", [input("Nomor Meter", { type: "tel" })]),
      ],
      0,
    ),
  );
  const readings: [typed: string, wanted: string][] = [
    ["MC86.12345678(1234)", "MC86 12345678(1234)"],
    ["MC86 12345678 (1234)", "MC86 12345678 (1234)"],
    ["MC86.12345678.1234", "MC86 12345678.1234"],
    ["MC86.12345678/1234", "MC86 12345678/1234"],
    ["MC86.12345678 (1234).2", "MC86 12345678 (1234) +again"],
    ["MC86.2.12345678.1234", "MC86 12345678.1234 +again"],
    ["MD86.12345678(1234)", "MD86 ?"],
    ["MD86 12345678 12345", "MD86 ?"],
    ["ML86.12345678 (2)", "ML86 12345678/2"],
    ["ML86.12345678/2", "ML86 12345678/2"],
    ["ML86.12345678.2", "ML86 12345678 ?"],
    ["ML86.2", "ML86 ?"],
    ["LA65.12345678.2", "LA65 12345678/2"],
    ["SV.2.budi", "SV 2/budi"],
    ["SV.2.Asia.budi", "SV Asia/budi +again"],
    ["NICK.budi.siti", "NICK >> siti"],
    ["NICK.budi.1234", "NICK >> 1234"],
    ["PLN.2.081234567890", "PLN 081234567890 +again"],
  ];
  assert.deepEqual(
    readings.map(([typed]) => [typed, understood(typed, sold)]),
    readings,
  );
});

function understood(typed: string, codes: Codes): string {
  const orders = readOrders(typed, codes);
  return orders === null ? wordIn(typed) : ordersIn(orders, codes);
}

function ordersIn(read: OrdersRead, codes: Codes): string {
  if (read.kind === "one") return readingIn(read.line.reading, codes);
  return read.lines
    .map(({ reading }) => (reading === null ? "-" : readingIn(reading, codes)))
    .join(" ; ");
}

function readingIn(reading: LineReading, codes: Codes): string {
  if (reading.kind === "no-code") {
    const [nearest] = meantBy(reading, codes, 1);
    return `no ${reading.typed}${nearest === undefined ? "" : ` ~${nearest.code}`}`;
  }
  const { code, fields } = reading.service;
  const valuesOf = (answers: readonly { value: string }[]) =>
    answers.map(({ value }) => value).join("/");
  switch (reading.kind) {
    case "order":
      return [
        code,
        valuesOf(reading.answers),
        reading.again ? "+again" : "",
        ...reading.needless.toSorted().map((needless) => `-${needless}`),
      ]
        .filter((part) => part !== "")
        .join(" ");
    case "open":
      return [code, valuesOf(reading.known), reading.secret ? "?secret" : "?"]
        .filter((part) => part !== "")
        .join(" ");
    case "wrong":
      return `${code} !${fields.indexOf(reading.field) + 1} ${reading.problem.kind}`;
    case "too-much":
      return `${code} >> ${reading.text}`;
  }
}

function wordIn(typed: string): string {
  const word = readWord(typed);
  if (word === null) return "-";
  switch (word.kind) {
    case "price":
      return word.sure || codes.beginning(word.code).length > 0 ? `word price ${word.code}` : "-";
    case "status":
      return `word status ${word.query}`.trim();
    case "recap":
      return `word recap ${word.day}`.trim();
    case "take-back":
      return `word take-back ${word.number}`.trim();
    case "talk":
      return `word talk ${word.text}`;
    case "elsewhere":
      return `word elsewhere ${word.instead}`;
    case "balance":
    case "statement":
    case "help":
      return `word ${word.kind}`;
  }
}
