import assert from "node:assert/strict";
import { test } from "node:test";
import { readCorrection } from "../../../src/bot/ordering/card/correction.ts";
import { listed, type ListedService } from "../../../src/catalogue/snapshot.ts";
import type { Answer } from "../../../src/orders/state/order.ts";
import { input, phone, service } from "../goods.ts";

const pulsa = listed(service("TS5", [phone]));
const diamonds = listed(
  service("ML86", [
    input("User ID", { type: "tel", maxLength: 12 }),
    input("Zone ID", { type: "number", position: 2 }),
  ]),
);
const wallet = listed(service("DW", [input("No. Rekening", { type: "number" })]));
const login = listed(
  service("RBX", [
    input("Password", { type: "password" }),
    input("Username", { position: 2, maxLength: 20 }),
  ]),
);
const server = listed(
  service("PW", [
    {
      kind: "select",
      position: 1,
      label: "Server",
      options: [
        { value: "asia", label: "Asia" },
        { value: "eu", label: "Eropa" },
      ],
    },
  ]),
);

const answer = (position: Answer["position"], value: string): Answer => ({
  position,
  label: "",
  value,
  secret: false,
});

const corrected = (
  typed: string,
  sold: ListedService,
  before: readonly Answer[] = [answer(1, "12345678"), answer(2, "1234")],
) =>
  readCorrection(typed, sold, before)
    ?.answers.toSorted((one, other) => one.position - other.position)
    .map(({ value }) => value) ?? null;

test("a number typed anew takes the place of the card's, in any spelling", () => {
  const before = [answer(1, "081234567890")];
  for (const typed of ["081234567899", "+62 812-3456-7899", "0812 3456 7899", "62812.3456.7899"])
    assert.deepEqual(corrected(typed, pulsa, before), ["081234567899"], typed);
});

test("what is no number, or more than one, is left to others", () => {
  const before = [answer(1, "081234567890")];
  for (const typed of [
    "axis 24gb",
    "saldo",
    "0812",
    "10000",
    "100.000",
    "10.081234567899",
    "10 081234567899",
    "100 +6281234567899",
    "10 0812-3456-7899",
    "10 0812 3456 7899",
    "10 0812 345 678",
    "10.0812-345-6789",
    "10.0812.345.6789",
    "0812 345 6789.2",
    "0812 345 6789 2",
    "0812 345 6789.12",
    "0812 345 6789 1234",
    "TS5.081234567899",
    "081234567899\n081234567898",
    "081234567899 081234567898",
  ])
    assert.equal(corrected(typed, pulsa, before), null, typed);
});

test("after an id alone the zone is asked, which may be another player's; both together take both places", () => {
  const before = [answer(1, "12345678"), answer(2, "1234")];
  assert.equal(readCorrection("87654321", diamonds, before)?.from, 1);
  assert.equal(readCorrection("87654321 (4321)", diamonds, before)?.from, undefined);
  assert.deepEqual(corrected("87654321", diamonds), ["87654321", "1234"]);
  assert.deepEqual(corrected("87654321 (4321)", diamonds), ["87654321", "4321"]);
  assert.deepEqual(corrected("87654321.4321", diamonds), ["87654321", "4321"]);
  assert.equal(corrected("ml 86", diamonds), null);
});

test("a customer's phone number is no user id, unless the card's own is one", () => {
  assert.equal(corrected("081234567899", diamonds), null);
  assert.equal(corrected("+62 812-3456-7899", diamonds), null);
  assert.deepEqual(corrected("081234567899", wallet, [answer(1, "081234567890")]), [
    "081234567899",
  ]);
});

test("no secret is heard, and no word where any word would do", () => {
  const before = [answer(2, "budi_gamer")];
  assert.equal(corrected("saldo", login, before), null);
  assert.equal(corrected("telkomsel 10", login, before), null);
  assert.deepEqual(corrected("998877", login, before), ["998877"]);
  assert.equal(
    corrected("998877", listed(service("X", [input("P", { type: "password" })])), []),
    null,
  );
});

test("a choice is heard by its label or value, letter for letter", () => {
  assert.deepEqual(corrected("eropa", server, [answer(1, "asia")]), ["eu"]);
  assert.equal(corrected("eropa 5", server, [answer(1, "asia")]), null);
});
