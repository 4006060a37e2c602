import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readOrders, type OrdersRead } from "../../../../src/bot/ordering/typed/several.ts";
import { readWord } from "../../../../src/bot/ordering/typed/word.ts";
import { meantBy, type LineReading } from "../../../../src/bot/ordering/typed/order-line.ts";
import { codesOf } from "../../../../src/catalogue/codes.ts";
import { parseService } from "../../../../src/catalogue/parse.ts";
import { createSnapshot } from "../../../../src/catalogue/snapshot.ts";
import { rawServiceSchema } from "../../../../src/osimesa/schema.ts";
import { sampleCatalogue } from "../../../../sandbox/osimesa/catalogue/sample.ts";

const services = sampleCatalogue().map((raw) => parseService(rawServiceSchema.parse(raw)));
const codes = codesOf(createSnapshot(services, 0));

const corpus = readFileSync(new URL("../../lines.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line.includes(" => ") && !line.startsWith("#"))
  .map((line) => {
    const [typed = "", wanted = ""] = line.split(" => ");
    return { typed: typed.replaceAll("⏎", "\n"), wanted: wanted.trim() };
  });

test("every line that resellers type is understood, or explained with the nearest right form", () => {
  assert.ok(corpus.length >= 200, `${corpus.length} lines`);
  const misread = corpus.flatMap(({ typed, wanted }) => {
    const read = understood(typed);
    return read === wanted ? [] : [`${JSON.stringify(typed)}: ${read}, not ${wanted}`];
  });
  assert.deepEqual(misread, []);
});

function understood(typed: string): string {
  const orders = readOrders(typed, codes);
  return orders === null ? wordIn(typed) : ordersIn(orders);
}

function ordersIn(read: OrdersRead): string {
  if (read.kind === "one") return readingIn(read.line.reading);
  return read.lines.map(({ reading }) => (reading === null ? "-" : readingIn(reading))).join(" ; ");
}

function readingIn(reading: LineReading): string {
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
