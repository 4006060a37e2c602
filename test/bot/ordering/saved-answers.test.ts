import assert from "node:assert/strict";
import { test } from "node:test";
import { answersOf, savableOf, savablePhone } from "../../../src/bot/ordering/saved/answers.ts";
import type { SelectField } from "../../../src/catalogue/service.ts";
import type { Answer } from "../../../src/orders/state/order.ts";
import { input, phone, service } from "../goods.ts";

const game = { name: "Mobile Legends", slug: "mobile-legends" };
const userId = input("User ID", { type: "tel" });
const zone = input("Zone ID", { type: "number", position: 2, maxLength: 5 });
const server: SelectField = {
  kind: "select",
  position: 2,
  label: "Server",
  options: [{ value: "os_asia", label: "Asia" }],
};
const pulsa = service("TS5", [phone]);
const legends = service("ML86", [userId, zone], { category: game });
const answer = (position: 1 | 2 | 3, label: string, value: string, secret = false): Answer => ({
  position,
  label,
  value,
  secret,
});
const values = (answers: (Answer | null)[]) => answers.map((one) => one?.value ?? null);

test("a phone number answers whatever asks for one, in any category, and nothing else", () => {
  const what = savableOf([answer(1, phone.label, "081234567890")], pulsa, 1);
  assert.ok(what);
  assert.deepEqual(what.scope, { kind: "phone" });
  const other = service(
    "GP",
    [input("Nama"), input("No. WhatsApp", { position: 2, type: "tel" })],
    {
      category: { name: "GoPay", slug: "gopay" },
    },
  );
  assert.deepEqual(values(answersOf(what, other)), [null, "081234567890"]);
  assert.deepEqual(values(answersOf(what, legends)), [null, null]);
  const two = service("X", [phone, { ...phone, label: "Nomor HP pengirim", position: 2 }]);
  assert.deepEqual(values(answersOf(what, two)), ["081234567890", null]);
  const short = service("X", [{ ...phone, maxLength: 10 }]);
  assert.deepEqual(values(answersOf(what, short)), [null]);
});

test("a game's id and zone answer the same questions of that category, and no other category's", () => {
  const what = savableOf(
    [answer(1, "User ID", "12345678"), answer(2, "Zone ID", "1234")],
    legends,
    1,
  );
  assert.ok(what);
  assert.deepEqual(values(answersOf(what, legends)), ["12345678", "1234"]);
  const turned = service(
    "ML5",
    [
      { ...zone, position: 1 },
      { ...userId, position: 3 },
    ],
    {
      category: game,
    },
  );
  assert.deepEqual(
    answersOf(what, turned).map((one) => [one?.position, one?.value]),
    [
      [1, "1234"],
      [3, "12345678"],
    ],
  );
  assert.deepEqual(values(answersOf(what, { ...legends, category: { ...game, slug: "ff" } })), [
    null,
    null,
  ]);
  const strict = service("ML9", [userId, { ...zone, maxLength: 3 }], { category: game });
  assert.deepEqual(values(answersOf(what, strict)), ["12345678", null]);
});

test("a choice is kept with what a person reads of it, and is a choice still or is asked again", () => {
  const rox = service("ROX", [userId, server], { category: game });
  const chosen = { ...answer(2, "Server", "os_asia"), shown: "Asia" };
  const what = savableOf([answer(1, "User ID", "12345678"), chosen], rox, 1);
  assert.deepEqual(what?.values[1], { label: "Server", value: "os_asia", shown: "Asia" });
  assert.ok(what);
  assert.deepEqual(answersOf(what, rox)[1], chosen);
  const moved = { ...server, options: [{ value: "os_eu", label: "Eropa" }] };
  assert.deepEqual(values(answersOf(what, { ...rox, fields: [userId, moved] })), [
    "12345678",
    null,
  ]);
});

test("a secret is neither saved nor answered, whatever else says that it is one", () => {
  const password = input("Password", { type: "password", position: 2 });
  const login = service("RBX", [input("Username"), password], { category: game });
  const given = [answer(1, "Username", "budi"), answer(2, "Password", "rahasia", true)];
  const what = savableOf(given, login, 1);
  assert.deepEqual(what?.values, [{ label: "Username", value: "budi" }]);
  assert.deepEqual(
    savableOf([answer(1, "Username", "budi"), answer(2, "Password", "rahasia")], login, 1)?.values,
    [{ label: "Username", value: "budi" }],
  );
  assert.equal(savableOf([answer(2, "Password", "", true)], login, 1), null);
  assert.equal(savableOf([], pulsa, 1), null);
  const kept = {
    scope: { kind: "category", line: "game", slug: game.slug } as const,
    values: [{ label: "Password", value: "rahasia" }],
  };
  assert.deepEqual(values(answersOf(kept, login)), [null, null]);
});

test("a number typed with a name is a likely mobile one or none", () => {
  assert.equal(savablePhone("+62 812-3456-7890", 1)?.values[0]?.value, "081234567890");
  for (const typed of ["12345678", "0812345", "0215551234", "081234567890 081234567891"])
    assert.equal(savablePhone(typed, 1), null, typed);
});
